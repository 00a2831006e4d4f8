import { describe, expect, it } from 'vitest'
import { BTC } from '../../testing/market'
import { BLANK, type Ticket, wishOf } from './ticket'

describe('what a ticket asks for', () => {
  it('is a price and an amount as the wire has them', () => {
    expect(asked({ price: ' 60000.50', quantity: '.25' })).toEqual({
      instrument: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      price: '60000.5',
      quantity: '0.25',
      time_in_force: 'gtc',
    })
  })

  it('has no price where it takes what the book gives', () => {
    expect(asked({ type: 'market', side: 'sell' })).toEqual({
      instrument: 'BTC-USD',
      side: 'sell',
      type: 'market',
      quantity: '1',
    })
    expect(asked({ type: 'stop', stop: '61000' })).toMatchObject({ type: 'stop', stop_price: '61000' })
    expect(asked({ type: 'stop', stop: '61000' })).not.toHaveProperty('price')
  })

  it('may be money to be spent, in a market order to buy alone', () => {
    expect(asked({ type: 'market', spends: true, quantity: '500' })).toMatchObject({ quote_quantity: '500' })
    expect(asked({ type: 'market', spends: true, side: 'sell' })).toMatchObject({ quantity: '1' })
  })

  it('never says post-only of an order that must trade at once', () => {
    expect(asked({ postOnly: true })).toMatchObject({ post_only: true })
    expect(asked({ postOnly: true, timeInForce: 'ioc' })).not.toHaveProperty('post_only')
    expect(asked({ postOnly: true, type: 'stop_limit', stop: '61000' })).not.toHaveProperty('post_only')
  })

  it('ends at a moment of the trader’s own clock', () => {
    const { expires_at } = asked({ timeInForce: 'gtd', expires: '2026-12-24T18:00' })
    expect(expires_at).toBe(new Date(2026, 11, 24, 18).toISOString())
  })
})

function asked(changes: Partial<Ticket>) {
  return wishOf(BTC, { ...BLANK, price: '60000', quantity: '1', ...changes })
}
