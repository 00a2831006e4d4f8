import { type E8, floorTo } from '../../lib/decimal'
import type { Level } from './book'

/** So many ticks may make one row. */
export const MULTIPLES = [1n, 10n, 100n, 1000n] as const

/**
 * Levels drawn together in rows of a step, best first. A row never promises a better price than its levels have:
 * bids are rounded down, asks up.
 */
export function grouped(levels: readonly Level[], step: E8, side: 'bids' | 'asks'): readonly Level[] {
  const rows: Level[] = []
  for (const { price, quantity, orders } of levels) {
    const below = floorTo(price, step)
    const row = side === 'bids' || below === price ? below : below + step
    const last = rows.at(-1)
    if (last?.price === row) {
      rows[rows.length - 1] = { price: row, quantity: last.quantity + quantity, orders: last.orders + orders }
    } else rows.push({ price: row, quantity, orders })
  }
  return rows
}
