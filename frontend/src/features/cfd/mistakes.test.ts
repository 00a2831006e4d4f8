import { expect, it } from 'vitest'
import { units } from '../../lib/decimal'
import { BTC_CFD } from '../../testing/market'
import type { Direction } from './cfd'
import { NO_TRIGGERS, type TriggerTexts, wrongMargin, wrongTriggers } from './mistakes'

const QUOTE = { bid: units('60000'), ask: units('60010') }

it('lets a trigger stand on its own side of the mark, which is the bid for a long and the ask for a short', () => {
  expect(wrong('LONG', { stopLoss: '59999.9', takeProfit: '60000.1' })).toEqual([])
  expect(wrong('LONG', { stopLoss: '60000' })).toEqual(['Must be below 60,000.0, where it closes now.'])
  expect(wrong('LONG', { takeProfit: '60000' })).toEqual(['Must be above 60,000.0, where it closes now.'])
  expect(wrong('SHORT', { stopLoss: '60010.1', takeProfit: '60009.9' })).toEqual([])
  expect(wrong('SHORT', { stopLoss: '60010' })).toEqual(['Must be above 60,010.0, where it closes now.'])
  expect(wrong('SHORT', { takeProfit: '60010' })).toEqual(['Must be below 60,010.0, where it closes now.'])
})

it('knows that a liquidation comes before a stop loss beyond it, though not before one right there', () => {
  expect(wrong('LONG', { stopLoss: '54271.3' }, '54271.3')).toEqual([])
  expect(wrong('LONG', { stopLoss: '54271.2' }, '54271.3')).toEqual(['It would be liquidated first, at 54,271.3.'])
  expect(wrong('SHORT', { stopLoss: '65671.8' }, '65671.7')).toEqual(['It would be liquidated first, at 65,671.7.'])
})

it('keeps prices to the grid and margins to what there is', () => {
  expect(wrong('LONG', { trailing: '0.05' })).toEqual(['Prices go in steps of 0.1.'])
  expect(wrong('LONG', { takeProfit: 'soon' })).toEqual(['Write a price above zero in digits, as in 1250.5.'])
  expect(wrongMargin('0.99', units('100'))).toBe('The least margin is 1 USD.')
  expect(wrongMargin('100.01', units('100'))).toBe('You have 100.00 USD available.')
  expect(wrongMargin('100', units('100'))).toBeUndefined()
})

function wrong(direction: Direction, typed: Partial<TriggerTexts>, liquidation?: string) {
  const end = liquidation === undefined ? undefined : units(liquidation)
  const mistakes = wrongTriggers(BTC_CFD, direction, { ...NO_TRIGGERS, ...typed }, QUOTE, end)
  return Object.values(mistakes).filter((each) => each !== undefined)
}
