import { expect, it } from 'vitest'
import { text, units } from '../../lib/decimal'
import type { Book } from '../order-book/book'
import { depthOf, outline, type Step } from './depth'

it('reaches as far above the middle as below it, and adds up from the best price on', () => {
  const picture = depthOf(
    book(['100 2', '99 1', '90 7'], ['102 1', '104 3']), //
  )
  expect(picture && [text(picture.from), text(picture.to)]).toEqual(['98', '104'])
  expect(picture?.bids.map(drawn)).toEqual(['100 2', '99 3'])
  expect(picture?.asks.map(drawn)).toEqual(['102 1', '104 4'])
  expect(picture && text(picture.deepest)).toBe('4')
})

it('is nothing while one side is empty', () => {
  expect(depthOf(book([], ['102 1']))).toBeUndefined()
})

it('draws steps that climb away from the middle and end at the edge', () => {
  const picture = depthOf(book(['100 2', '98 2'], ['102 1', '104 3']))
  if (!picture) throw new Error('both sides have orders')
  expect(outline(picture.asks, picture, 60, 40)).toBe('M40 40H40V30H60V0H60V40Z')
  expect(outline(picture.bids, picture, 60, 40)).toBe('M20 40H20V20H0V0H0V40Z')
})

function book(bids: string[], asks: string[]): Book {
  const levels = (lines: string[]) =>
    lines.map((line) => {
      const [price = '', quantity = ''] = line.split(' ')
      return { price: units(price), quantity: units(quantity), orders: 1 }
    })
  return { sequence: 1, bids: levels(bids), asks: levels(asks) }
}

function drawn({ price, depth }: Step): string {
  return `${text(price)} ${text(depth)}`
}
