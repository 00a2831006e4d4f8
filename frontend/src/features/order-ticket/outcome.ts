import { figure, placesOf, units } from '../../lib/decimal'
import type { Instrument, Order } from '../../lib/messages'

/** What became of an order that was just placed, in a sentence. */
export function outcome(order: Order, instrument: Instrument): string {
  const did = order.side === 'buy' ? 'Bought' : 'Sold'
  const amount = (quantity: string) => `${figure(units(quantity), 0)} ${instrument.base}`
  const price = (value: string | null) => figure(units(value ?? '0'), placesOf(instrument.tick))
  const filled = `${did} ${amount(order.filled_quantity)} at ${price(order.average_price)}`
  const waits = `${order.side === 'buy' ? 'Buy' : 'Sell'} ${amount(order.remaining_quantity)} at ${price(order.price)}`
  switch (order.status) {
    case 'filled':
      return `${filled}.`
    case 'partially_filled':
      return `${filled}. The rest waits in the book: ${waits}.`
    case 'open':
    case 'waiting':
      return `Placed, and waiting in the book: ${waits}.`
    default: {
      const why = order.reason ? ` (${order.reason.replaceAll('_', ' ')})` : ''
      return `${units(order.filled_quantity) > 0n ? `${filled}. The rest was` : 'The order was'} ${order.status}${why}.`
    }
  }
}
