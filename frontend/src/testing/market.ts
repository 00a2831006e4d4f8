import type { CfdPosition, Instrument, Order } from '../lib/messages'

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

/** The same coin against the feed. */
export const BTC_CFD: Instrument = {
  ...BTC,
  symbol: 'BTC_USDC',
  kind: 'cfd',
  quote: 'USDC',
  tick: '0.1',
  min_notional: '0',
  maker_fee: null,
  taker_fee: '0.0005',
  max_leverage: 100,
  maintenance_rate: '0.005',
}

/** A long of 0.1 BTC from 60,000 with a margin of 600 USD, but for what is said otherwise. */
export function positionWith(changes: Partial<CfdPosition>): CfdPosition {
  return {
    position_id: '1',
    asset: 'BTC_USDC',
    direction: 'LONG',
    margin: '600',
    leverage: 10,
    quantity: '0.1',
    entry_price: '60000',
    mark_price: '60000',
    stop_loss_price: null,
    take_profit_price: null,
    trailing_distance: null,
    liquidation_price: '54271.3',
    margin_level: '20',
    unrealized_pnl: '0',
    realized_pnl: '0',
    fees: '3',
    financing: '0',
    status: 'open',
    close_reason: null,
    close_price: null,
    opened_at: '2026-03-01T10:00:00Z',
    closed_at: null,
    ...changes,
  }
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
