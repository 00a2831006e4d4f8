import { type E8, units } from '../../lib/decimal'
import type { BookFrame, LevelChange } from '../../lib/messages'

/** The live book of one instrument: best price first on both sides. */
export interface Book {
  readonly sequence: number
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

export interface Level {
  readonly price: E8
  readonly quantity: E8
  readonly orders: number
}

/** The next book, or 'gap' when a delta was missed and a snapshot is due. */
export function nextBook(book: Book | undefined, frame: BookFrame): Book | 'gap' {
  if (frame.type === 'orderbook_snapshot') return bookFrom(frame)
  if (!book || frame.previous_sequence > book.sequence) return 'gap'
  if (frame.sequence <= book.sequence) return book
  return {
    sequence: frame.sequence,
    bids: merge(book.bids, frame.bids, highestFirst),
    asks: merge(book.asks, frame.asks, lowestFirst),
  }
}

type Order = (a: E8, b: E8) => boolean

const highestFirst: Order = (a, b) => a > b
const lowestFirst: Order = (a, b) => a < b

function bookFrom(frame: BookFrame): Book {
  return {
    sequence: frame.sequence,
    bids: merge([], frame.bids, highestFirst),
    asks: merge([], frame.asks, lowestFirst),
  }
}

function merge(levels: readonly Level[], changes: readonly LevelChange[], before: Order): readonly Level[] {
  if (changes.length === 0) return levels
  const merged = [...levels]
  for (const [price, quantity, orders] of changes) {
    const level = { price: units(price), quantity: units(quantity), orders }
    const place = placeOf(merged, level.price, before)
    const known = merged[place]?.price === level.price ? 1 : 0
    if (level.quantity > 0n) merged.splice(place, known, level)
    else merged.splice(place, known)
  }
  return merged
}

/** Where a price stands, or would stand. */
function placeOf(levels: readonly Level[], price: E8, before: Order): number {
  const place = levels.findIndex((level) => !before(level.price, price))
  return place < 0 ? levels.length : place
}

/** What stands between a level and the best, the level included: the depth that an order up to its price would meet. */
export function cumulative(levels: readonly Level[]): E8[] {
  let sum = 0n
  return levels.map((level) => (sum += level.quantity))
}
