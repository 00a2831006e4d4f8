import { describe, expect, it } from 'vitest'
import { text, units } from '../../lib/decimal'
import { type Direction, gain, levelOf, sized } from './cfd'

/** BTC_USDC as the venue lists it. */
const BTC = { tick: units('0.1'), lot: units('0.0001'), takerFee: units('0.0005'), maintenance: units('0.005') }

describe('a position', () => {
  it('to go long, 600 USD ten times at 60,000, is 0.1 BTC and ends at 54,271.3', () => {
    // (0.1 × 60000 − 600) ÷ (0.1 × 0.995) = 54271.35…, down to the tick; the fee is 6000 × 0.0005.
    expect(opened('LONG', '600', 10, '60000')).toEqual({ quantity: '0.1', fee: '3', liquidation: '54271.3' })
  })

  it('to go short, the same, ends at 65,671.7', () => {
    // (0.1 × 60000 + 600) ÷ (0.1 × 1.005) = 65671.64…, up to the tick.
    expect(opened('SHORT', '600', 10, '60000')).toEqual({ quantity: '0.1', fee: '3', liquidation: '65671.7' })
  })

  it('is cut to whole lots, and its fee is rounded up only where it is finer than the venue counts', () => {
    // 100 × 100 ÷ 60000.1 = 0.16666…; 0.1666 × 60000.1 × 0.0005 = 4.99800833
    expect(opened('LONG', '100', 100, '60000.1')).toMatchObject({ quantity: '0.1666', fee: '4.99800833' })
  })

  it('without leverage can lose its margin only at nothing', () => {
    expect(opened('LONG', '600', 1, '60000')).toMatchObject({ liquidation: undefined })
    // (0.01 × 60000 + 600) ÷ (0.01 × 1.005) = 119402.98…
    expect(opened('SHORT', '600', 1, '60000')).toMatchObject({ liquidation: '119403' })
  })

  it('is doomed when the spread alone eats its margin down to the maintenance', () => {
    // 60 USD a hundred times is 0.1 BTC, bought at 60,000. At a bid of 59,700 there are 60 − 30 = 30 left, above
    // 0.005 × 0.1 × 59700 = 29.85; at 59,698.4 there are 29.84 left, below 29.8492.
    const isDoomed = (bid: string) =>
      sized(BTC, 'LONG', { bid: units(bid), ask: units('60000') }, units('60'), 100).isDoomed
    expect(isDoomed('59700')).toBe(false)
    expect(isDoomed('59698.4')).toBe(true)
  })

  it('gains and loses with its mark, and its level is its equity over its maintenance margin', () => {
    const held = { quantity: units('0.1'), entry: units('60000'), margin: units('600') }
    expect(text(gain('LONG', held.quantity, held.entry, units('61000.5')))).toBe('100.05')
    expect(text(gain('SHORT', held.quantity, held.entry, units('61000.5')))).toBe('-100.05')
    // (600 − 300) ÷ (0.005 × 0.1 × 57000) = 300 ÷ 28.5 = 10.52631578…
    expect(text(levelOf(BTC, 'LONG', held, units('57000')))).toBe('10.52631578')
  })
})

function opened(direction: Direction, margin: string, leverage: number, price: string) {
  const quote = { bid: units(price), ask: units(price) }
  const { quantity, fee, liquidation } = sized(BTC, direction, quote, units(margin), leverage)
  return { quantity: text(quantity), fee: text(fee), liquidation: liquidation && text(liquidation) }
}
