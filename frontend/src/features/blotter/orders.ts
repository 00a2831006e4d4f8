import type { Order } from '../../lib/messages'

/** Orders by id. Closed ones stay, so that an older answer which arrives late can't open them again. */
export type Orders = ReadonlyMap<string, Order>

export function isOpen(order: Order): boolean {
  return order.status === 'open' || order.status === 'partially_filled' || order.status === 'waiting'
}

/** The orders with what is now known of one of them. Nothing reopens a closed order or takes back a later change. */
export function withOrder(orders: Orders, order: Order): Orders {
  const known = orders.get(order.order_id)
  if (known && (!isOpen(known) || known.updated_at > order.updated_at)) return orders
  return new Map(orders).set(order.order_id, order)
}

/** The orders when `open` are all that are open. */
export function withSnapshot(orders: Orders, open: readonly Order[]): Orders {
  const closed = [...orders].filter(([, order]) => !isOpen(order))
  return open.reduce(withOrder, new Map(closed) as Orders)
}

/** The open ones, newest first. */
export function openOf(orders: Orders): Order[] {
  return [...orders.values()].filter(isOpen).toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
}
