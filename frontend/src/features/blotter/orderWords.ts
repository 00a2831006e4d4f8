import { figure, units } from '../../lib/decimal'
import type { Order } from '../../lib/messages'

/** What kind of order it is, with what is special about it. */
export function typeOf(order: Order): string {
  const type = { limit: 'Limit', market: 'Market', stop: 'Stop', stop_limit: 'Stop limit' }[order.type]
  const more = order.post_only ? 'post-only' : order.time_in_force === 'gtc' ? '' : order.time_in_force.toUpperCase()
  return more && order.type !== 'market' ? `${type}, ${more}` : type
}

/** Its price; that of a stop with the price that sets it off. */
export function priceOf(order: Order, places: number): string {
  const price = order.price === null ? 'market' : figure(units(order.price), places)
  if (order.stop_price === null) return price
  const stop = `${order.side === 'buy' ? '≥' : '≤'} ${figure(units(order.stop_price), places)}`
  return order.price === null ? stop : `${price} if ${stop}`
}

/** What became of it, and why. */
export function stateOf(order: Order): string {
  const state = order.status.replaceAll('_', ' ')
  const why = order.reason?.replaceAll('_', ' ')
  return why && why !== state ? `${state}: ${why}` : state
}
