import { ask, Problem } from './http'
import type { Flow, SignedIn, User } from './messages'

export type SessionState =
  | { phase: 'starting' }
  | { phase: 'signed-out' }
  | { phase: 'signed-in'; user: User; /** Signed up a moment ago. */ isNew: boolean }

/**
 * Who is signed in here. The access token lives in memory alone; a reload gets a new one by the refresh
 * cookie, which no script can read. A token is renewed a minute before it ends, or when it is refused.
 */
export class Session {
  readonly #fetch: typeof fetch
  readonly #listeners = new Set<() => void>()
  #state: SessionState = { phase: 'starting' }
  #token: string | undefined
  #renewing: Promise<boolean> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Counts sign-ins and sign-outs: a renewal that was under way meanwhile no longer counts. */
  #era = 0

  constructor(fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetcher
  }

  get state(): SessionState {
    return this.#state
  }

  get token(): string | undefined {
    return this.#token
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  signUp(email: string, password: string): Promise<Flow> {
    return ask(this.#fetch, 'POST', '/api/v1/auth/signup', { body: { email, password } })
  }

  resendCode(flow: string): Promise<void> {
    return ask(this.#fetch, 'POST', '/api/v1/auth/resend-otp', { body: { flow_id: flow } })
  }

  async verify(flow: string, otp: string): Promise<void> {
    this.#enter(await ask(this.#fetch, 'POST', '/api/v1/auth/verify-otp', { body: { flow_id: flow, otp } }), true)
  }

  async signIn(email: string, password: string): Promise<void> {
    this.#enter(await ask(this.#fetch, 'POST', '/api/v1/auth/signin', { body: { email, password } }), false)
  }

  /** The same answer whether or not the e-mail has an account. */
  forgotPassword(email: string): Promise<Flow> {
    return ask(this.#fetch, 'POST', '/api/v1/auth/forgot-password', { body: { email } })
  }

  resetPassword(flow: string, otp: string, password: string): Promise<void> {
    return ask(this.#fetch, 'POST', '/api/v1/auth/reset-password', { body: { flow_id: flow, otp, password } })
  }

  /**
   * This session goes on, all others end. Asked once: a refusal is about the password, and another try would count as
   * one more wrong guess.
   */
  changePassword(password: string, next: string): Promise<void> {
    const body = { password, new_password: next }
    return ask(this.#fetch, 'POST', '/api/v1/auth/change-password', { body, token: this.#token })
  }

  /** Ends the session at the venue first: a cookie that lived on would sign in again at the next reload. */
  async signOut(): Promise<void> {
    try {
      await ask(this.#fetch, 'POST', '/api/v1/auth/logout', { token: this.#token })
    } catch (refusal) {
      if (!(refusal instanceof Problem) || refusal.passing) throw refusal
    }
    this.#leave()
  }

  /** A new token by the cookie, for all who ask at the same time. False when there is none to be had now. */
  renew(): Promise<boolean> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined))
    return this.#renewing
  }

  async #renew(): Promise<boolean> {
    const era = this.#era
    try {
      const answer = await ask<SignedIn>(this.#fetch, 'POST', '/api/v1/auth/refresh')
      if (era === this.#era) this.#enter(answer, this.#state.phase === 'signed-in' && this.#state.isNew)
      return this.#token !== undefined
    } catch (refusal) {
      if (era !== this.#era) return this.#token !== undefined
      if (refusal instanceof Problem && refusal.passing) this.#renewIn(refusal.retryAfter ?? 3)
      else this.#leave()
      return false
    }
  }

  #enter(answer: SignedIn, isNew: boolean): void {
    this.#era++
    this.#token = answer.access_token
    this.#renewIn(Math.max(answer.expires_in - 60, answer.expires_in / 2))
    const known = this.#state
    const same = known.phase === 'signed-in' && known.user.user_id === answer.user.user_id
    this.#tell(same ? known : { phase: 'signed-in', user: answer.user, isNew })
  }

  #leave(): void {
    this.#era++
    this.#token = undefined
    clearTimeout(this.#timer)
    this.#tell({ phase: 'signed-out' })
  }

  #renewIn(seconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.renew(), seconds * 1000)
  }

  #tell(state: SessionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
