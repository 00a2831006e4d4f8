import { expect, it } from 'vitest'
import { Stream } from '../../lib/stream'
import { FakeSocket } from '../../testing/FakeSocket'
import { feedOf } from './feed'

it('follows a book once for all its readers, and whoever comes later finds it there', async () => {
  const socket = new FakeSocket()
  const stream = new Stream({
    url: () => Promise.resolve('ws://venue/ws'),
    token: () => undefined,
    refused: () => {},
    open: () => socket,
  })
  stream.connect()
  await Promise.resolve()
  socket.greets()

  let heard = 0
  const first = feedOf(stream, 'BTC-USD').read(() => heard++)
  socket.says({ type: 'orderbook_snapshot', instrument: 'BTC-USD', sequence: 7, bids: [['100', '1', 1]], asks: [] })
  const second = feedOf(stream, 'BTC-USD').read(() => heard++)
  expect(feedOf(stream, 'BTC-USD').book?.sequence).toBe(7)
  expect(heard).toBe(1)
  expect(socket.hears()).toEqual(['subscribe orderbook BTC-USD'])

  first()
  expect(socket.hears()).toEqual([])
  second()
  expect(socket.hears()).toEqual(['unsubscribe orderbook BTC-USD'])
  expect(feedOf(stream, 'BTC-USD').book).toBeUndefined()
})
