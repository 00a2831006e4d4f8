import { describe, expect, it } from 'vitest'
import { text, units } from '../../lib/decimal'
import { BTC } from '../../testing/market'
import { affordable, estimate } from './estimate'

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
