import { expect, it } from 'vitest'
import type { Trade } from '../../lib/messages'
import { LENGTH, withTrades } from './trades'

it('has each trade once, newest first, whichever way it came', () => {
  const live = withTrades(undefined, [trade(3)])
  const joined = withTrades(live, [trade(3), trade(2), trade(1)])
  expect(withTrades(joined, [trade(4)]).map((each) => each.trade_id)).toEqual(['4', '3', '2', '1'])
})

it('keeps the order of trades of one moment', () => {
  const together = [trade(2, '12:00'), trade(1, '12:00')]
  expect(withTrades(together, [trade(3, '12:00')]).map((each) => each.trade_id)).toEqual(['3', '2', '1'])
})

it('grows no longer than it is shown', () => {
  const many = Array.from({ length: 200 }, (_, at) => trade(at))
  expect(withTrades(many, [])).toHaveLength(LENGTH)
})

function trade(number: number, time = String(number).padStart(3, '0')): Trade {
  const id = String(number)
  return { trade_id: id, instrument: 'BTC-USD', price: '1', quantity: '1', taker_side: 'buy', timestamp: time }
}
