import type { Instrument, Order } from '../lib/messages'

/** As the venue lists it by default. */
export const BTC: Instrument = {
  symbol: 'BTC-USD',
  kind: 'spot',
  base: 'BTC',
  quote: 'USD',
  tick: '0.5',
  lot: '0.0001',
  min_notional: '5',
  maker_fee: '0.0005',
  taker_fee: '0.001',
  status: 'open',
}

/** An order to buy 3 BTC at 60,000, but for what is said otherwise. */
export function orderWith(changes: Partial<Order>): Order {
  return {
    order_id: '1',
    idempotency_key: null,
    instrument: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    time_in_force: 'gtc',
    post_only: false,
    price: '60000',
    stop_price: null,
    quantity: '3',
    filled_quantity: '0',
    remaining_quantity: '3',
    average_price: null,
    status: 'open',
    reason: null,
    created_at: '1',
    updated_at: '1',
    expires_at: null,
    ...changes,
  }
}
