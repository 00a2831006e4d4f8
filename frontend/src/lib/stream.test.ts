import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeSocket } from '../testing/FakeSocket'
import { Stream } from './stream'

let sockets: FakeSocket[]
let token: string | undefined
let refused: number
let stream: Stream

beforeEach(async () => {
  vi.useFakeTimers()
  sockets = []
  token = undefined
  refused = 0
  stream = new Stream({
    url: () => Promise.resolve('ws://venue/ws'),
    token: () => token,
    refused: () => refused++,
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    random: () => 1,
  })
  stream.connect()
  await vi.advanceTimersByTimeAsync(0)
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the stream', () => {
  it('subscribes once it is greeted, and passes each frame to who listens to its channel', () => {
    const heard: string[] = []
    stream.subscribe('trades', 'BTC-USD', (trade) => heard.push(trade.price))
    expect(newest().hears()).toEqual([])

    newest().greets()
    expect(newest().hears()).toEqual(['subscribe trades BTC-USD'])

    newest().says(traded('BTC-USD', '60000'))
    newest().says(traded('ETH-USD', '3000'))
    expect(heard).toEqual(['60000'])
  })

  it('asks for a channel once, however many listen, and lets go with the last', () => {
    newest().greets()
    const first = stream.subscribe('trades', 'BTC-USD', () => {})
    const second = stream.subscribe('trades', 'BTC-USD', () => {})
    expect(newest().hears()).toEqual(['subscribe trades BTC-USD'])

    first()
    first()
    expect(newest().hears()).toEqual([])
    second()
    expect(newest().hears()).toEqual(['unsubscribe trades BTC-USD'])
  })

  it('keeps private channels until it is signed in', () => {
    stream.subscribe('orders', null, () => {})
    newest().greets()
    expect(newest().hears()).toEqual([])

    token = 'alice'
    stream.tokenChanged()
    expect(newest().hears()).toEqual(['auth alice'])
    newest().says({ type: 'authenticated', id: 'auth' })
    expect(newest().hears()).toEqual(['subscribe orders'])

    token = 'alice, renewed'
    stream.tokenChanged()
    newest().says({ type: 'authenticated', id: 'auth' })
    expect(newest().hears()).toEqual(['auth alice, renewed'])
  })

  it('comes back after a loss, signs in again and takes up what was listened to', async () => {
    token = 'alice'
    stream.subscribe('orderbook', 'BTC-USD', () => {})
    stream.subscribe('account', null, () => {})
    newest().greets()
    newest().says({ type: 'authenticated', id: 'auth' })

    newest().breaks()
    expect(stream.connection.state).toBe('lost')
    await vi.advanceTimersByTimeAsync(500)
    expect(sockets).toHaveLength(2)

    newest().greets()
    newest().says({ type: 'authenticated', id: 'auth' })
    expect(stream.connection.state).toBe('live')
    expect(newest().hears()).toEqual(['auth alice', 'subscribe orderbook BTC-USD', 'subscribe account'])
  })

  it('waits twice as long after each loss, up to a limit, and begins anew after a good connection', async () => {
    const waits: number[] = []
    for (let loss = 0; loss < 8; loss++) waits.push(await waitAfterLoss())
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000])

    newest().greets()
    await vi.advanceTimersByTimeAsync(1000)
    newest().says({ type: 'pong' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await waitAfterLoss()).toBe(500)
  })

  it('notices silence: no answer to a ping is a loss', async () => {
    newest().greets()
    await vi.advanceTimersByTimeAsync(1000)
    newest().says({ type: 'pong' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(stream.connection.state).toBe('live')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(stream.connection.state).toBe('lost')
    expect(sockets[0]?.closed).toBe(true)
  })

  it('does not wait for ever to be greeted', async () => {
    await vi.advanceTimersByTimeAsync(10_000)
    expect(stream.connection.state).toBe('lost')
  })

  it('asks once for another token when its own is refused or gone', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    token = 'stale'
    newest().greets()
    newest().says({ type: 'error', id: 'auth', code: 'UNAUTHENTICATED', detail: 'expired' })
    newest().says({ type: 'error', id: 'auth', code: 'UNAUTHENTICATED', detail: 'expired' })
    expect(refused).toBe(1)

    newest().breaks(4401)
    expect(refused).toBe(2)
  })

  it('asks again for a channel that could not be had', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    token = 'alice'
    stream.subscribe('orders', null, () => {})
    newest().greets()
    newest().says({ type: 'authenticated', id: 'auth' })
    newest().hears()

    newest().says({ type: 'error', id: 'orders', code: 'UNAVAILABLE', detail: 'the matcher is away' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(newest().hears()).toEqual(['subscribe orders'])
  })

  it('leaves a signed-in connection when the trader signs out', async () => {
    token = 'alice'
    newest().greets()
    newest().says({ type: 'authenticated', id: 'auth' })

    token = undefined
    stream.tokenChanged()
    await vi.advanceTimersByTimeAsync(0)
    expect(sockets[0]?.closed).toBe(true)
    expect(sockets).toHaveLength(2)
  })
})

function newest(): FakeSocket {
  const socket = sockets.at(-1)
  if (!socket) throw new Error('nobody has connected')
  return socket
}

async function waitAfterLoss(): Promise<number> {
  newest().breaks()
  const { connection } = stream
  if (connection.state !== 'lost') throw new Error('the loss went unnoticed')
  const wait = connection.retryAt - Date.now()
  const before = sockets.length
  await vi.advanceTimersByTimeAsync(wait - 1)
  expect(sockets).toHaveLength(before)
  await vi.advanceTimersByTimeAsync(1)
  expect(sockets).toHaveLength(before + 1)
  return wait
}

function traded(instrument: string, price: string) {
  return {
    type: 'trade',
    trade_id: '1',
    instrument,
    price,
    quantity: '1',
    taker_side: 'buy',
    timestamp: '2026-01-01T00:00:00.000000Z',
  } as const
}
