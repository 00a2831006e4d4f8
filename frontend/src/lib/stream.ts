import type { Channels, FromVenue, ToVenue } from './messages'

export type Connection =
  | { state: 'connecting' }
  /** `number` tells one connection from the last; `latency` is the round trip in milliseconds. */
  | { state: 'live'; number: number; latency: number | undefined }
  | { state: 'lost'; retryAt: number }

export type Channel = keyof Channels

/** As much of a WebSocket as the stream needs. */
export interface Socket {
  onmessage: ((event: MessageEvent<string>) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  send(frame: string): void
  close(): void
}

interface Wiring {
  url: () => Promise<string>
  token: () => string | undefined
  /** The venue does not take the token any more: another one is needed. */
  refused: () => void
  open?: (url: string) => Socket
  random?: () => number
}

interface Topic {
  channel: Channel
  instrument: string | null
  ears: Set<(frame: never) => void>
}

const TOKEN_GONE = 4401
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 20_000
const GREETED_WITHIN_MS = 10_000
/** A connection that has held this long was a good one: after it the waiting begins small again. */
const GOOD_AFTER_MS = 10_000
/** Often enough to notice silence soon, seldom enough to count for nothing. */
const BEAT_MS = 10_000
/** The round trip is measured when the page has come to rest. */
const FIRST_BEAT_MS = 1000
const ASK_AGAIN_MS = 5000

/** Marks the requests to be signed in; a request for a channel is marked with the channel. */
const AUTH = 'auth'

/**
 * The one WebSocket of the terminal. It comes back by itself after a loss, signs in again and takes up every
 * subscription anew; each then begins with a fresh snapshot, so a listener need not know of the loss.
 */
export class Stream {
  readonly #wiring: Wiring
  readonly #topics = new Map<string, Topic>()
  readonly #watchers = new Set<() => void>()
  #connection: Connection = { state: 'connecting' }
  #socket: Socket | undefined
  #attempt = 0
  #losses = 0
  #liveAt = 0
  #authenticated = false
  #refusals = 0
  #pingedAt: number | undefined
  #beatMs = BEAT_MS
  #heartbeat: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  get connection(): Connection {
    return this.#connection
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Listens to a channel until the answered function is called. The first to listen is told a snapshot. */
  subscribe<C extends Channel>(channel: C, instrument: string | null, ear: (frame: Channels[C]) => void): () => void {
    const key = keyOf(channel, instrument)
    const topic = this.#topics.get(key) ?? { channel, instrument, ears: new Set() }
    topic.ears.add(ear)
    if (!this.#topics.has(key)) {
      this.#topics.set(key, topic)
      this.#ask('subscribe', topic)
    }
    return () => {
      topic.ears.delete(ear)
      if (topic.ears.size > 0 || this.#topics.get(key) !== topic) return
      this.#topics.delete(key)
      this.#ask('unsubscribe', topic)
    }
  }

  /** A fresh snapshot of a channel, because what was heard of it no longer fits together. */
  restart(channel: Channel, instrument: string | null): void {
    const topic = this.#topics.get(keyOf(channel, instrument))
    if (!topic) return
    this.#ask('unsubscribe', topic)
    this.#ask('subscribe', topic)
  }

  /** Connects now, leaving what there is of a connection. */
  readonly connect = (): void => {
    this.#leave()
    const attempt = ++this.#attempt
    this.#retry = setTimeout(() => this.#lost(), GREETED_WITHIN_MS)
    const current = () => attempt === this.#attempt
    this.#wiring.url().then(
      (url) => current() && this.#open(url),
      () => current() && this.#lost(),
    )
  }

  /** The session has another token, or none any more. */
  readonly tokenChanged = (): void => {
    const token = this.#wiring.token()
    if (token) this.#authenticate()
    // Whoever signed out must not go on hearing what is private.
    else if (this.#authenticated) this.connect()
  }

  #open(url: string): void {
    this.#socket = this.#wiring.open?.(url) ?? new WebSocket(url)
    this.#socket.onmessage = (event) => this.#hear(JSON.parse(event.data) as FromVenue)
    this.#socket.onclose = (event) => this.#lost(event.code)
  }

  #hear(frame: FromVenue): void {
    switch (frame.type) {
      case 'hello':
        return this.#live(frame.heartbeat_ms)
      case 'authenticated':
        return this.#signedIn()
      case 'error':
        return this.#refused(frame)
      case 'pong':
        return this.#ponged()
      case 'subscribed':
      case 'unsubscribed':
      case 'resync':
        return undefined
      case 'orderbook_snapshot':
      case 'orderbook_delta':
        return this.#pass('orderbook', frame.instrument, frame)
      case 'trade':
        return this.#pass('trades', frame.instrument, frame)
      case 'candle':
        return this.#pass(`candles:${frame.interval}`, frame.instrument, frame)
      case 'ticker':
        return this.#pass('ticker', frame.instrument, frame)
      case 'price':
        return this.#pass('prices', frame.symbol, frame)
      case 'orders_snapshot':
      case 'order_update':
      case 'order_rejected':
      case 'fill':
        return this.#pass('orders', null, frame)
      case 'account_snapshot':
      case 'balance':
      case 'position_update':
      case 'account_summary':
        return this.#pass('account', null, frame)
    }
  }

  #live(heartbeatMs: number): void {
    clearTimeout(this.#retry)
    this.#liveAt = Date.now()
    this.#beatMs = Math.min(heartbeatMs, BEAT_MS)
    this.#beatIn(FIRST_BEAT_MS)
    this.#tell({ state: 'live', number: this.#attempt, latency: undefined })
    this.#authenticate()
    for (const topic of this.#topics.values()) if (!isPrivate(topic)) this.#ask('subscribe', topic)
  }

  #authenticate(): void {
    const token = this.#wiring.token()
    if (token && this.#connection.state === 'live') this.#send({ type: 'auth', id: AUTH, token })
  }

  #signedIn(): void {
    if (this.#authenticated) return
    this.#authenticated = true
    for (const topic of this.#topics.values()) if (isPrivate(topic)) this.#ask('subscribe', topic)
  }

  /** A refused token is renewed, once a connection. A channel that could not be had is asked for again. */
  #refused(error: { id?: string | null; code: string; detail: string }): void {
    if (error.id === AUTH && this.#refusals++ === 0) return this.#wiring.refused()
    console.warn(`The stream refused ${error.id ?? 'a request'}: ${error.code}, ${error.detail}`)
    const attempt = this.#attempt
    const topic = this.#topics.get(error.id ?? '')
    setTimeout(() => {
      if (topic && attempt === this.#attempt && this.#topics.get(error.id ?? '') === topic)
        this.#ask('subscribe', topic)
    }, ASK_AGAIN_MS)
    return undefined
  }

  #pass<C extends Channel>(channel: C, instrument: string | null, frame: Channels[C]): void {
    const topic = this.#topics.get(keyOf(channel, instrument))
    for (const ear of topic?.ears ?? []) ear(frame as never)
  }

  /** Nothing came back since the last ping: nobody is there, even if the network has not noticed. */
  #beat(): void {
    if (this.#pingedAt !== undefined) return this.#lost()
    this.#pingedAt = performance.now()
    this.#send({ type: 'ping' })
    this.#beatIn(this.#beatMs)
  }

  #beatIn(milliseconds: number): void {
    this.#heartbeat = setTimeout(() => this.#beat(), milliseconds)
  }

  #ponged(): void {
    if (this.#pingedAt === undefined || this.#connection.state !== 'live') return
    const latency = Math.round(performance.now() - this.#pingedAt)
    this.#pingedAt = undefined
    this.#tell({ ...this.#connection, latency })
  }

  #lost(code?: number): void {
    if (this.#connection.state === 'live' && Date.now() - this.#liveAt > GOOD_AFTER_MS) this.#losses = 0
    this.#leave()
    if (code === TOKEN_GONE) this.#wiring.refused()
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#losses++, LONGEST_WAIT_MS)
    const jittered = wait * (0.5 + (this.#wiring.random ?? Math.random)() / 2)
    this.#retry = setTimeout(this.connect, jittered)
    this.#tell({ state: 'lost', retryAt: Date.now() + jittered })
  }

  #leave(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#heartbeat)
    this.#authenticated = false
    this.#refusals = 0
    this.#pingedAt = undefined
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onmessage = null
    socket.onclose = null
    socket.close()
  }

  #ask(type: 'subscribe' | 'unsubscribe', topic: Topic): void {
    if (this.#connection.state !== 'live' || (isPrivate(topic) && !this.#authenticated)) return
    const instruments = topic.instrument === null ? {} : { instruments: [topic.instrument] }
    const id = keyOf(topic.channel, topic.instrument)
    this.#send({ type, id, channels: [topic.channel], ...instruments })
  }

  #send(frame: ToVenue): void {
    this.#socket?.send(JSON.stringify(frame))
  }

  #tell(connection: Connection): void {
    this.#connection = connection
    for (const watcher of this.#watchers) watcher()
  }
}

function keyOf(channel: Channel, instrument: string | null): string {
  return instrument === null ? channel : `${channel} ${instrument}`
}

function isPrivate(topic: Topic): boolean {
  return topic.channel === 'orders' || topic.channel === 'account'
}
