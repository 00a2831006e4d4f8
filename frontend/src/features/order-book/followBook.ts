import type { Stream } from '../../lib/stream'
import { type Book, nextBook } from './book'

/** Tells the book of an instrument whenever it changes. A gap in the chain of deltas brings a fresh snapshot. */
export function followBook(stream: Stream, instrument: string, tell: (book: Book) => void): () => void {
  let book: Book | undefined
  let snapshotDue = true
  return stream.subscribe('orderbook', instrument, (frame) => {
    // Deltas that were on their way while the snapshot was asked for belong to the old chain.
    if (snapshotDue && frame.type !== 'orderbook_snapshot') return
    const next = nextBook(book, frame)
    snapshotDue = next === 'gap'
    if (next === 'gap') stream.restart('orderbook', instrument)
    else if (next !== book) tell((book = next))
  })
}
