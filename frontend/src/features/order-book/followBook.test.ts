import { expect, it } from 'vitest'
import { FakeSocket } from '../../testing/FakeSocket'
import type { BookFrame } from '../../lib/messages'
import { Stream } from '../../lib/stream'
import type { Book } from './book'
import { followBook } from './followBook'

it('asks for a snapshot at a gap, once, and is deaf to deltas until it comes', async () => {
  const socket = new FakeSocket()
  const stream = await connected(socket)
  const told: number[] = []
  const stop = followBook(stream, 'BTC-USD', (book: Book) => told.push(book.sequence))
  expect(socket.hears()).toEqual(['subscribe orderbook BTC-USD'])

  socket.says(snapshot(10))
  socket.says(delta(10, 11))
  expect(told).toEqual([10, 11])

  socket.says(delta(12, 13))
  expect(socket.hears()).toEqual(['unsubscribe orderbook BTC-USD', 'subscribe orderbook BTC-USD'])
  socket.says(delta(13, 14))
  expect(socket.hears()).toEqual([])

  socket.says(snapshot(15))
  socket.says(delta(15, 16))
  expect(told).toEqual([10, 11, 15, 16])

  stop()
  expect(socket.hears()).toEqual(['unsubscribe orderbook BTC-USD'])
})

async function connected(socket: FakeSocket): Promise<Stream> {
  const stream = new Stream({
    url: () => Promise.resolve('ws://venue/ws'),
    token: () => undefined,
    refused: () => {},
    open: () => socket,
  })
  stream.connect()
  await Promise.resolve()
  socket.greets()
  return stream
}

function snapshot(sequence: number): BookFrame {
  return { type: 'orderbook_snapshot', instrument: 'BTC-USD', sequence, bids: [], asks: [] }
}

function delta(previous_sequence: number, sequence: number): BookFrame {
  return { type: 'orderbook_delta', instrument: 'BTC-USD', previous_sequence, sequence, bids: [], asks: [] }
}
