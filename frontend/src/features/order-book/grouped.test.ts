import { expect, it } from 'vitest'
import { figure, units } from '../../lib/decimal'
import type { Level } from './book'
import { grouped } from './grouped'

it('never promises a better price than there is: bids go down, asks up', () => {
  expect(drawn(grouped(levels('100.5 1', '100 2', '99.5 3'), units('1'), 'bids'))).toEqual(['100 × 3', '99 × 3'])
  expect(drawn(grouped(levels('101 1', '101.5 2', '102 4', '102.5 8'), units('1'), 'asks'))).toEqual([
    '101 × 1',
    '102 × 6',
    '103 × 8',
  ])
})

it('counts the orders of a row', () => {
  expect(grouped(levels('100.5 1', '100 2'), units('1'), 'bids')[0]?.orders).toBe(2)
})

it('leaves every price by itself in steps of a tick', () => {
  const side = levels('100.5 1', '100 2')
  expect(grouped(side, units('0.5'), 'bids')).toEqual(side)
})

function levels(...lines: string[]): Level[] {
  return lines.map((line) => {
    const [price = '', quantity = ''] = line.split(' ')
    return { price: units(price), quantity: units(quantity), orders: 1 }
  })
}

function drawn(rows: readonly Level[]): string[] {
  return rows.map(({ price, quantity }) => `${figure(price, 0)} × ${figure(quantity, 0)}`)
}
