import type { Candle } from '../../lib/messages'
import type { Bar } from '../../ui/chart/bars'

/** The candles with more of them: each stretch of time once, as it was told last, oldest first. */
export function withCandles(known: readonly Candle[], more: readonly Candle[]): Candle[] {
  const last = known.at(-1)
  const [only] = more
  // What happens many times a second: the last one has moved, or the next one has opened.
  if (only && more.length === 1 && (!last || last.open_time <= only.open_time)) {
    return last?.open_time === only.open_time ? known.with(-1, only) : [...known, only]
  }
  const byTime = new Map([...known, ...more].map((candle) => [candle.open_time, candle]))
  return [...byTime.values()].toSorted((a, b) => (a.open_time < b.open_time ? -1 : 1))
}

const drawn = new WeakMap<Candle, Bar>()

/** What a chart draws of a candle: the same object for the same candle, so that what did not move is not drawn anew. */
export function barOf(candle: Candle): Bar {
  const known = drawn.get(candle)
  if (known) return known
  const { open_time, open, high, low, close, volume } = candle
  const bar = {
    time: Math.floor(Date.parse(open_time) / 1000),
    open: Number(open),
    high: Number(high),
    low: Number(low),
    close: Number(close),
    volume: Number(volume),
  }
  drawn.set(candle, bar)
  return bar
}
