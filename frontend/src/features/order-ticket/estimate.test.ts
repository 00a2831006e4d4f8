import { describe, expect, it } from 'vitest'
import { text, units } from '../../lib/decimal'
import { BTC } from '../../testing/market'
import { affordable, estimate, estimateOf } from './estimate'
import { BLANK, type Ticket } from './ticket'

describe('what can be afforded', () => {
  it('is the most that can be paid for, fee included: one lot more could not', () => {
    for (let cents = 1n; cents < 400n; cents++) {
      const available = units('7.77') + cents * cents * 1_000_001n
      const price = units('60012.5') + cents * 50_000_000n
      const most = affordable(BTC, 'buy', price, available, 100)
      expect(most % units(BTC.lot)).toBe(0n)
      expect(estimate(BTC, 'buy', price, most).held).toBeLessThanOrEqual(available)
      expect(estimate(BTC, 'buy', price, most + units(BTC.lot)).held).toBeGreaterThan(available)
    }
  })

  it('is, for a sale, what is there in whole lots', () => {
    expect(text(affordable(BTC, 'sell', 0n, units('0.12345'), 100))).toBe('0.1234')
    expect(text(affordable(BTC, 'sell', 0n, units('1'), 25))).toBe('0.25')
  })

  it('is nothing without a price or without money', () => {
    expect(affordable(BTC, 'buy', 0n, units('100'), 100)).toBe(0n)
    expect(affordable(BTC, 'buy', units('60000'), 0n, 100)).toBe(0n)
  })
})

describe('what a ticket comes to', () => {
  it('is reckoned at its price, and of a stop to buy at five percent above what sets it off', () => {
    expect(held({ price: '60000', quantity: '0.1' })).toBe('6006')
    expect(held({ type: 'stop_limit', price: '60000', stop: '59000', quantity: '0.1' })).toBe('6006')
    expect(held({ type: 'stop', stop: '60000', quantity: '0.1' })).toBe('6306.3')
    expect(held({ type: 'stop', side: 'sell', stop: '60000', quantity: '0.1' })).toBe('0.1')
  })

  it('is for the book to tell where no price is named', () => {
    expect(held({ type: 'market', quantity: '0.1' })).toBeUndefined()
  })
})

function held(changes: Partial<Ticket>): string | undefined {
  const figures = estimateOf(BTC, { ...BLANK, price: '', ...changes })
  return figures && text(figures.held)
}
