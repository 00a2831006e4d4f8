import { type E8, floorTo, ONE, parse, timesDown, timesUp, units } from '../../lib/decimal'
import type { Instrument, Preview, Side } from '../../lib/messages'
import { hasPrice, type Ticket } from './ticket'

export interface Estimate {
  /** Price times amount; exact, because tick times lot is a whole number of 1e-8. */
  value: E8
  /** If all of it takes at once. What waits in the book pays the lower fee of a maker. */
  feeAtMost: E8
  /** Of the quote asset for a buy, of the base asset for a sell. */
  held: E8
}

/** What an order would come to, by the venue's own arithmetic. */
export function estimate(instrument: Instrument, side: Side, price: E8, quantity: E8): Estimate {
  const value = timesDown(price, quantity)
  const feeAtMost = timesUp(value, units(instrument.taker_fee))
  return { value, feeAtMost, held: side === 'buy' ? value + feeAtMost : quantity }
}

/** The largest amount that a part of what is available can pay for, in percent. */
export function affordable(instrument: Instrument, side: Side, price: E8, available: E8, percent: number): E8 {
  const budget = (available * BigInt(percent)) / 100n
  const lot = units(instrument.lot)
  if (side === 'sell') return floorTo(budget, lot)
  if (price <= 0n) return 0n
  const most = floorTo((budget * ONE * ONE) / (price * (ONE + units(instrument.taker_fee))), lot)
  // The fee is rounded up, which can cost the last lot.
  return estimate(instrument, side, price, most).held <= budget ? most : most - lot
}

/** A stop to buy becomes a market order, which may pay so much more than its stop price: the venue holds for that. */
const STOP_MARGIN: E8 = units('1.05')

/** The price that the venue reckons with when it holds for a ticket; undefined where only the book can tell. */
export function reckonedPrice(ticket: Ticket): E8 | undefined {
  if (ticket.type === 'market') return undefined
  const price = parse(hasPrice(ticket) ? ticket.price : ticket.stop)
  if (price === undefined || price <= 0n) return undefined
  return ticket.type === 'stop' && ticket.side === 'buy' ? timesUp(price, STOP_MARGIN) : price
}

/** What a ticket would come to, as far as it can be told without asking the venue. */
export function estimateOf(instrument: Instrument, ticket: Ticket): Estimate | undefined {
  const [price, quantity] = [reckonedPrice(ticket), parse(ticket.quantity)]
  if (price === undefined || quantity === undefined || quantity <= 0n) return undefined
  return estimate(instrument, ticket.side, price, quantity)
}

/** What an order would come to that takes what the book gives, by what the venue has found there a moment ago. */
export function previewed({ fills, fee, hold }: Preview): Estimate {
  const value = fills.reduce((sum, fill) => sum + timesDown(units(fill.price), units(fill.quantity)), 0n)
  return { value, feeAtMost: units(fee), held: units(hold) }
}
