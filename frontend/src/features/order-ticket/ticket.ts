import { text, units } from '../../lib/decimal'
import type { Instrument, OrderType, Side, TimeInForce, Wish } from '../../lib/messages'

/** The ticket as it is filled in: prices and amounts as they are typed. */
export interface Ticket {
  side: Side
  type: OrderType
  price: string
  stop: string
  quantity: string
  /** The amount is what to spend at most, fee included; for a market order to buy. */
  spends: boolean
  timeInForce: TimeInForce
  postOnly: boolean
  /** As the browser's own field writes it: local time, without a zone. */
  expires: string
}

export const BLANK: Omit<Ticket, 'price'> = {
  side: 'buy',
  type: 'limit',
  stop: '',
  quantity: '',
  spends: false,
  timeInForce: 'gtc',
  postOnly: false,
  expires: '',
}

/** Whether the order names the price it trades at; the others take what the book gives. */
export function hasPrice({ type }: Pick<Ticket, 'type'>): boolean {
  return type === 'limit' || type === 'stop_limit'
}

export function hasStop({ type }: Pick<Ticket, 'type'>): boolean {
  return type === 'stop' || type === 'stop_limit'
}

/** The amount is money to be spent. */
export function isSpending({ side, type, spends }: Ticket): boolean {
  return spends && side === 'buy' && type === 'market'
}

/** May be asked not to trade at once. */
export function mayWait({ type, timeInForce }: Ticket): boolean {
  return type === 'limit' && (timeInForce === 'gtc' || timeInForce === 'gtd')
}

/** What the ticket asks the venue for. Only for a ticket without mistakes. */
export function wishOf(instrument: Instrument, ticket: Ticket): Wish {
  const { side, type, price, stop, quantity, timeInForce, postOnly, expires } = ticket
  const amount = exact(quantity)
  return {
    instrument: instrument.symbol,
    side,
    type,
    ...(hasPrice(ticket) && { price: exact(price), time_in_force: timeInForce }),
    ...(hasStop(ticket) && { stop_price: exact(stop) }),
    ...(isSpending(ticket) ? { quote_quantity: amount } : { quantity: amount }),
    ...(hasPrice(ticket) && timeInForce === 'gtd' && { expires_at: new Date(expires).toISOString() }),
    ...(mayWait(ticket) && postOnly && { post_only: true }),
  }
}

function exact(typed: string): string {
  return text(units(typed.trim()))
}
