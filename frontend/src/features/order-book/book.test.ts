import { describe, expect, it } from 'vitest'
import { figure } from '../../lib/decimal'
import type { BookFrame, LevelChange } from '../../lib/messages'
import { type Book, cumulative, nextBook } from './book'

describe('the next book', () => {
  const book = bookAt(
    snapshot(10, {
      bids: [
        ['100', '2', 1],
        ['99.5', '1', 1],
      ],
      asks: [
        ['100.5', '3', 2],
        ['101', '1', 1],
      ],
    }),
  )

  it('is the snapshot, best price first, whatever was there before', () => {
    const bids: LevelChange[] = [
      ['98', '1', 1],
      ['99', '2', 1],
    ]
    expect(drawn(bookAt(snapshot(7, { bids, asks: [] }), book))).toEqual(['7', '99 × 2', '98 × 1', '|'])
  })

  it('has the delta merged in: changed, new and removed levels', () => {
    const next = bookAt(
      delta(10, 12, {
        bids: [
          ['100', '0', 0],
          ['99.75', '4', 1],
        ],
        asks: [
          ['100.5', '2', 1],
          ['102', '9', 3],
        ],
      }),
      book,
    )
    expect(drawn(next)).toEqual(['12', '99.75 × 4', '99.5 × 1', '|', '100.5 × 2', '101 × 1', '102 × 9'])
  })

  it('goes on from a delta that overlaps what is known, and ignores one that brings nothing new', () => {
    expect(bookAt(delta(9, 11, { bids: [], asks: [] }), book).sequence).toBe(11)
    expect(nextBook(book, delta(8, 10, { bids: [['100', '7', 1]], asks: [] }))).toBe(book)
  })

  it('is a gap when a delta was missed or nothing is known yet', () => {
    expect(nextBook(book, delta(11, 12, { bids: [], asks: [] }))).toBe('gap')
    expect(nextBook(undefined, delta(0, 1, { bids: [], asks: [] }))).toBe('gap')
  })

  it('tolerates the removal of a level that it never saw', () => {
    const next = bookAt(delta(10, 11, { bids: [['1', '0', 0]], asks: [['900', '0', 0]] }), book)
    expect(drawn(next).slice(1)).toEqual(drawn(book).slice(1))
  })
})

it('adds up the depth from the best price on', () => {
  const { asks } = bookAt(
    snapshot(1, {
      bids: [],
      asks: [
        ['1', '0.1', 1],
        ['2', '0.2', 1],
      ],
    }),
  )
  expect(cumulative(asks).map((sum) => figure(sum, 1))).toEqual(['0.1', '0.3'])
})

type Sides = { bids: LevelChange[]; asks: LevelChange[] }

function snapshot(sequence: number, sides: Sides): BookFrame {
  return { type: 'orderbook_snapshot', instrument: 'BTC-USD', sequence, ...sides }
}

function delta(previous: number, sequence: number, sides: Sides): BookFrame {
  return { type: 'orderbook_delta', instrument: 'BTC-USD', previous_sequence: previous, sequence, ...sides }
}

function bookAt(frame: BookFrame, before?: Book): Book {
  const next = nextBook(before, frame)
  if (next === 'gap') throw new Error('a gap was not expected here')
  return next
}

function drawn(book: Book): string[] {
  const line = (level: Book['bids'][number]) => `${figure(level.price, 0)} × ${figure(level.quantity, 0)}`
  return [String(book.sequence), ...book.bids.map(line), '|', ...book.asks.map(line)]
}
