import { expect, it } from 'vitest'
import { orderWith } from '../../testing/market'
import { priceOf, stateOf, typeOf } from './orderWords'

it('says what kind of order it is, and what is special about it', () => {
  expect(typeOf(orderWith({}))).toBe('Limit')
  expect(typeOf(orderWith({ time_in_force: 'gtd' }))).toBe('Limit, GTD')
  expect(typeOf(orderWith({ post_only: true }))).toBe('Limit, post-only')
  expect(typeOf(orderWith({ type: 'market', time_in_force: 'ioc' }))).toBe('Market')
})

it('says at which price, and what sets a stop off', () => {
  expect(priceOf(orderWith({ price: '60000.5' }), 1)).toBe('60,000.5')
  expect(priceOf(orderWith({ type: 'stop', price: null, stop_price: '61000' }), 1)).toBe('≥ 61,000.0')
  expect(priceOf(orderWith({ type: 'stop_limit', side: 'sell', stop_price: '59000' }), 1)).toBe('60,000.0 if ≤ 59,000.0')
})

it('says why an order ended', () => {
  expect(stateOf(orderWith({ status: 'partially_filled' }))).toBe('partially filled')
  expect(stateOf(orderWith({ status: 'cancelled', reason: 'no_liquidity' }))).toBe('cancelled: no liquidity')
})
