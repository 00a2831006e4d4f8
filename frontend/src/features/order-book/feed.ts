import type { Stream } from '../../lib/stream'
import type { Book } from './book'
import { followBook } from './followBook'

/** The live book of one instrument, followed once however many look at it, and only while somebody does. */
export class BookFeed {
  readonly #stream: Stream
  readonly #instrument: string
  readonly #readers = new Set<() => void>()
  #book: Book | undefined
  #stop: (() => void) | undefined

  constructor(stream: Stream, instrument: string) {
    this.#stream = stream
    this.#instrument = instrument
  }

  /** Undefined until the stream has told it. */
  get book(): Book | undefined {
    return this.#book
  }

  /** Calls after each change, until the answered function is called. */
  readonly read = (reader: () => void): (() => void) => {
    this.#readers.add(reader)
    this.#stop ??= followBook(this.#stream, this.#instrument, (book) => {
      this.#book = book
      for (const each of this.#readers) each()
    })
    return () => {
      this.#readers.delete(reader)
      if (this.#readers.size > 0) return
      this.#stop?.()
      this.#stop = undefined
      this.#book = undefined
    }
  }
}

const feeds = new WeakMap<Stream, Map<string, BookFeed>>()

/** The same feed for all who ask for the book of an instrument. */
export function feedOf(stream: Stream, instrument: string): BookFeed {
  const known = feeds.get(stream) ?? new Map<string, BookFeed>()
  const feed = known.get(instrument) ?? new BookFeed(stream, instrument)
  feeds.set(stream, known.set(instrument, feed))
  return feed
}
