import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Api } from '../lib/api'
import { Session } from '../lib/session'
import { Stream } from '../lib/stream'
import { VenueContext } from '../lib/venue'

interface Heard {
  method: string
  path: string
  body: Record<string, string>
  token: string | null
}

export type Answer = { status: number; body?: object } | 'unreachable'

/** A venue over REST that answers what it is told to, and remembers what it was asked. */
export class FakeVenue {
  readonly heard: Heard[] = []
  readonly #answers = new Map<string, Answer[]>()
  readonly #answersLike: [RegExp, Answer[]][] = []

  /** The answers to a call, one after the other; the last one stays. */
  answers(call: string, ...answers: Answer[]): this {
    this.#answers.set(call, answers)
    return this
  }

  /** The same for every call that looks like this, for those that say what time it is. */
  answersLike(calls: RegExp, ...answers: Answer[]): this {
    this.#answersLike.push([calls, answers])
    return this
  }

  calls(call: string): Heard[] {
    return this.heard.filter(({ method, path }) => `${method} ${path}` === call)
  }

  readonly fetch: typeof fetch = (input, init = {}) => {
    const path = String(input)
    const method = init.method ?? 'GET'
    const token = new Headers(init.headers).get('authorization')
    this.heard.push({ method, path, body: JSON.parse(String(init.body ?? '{}')), token })
    const call = `${method} ${path}`
    const answers = this.#answers.get(call) ?? this.#answersLike.find(([like]) => like.test(call))?.[1] ?? []
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (!answer || answer === 'unreachable') return Promise.reject(new TypeError('Failed to fetch'))
    const headers = { 'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json' }
    return Promise.resolve(new Response(answer.body && JSON.stringify(answer.body), { status: answer.status, headers }))
  }
}

/** The answer to whoever signs in. */
export function signedIn(token: string): Answer {
  const user = { user_id: 'u', email: 'alice@example.com', name: null }
  return { status: 200, body: { user, access_token: token, expires_in: 900 } }
}

export function refusal(status: number, code: string, detail: string, errors?: object[]): Answer {
  return { status, body: { title: code, status, code, detail, errors } }
}

/** Puts a component into a venue, signed in as Alice. */
export async function inVenue(venue: FakeVenue): Promise<(props: { children: ReactNode }) => ReactNode> {
  const session = new Session(venue.fetch)
  venue.answers('POST /api/v1/auth/signin', signedIn('alice'))
  await session.signIn('alice@example.com', 'a secret')
  const api = new Api(session, venue.fetch)
  const stream = new Stream({ url: () => new Promise(() => {}), token: () => session.token, refused: () => {} })
  const ways = { session, api, stream }
  const cache = new QueryClient({ defaultOptions: { mutations: { retryDelay: 0 }, queries: { retry: false } } })
  return ({ children }) => (
    <VenueContext value={ways}>
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    </VenueContext>
  )
}
