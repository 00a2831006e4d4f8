import { describe, expect, it } from 'vitest'
import type { Candle } from '../../lib/messages'
import { barOf, withCandles } from './candles'

describe('the candles', () => {
  const [nine, ten, eleven] = ['09:00', '10:00', '11:00'].map((time) => candle(time, '100')) as [Candle, Candle, Candle]

  it('move at their end, and grow there', () => {
    const moved = candle('10:00', '105')
    expect(withCandles([nine, ten], [moved])).toEqual([nine, moved])
    expect(withCandles([nine, ten], [eleven])).toEqual([nine, ten, eleven])
    expect(withCandles([], [nine])).toEqual([nine])
  })

  it('take the past in where it belongs', () => {
    expect(withCandles([eleven], [nine, ten])).toEqual([nine, ten, eleven])
  })

  it('take a late word about an earlier candle, and leave the others as they are', () => {
    const late = candle('09:00', '99')
    const candles = withCandles([nine, ten], [late])
    expect(candles).toEqual([late, ten])
    expect(candles[1]).toBe(ten)
  })
})

it('draws the same candle as the same bar', () => {
  const nine = candle('09:00', '100.5')
  expect(barOf(nine)).toBe(barOf(nine))
  expect(barOf(nine)).toEqual({ time: 1772960400, open: 100, high: 110, low: 90, close: 100.5, volume: 2 })
})

function candle(time: string, close: string): Candle {
  return {
    instrument: 'BTC-USD',
    interval: '1h',
    open_time: `2026-03-08T${time}:00Z`,
    open: '100',
    high: '110',
    low: '90',
    close,
    volume: '2',
    quote_volume: '200',
    trades: 3,
    vwap: '100',
    closed: false,
  }
}
