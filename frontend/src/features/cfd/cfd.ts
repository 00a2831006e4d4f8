import { type E8, floorTo, ONE } from '../../lib/decimal'

/** The arithmetic of a CFD as the venue does it, on whole units of 1e-8, rounded once at the end. */

export type Direction = 'LONG' | 'SHORT'

export interface Quote {
  bid: E8
  ask: E8
}

export interface Rules {
  tick: E8
  lot: E8
  takerFee: E8
  maintenance: E8
}

export interface Sized {
  quantity: E8
  /** Paid beside the margin. */
  fee: E8
  /** Undefined where no price could take the margin. */
  liquidation: E8 | undefined
  /** It would be liquidated at once, so the venue refuses it. */
  isDoomed: boolean
}

/** What a margin opens at the prices of now. */
export function sized(rules: Rules, direction: Direction, quote: Quote, margin: E8, leverage: number): Sized {
  const entry = entryOf(direction, quote)
  const quantity = floorTo((margin * BigInt(leverage) * ONE) / entry, rules.lot)
  const fee = ceilDivide(quantity * entry * rules.takerFee, ONE * ONE)
  const mark = markOf(direction, quote)
  return {
    quantity,
    fee,
    liquidation: quantity > 0n ? liquidationOf(rules, direction, quantity, entry, margin) : undefined,
    isDoomed: isBelowMaintenance(rules, direction, { quantity, entry, margin }, mark),
  }
}

/** Where the equity is down to the maintenance margin, on the side of the tick that comes later. */
export function liquidationOf(
  { tick, maintenance }: Rules,
  direction: Direction,
  quantity: E8,
  entry: E8,
  margin: E8,
): E8 | undefined {
  const [value, bound] = [quantity * entry, margin * ONE]
  if (direction === 'SHORT') return ceilTo(ceilDivide((value + bound) * ONE, quantity * (ONE + maintenance)), tick)
  if (value <= bound) return undefined
  const price = floorTo(((value - bound) * ONE) / (quantity * (ONE - maintenance)), tick)
  return price > 0n ? price : undefined
}

/** What a quantity brings when it is closed at a mark. Exact, because a tick times a lot is whole. */
export function gain(direction: Direction, quantity: E8, entry: E8, mark: E8): E8 {
  return (quantity * (direction === 'LONG' ? mark - entry : entry - mark)) / ONE
}

/** The equity as a part of the maintenance margin, rounded down. */
export function levelOf({ maintenance }: Rules, direction: Direction, held: Held, mark: E8): E8 {
  const equity = held.margin + gain(direction, held.quantity, held.entry, mark)
  const least = maintenance * held.quantity * mark
  return least === 0n ? 0n : (equity * ONE * ONE * ONE) / least
}

/** Bought at the ask, sold at the bid. */
export function entryOf(direction: Direction, { bid, ask }: Quote): E8 {
  return direction === 'LONG' ? ask : bid
}

/** What closes it: a long is sold at the bid. */
export function markOf(direction: Direction, { bid, ask }: Quote): E8 {
  return direction === 'LONG' ? bid : ask
}

interface Held {
  quantity: E8
  entry: E8
  margin: E8
}

function isBelowMaintenance(rules: Rules, direction: Direction, held: Held, mark: E8): boolean {
  const equity = held.margin + gain(direction, held.quantity, held.entry, mark)
  return equity * ONE * ONE <= rules.maintenance * held.quantity * mark
}

function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor
}

function ceilTo(value: E8, step: E8): E8 {
  return floorTo(value + step - 1n, step)
}
