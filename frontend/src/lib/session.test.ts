import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeVenue, refusal, signedIn } from '../testing/FakeVenue'
import { Api } from './api'
import { Session } from './session'

const REFRESH = 'POST /api/v1/auth/refresh'
const BALANCES = 'GET /api/v1/account/balances'

let venue: FakeVenue
let session: Session
let api: Api

beforeEach(() => {
  vi.useFakeTimers()
  venue = new FakeVenue()
  session = new Session(venue.fetch)
  api = new Api(session, venue.fetch)
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the session', () => {
  it('comes back by the cookie', async () => {
    venue.answers(REFRESH, signedIn('first'))
    expect(await session.renew()).toBe(true)
    expect(session.state).toMatchObject({ phase: 'signed-in', user: { email: 'alice@example.com' } })
    expect(session.token).toBe('first')
  })

  it('is over without one', async () => {
    venue.answers(REFRESH, refusal(401, 'UNAUTHENTICATED', 'no cookie'))
    await session.renew()
    expect(session.state.phase).toBe('signed-out')
  })

  it('is neither while the venue cannot be reached, and asks again', async () => {
    venue.answers(REFRESH, 'unreachable', signedIn('first'))
    await session.renew()
    expect(session.state.phase).toBe('starting')
    await vi.advanceTimersByTimeAsync(3000)
    expect(session.state.phase).toBe('signed-in')
  })

  it('renews its token a minute before it ends', async () => {
    venue.answers(REFRESH, signedIn('first'), signedIn('second'))
    await session.renew()
    await vi.advanceTimersByTimeAsync(839_000)
    expect(session.token).toBe('first')
    await vi.advanceTimersByTimeAsync(1000)
    expect(session.token).toBe('second')
  })

  it('renews a refused token once for all who were refused, and they are answered', async () => {
    venue.answers(REFRESH, signedIn('first'), signedIn('second'))
    await session.renew()
    const refused = refusal(401, 'UNAUTHENTICATED', 'expired')
    const answered = { status: 200, body: { balances: [] } }
    venue.answers(BALANCES, refused, refused, answered)

    expect(await Promise.all([api.balances(), api.balances()])).toEqual([[], []])
    expect(venue.calls(REFRESH)).toHaveLength(2)
    expect(venue.calls(BALANCES).map((call) => call.token)).toEqual([
      'Bearer first',
      'Bearer first',
      'Bearer second',
      'Bearer second',
    ])
  })

  it('stays signed out when a renewal is answered after signing out', async () => {
    venue.answers(REFRESH, signedIn('first'))
    await session.renew()
    venue.answers('POST /api/v1/auth/logout', { status: 204 })
    const late = session.renew()
    await session.signOut()
    await late
    expect(session.state.phase).toBe('signed-out')
    expect(session.token).toBeUndefined()
  })

  it('is not over when the venue could not be told', async () => {
    venue.answers(REFRESH, signedIn('first'))
    await session.renew()
    venue.answers('POST /api/v1/auth/logout', 'unreachable')
    await expect(session.signOut()).rejects.toThrow('The venue cannot be reached.')
    expect(session.state.phase).toBe('signed-in')
  })
})
