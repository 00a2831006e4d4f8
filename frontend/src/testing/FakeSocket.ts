import type { FromVenue, ToVenue } from '../lib/messages'
import type { Socket } from '../lib/stream'

/** The venue's end of a socket: says what it is told to say, and remembers what it heard. */
export class FakeSocket implements Socket {
  onmessage: ((event: MessageEvent<string>) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  readonly heard: ToVenue[] = []
  closed = false

  send(frame: string): void {
    this.heard.push(JSON.parse(frame) as ToVenue)
  }

  close(): void {
    this.closed = true
  }

  says(frame: FromVenue): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }

  greets(): void {
    this.says({ type: 'hello', symbols: ['BTC-USD'], heartbeat_ms: 30_000, session_id: 'a' })
  }

  breaks(code = 1006): void {
    this.onclose?.(new CloseEvent('close', { code }))
  }

  /** Everything heard since the last time, but for the pings. */
  hears(): string[] {
    return this.heard.splice(0).flatMap((frame) => {
      if (frame.type === 'ping') return []
      if (frame.type === 'auth') return [`auth ${frame.token}`]
      return [[frame.type, ...frame.channels, ...(frame.instruments ?? [])].join(' ')]
    })
  }
}
