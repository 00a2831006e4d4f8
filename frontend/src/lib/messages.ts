/** What goes over the wire, as the contract names it. Prices, quantities and amounts are decimal strings. */

export type Side = 'buy' | 'sell'

export interface Instrument {
  symbol: string
  kind: 'spot' | 'cfd'
  base: string
  quote: string
  tick: string
  lot: string
  min_notional: string
  /** Null for a CFD, which has no maker. */
  maker_fee: string | null
  taker_fee: string
  status: 'open' | 'halted'
}

export type OrderStatus = 'waiting' | 'open' | 'partially_filled' | 'filled' | 'cancelled' | 'expired' | 'rejected'

export interface Order {
  order_id: string
  idempotency_key: string | null
  instrument: string
  side: Side
  type: 'limit' | 'market' | 'stop' | 'stop_limit'
  price: string | null
  stop_price: string | null
  /** Null for an order that says only how much to spend. */
  quantity: string | null
  filled_quantity: string
  remaining_quantity: string
  average_price: string | null
  status: OrderStatus
  reason: string | null
  created_at: string
  updated_at: string
}

export interface NewOrder {
  idempotency_key: string
  instrument: string
  side: Side
  type: 'limit'
  price: string
  quantity: string
  time_in_force: 'gtc'
}

export interface Trade {
  trade_id: string
  instrument: string
  price: string
  quantity: string
  taker_side: Side
  timestamp: string
}

export interface OrderReceipt {
  order: Order
  trades: Trade[]
  sequence: number
}

export interface Balance {
  asset: string
  available: string
  held: string
  margin: string
}

export interface User {
  user_id: string
  email: string
  name: string | null
}

export interface SignedIn {
  user: User
  access_token: string
  /** Seconds until the access token ends. */
  expires_in: number
}

/** A sign-up that waits for its code. */
export interface Flow {
  flow_id: string
  /** Seconds until the code ends. */
  expires_in: number
}

/** Where the venue's other doors are. */
export interface Config {
  /** Null when the stream is found at this page's own origin. */
  ws_url: string | null
  /** Only an embedded venue has an inbox of its own. */
  inbox_url: string | null
}

/** Price, quantity (0 removes the level), number of orders. */
export type LevelChange = [price: string, quantity: string, orders: number]

export type BookFrame = { instrument: string; sequence: number; bids: LevelChange[]; asks: LevelChange[] } & (
  { type: 'orderbook_snapshot' } | { type: 'orderbook_delta'; previous_sequence: number }
)

export type TradeFrame = { type: 'trade' } & Trade

export type OrdersFrame =
  | { type: 'orders_snapshot'; orders: Order[]; sequence: number }
  | { type: 'order_update'; order: Order; reason: string | null; sequence: number }
  | { type: 'order_rejected'; idempotency_key: string | null; code: string; detail: string; sequence: number }
  | {
      type: 'fill'
      order_id: string
      trade_id: string
      instrument: string
      side: Side
      price: string
      quantity: string
      liquidity: 'maker' | 'taker'
      fee: string
      fee_asset: string
      sequence: number
    }

export type AccountFrame =
  | { type: 'account_snapshot'; balances: Balance[]; sequence: number }
  | ({ type: 'balance'; sequence: number } & Balance)
  | { type: 'position_update' }
  | { type: 'account_summary' }

/** The channels that the terminal listens to, each with its frames. */
export interface Channels {
  orderbook: BookFrame
  trades: TradeFrame
  orders: OrdersFrame
  account: AccountFrame
}

export type FromVenue =
  | { type: 'hello'; symbols: string[]; heartbeat_ms: number; session_id: string }
  | { type: 'authenticated' | 'subscribed' | 'unsubscribed' | 'pong' | 'resync'; id?: string }
  | { type: 'error'; id?: string | null; code: string; detail: string }
  | Channels[keyof Channels]

export type ToVenue =
  | { type: 'auth'; id: string; token: string }
  | { type: 'subscribe' | 'unsubscribe'; id: string; channels: (keyof Channels)[]; instruments?: string[] }
  | { type: 'ping' }
