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
  /** Null for a spot instrument. */
  max_leverage?: number | null
  /** Null for a spot instrument. */
  maintenance_rate?: string | null
  status: 'open' | 'halted'
}

export type OrderStatus = 'waiting' | 'open' | 'partially_filled' | 'filled' | 'cancelled' | 'expired' | 'rejected'

export type OrderType = 'limit' | 'market' | 'stop' | 'stop_limit'

export type TimeInForce = 'gtc' | 'ioc' | 'fok' | 'gtd'

export interface Order {
  order_id: string
  idempotency_key: string | null
  instrument: string
  side: Side
  type: OrderType
  time_in_force: TimeInForce
  post_only: boolean
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
  expires_at: string | null
}

/** What a trader asks for. A market or a stop order has no price of its own. */
export interface Wish {
  instrument: string
  side: Side
  type: OrderType
  price?: string
  stop_price?: string
  quantity?: string
  /** Instead of a quantity, in a market order to buy: the most to be spent, fee included. */
  quote_quantity?: string
  time_in_force?: TimeInForce
  expires_at?: string
  post_only?: boolean
}

export type NewOrder = Wish & { idempotency_key: string }

/** What an order would do at this moment. */
export interface Preview {
  fills: { price: string; quantity: string }[]
  average_price: string | null
  fee: string
  fee_asset: string | null
  hold: string
  hold_asset: string | null
}

export interface Amendment {
  price?: string
  quantity?: string
}

export interface Trade {
  trade_id: string
  instrument: string
  price: string
  quantity: string
  taker_side: Side
  timestamp: string
}

/** A trade as one of its two owners sees it. */
export interface Fill extends Trade {
  order_id: string
  side: Side
  liquidity: 'maker' | 'taker'
  fee: string
  fee_asset: string
}

export interface OrderReceipt {
  order: Order
  trades: Fill[]
  sequence: number
}

/** A page of a list, newest first; the cursor leads to the next, and is absent on the last. */
export type Page<Name extends string, Item> = { [name in Name]: Item[] } & { next_cursor?: string }

export const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'] as const

export type Interval = (typeof INTERVALS)[number]

/** Where the price was for a while; closed once no trade can change it any more. */
export interface Candle {
  instrument: string
  interval: Interval
  open_time: string
  open: string
  high: string
  low: string
  close: string
  volume: string
  quote_volume: string
  trades: number
  vwap: string | null
  closed: boolean
}

/** The last 24 hours of an instrument. */
export interface Ticker {
  instrument: string
  last: string | null
  change: string | null
  change_percent: string | null
  high: string | null
  low: string | null
  volume: string
  quote_volume: string
  vwap: string | null
  best_bid: string | null
  best_ask: string | null
  timestamp: string
}

/** What the feed says of a CFD symbol. */
export interface Price {
  symbol: string
  bid: string
  ask: string
  last: string
  timestamp: string
  /** How long ago the feed said so. */
  age_ms: number
}

export interface CfdPosition {
  position_id: string
  asset: string
  direction: 'LONG' | 'SHORT'
  margin: string
  leverage: number
  quantity: string
  entry_price: string
  mark_price: string | null
  stop_loss_price: string | null
  take_profit_price: string | null
  trailing_distance: string | null
  liquidation_price: string | null
  margin_level: string | null
  unrealized_pnl: string
  realized_pnl: string
  fees: string
  financing: string
  status: 'open' | 'closed'
  close_reason: 'closed' | 'stop_loss' | 'take_profit' | 'trailing_stop' | 'liquidated' | 'lost' | null
  close_price: string | null
  opened_at: string
  closed_at: string | null
}

/** What a trader asks for: so much margin, with so much leverage. */
export interface CfdWish {
  asset: string
  direction: 'LONG' | 'SHORT'
  margin: string
  leverage: number
  stop_loss_price?: string
  take_profit_price?: string
  trailing_distance?: string
}

/** Where a position is to be closed from now on. What is not said stays as it is; "0" takes one away. */
export interface Triggers {
  stop_loss_price?: string
  take_profit_price?: string
  trailing_distance?: string
}

/** The whole account in the money of account. */
export interface AccountSummary {
  equity: string
  cash: string
  margin_used: string
  margin_free: string
  /** Null while nothing is open. */
  margin_level: string | null
  unrealized_pnl: string
}

export interface Balance {
  asset: string
  available: string
  held: string
  margin: string
}

/** What is held of an instrument by trades alone. Below zero when more was sold than bought. */
export interface NetPosition {
  instrument: string
  net_quantity: string
  total_cost: string
  avg_price: string | null
  realized_pnl: string
  unrealized_pnl: string | null
  last_updated: string
}

/** What the account was worth at a time. */
export interface EquityPoint {
  timestamp: string
  equity: string
}

/** Money that moved, and the total of the asset afterwards. */
export interface LedgerEntry {
  entry_id: string
  asset: string
  amount: string
  balance: string
  kind: string
  reference: string | null
  timestamp: string
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

/** A sign-up, or another password, that waits for its code. */
export interface Flow {
  flow_id: string
  /** Seconds until the code ends. */
  expires_in: number
}

/** Where somebody is signed in. */
export interface SignInPlace {
  session_id: string
  created_at: string
  last_seen_at: string
  address: string | null
  user_agent: string | null
  /** The one that asks. */
  current: boolean
}

export type Scope = 'read' | 'trade'

/** A key for a bot. Its secret was shown once. */
export interface ApiKey {
  key_id: string
  name: string
  scopes: Scope[]
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}

export interface CreatedApiKey {
  key_id: string
  secret: string
  name: string
  scopes: Scope[]
}

export type Part = 'matcher' | 'auth' | 'history' | 'postgres' | 'redis' | 'kafka'

/** How the venue is doing. Unhealthy is when nobody can trade. */
export interface VenueHealth {
  status: 'healthy' | 'degraded' | 'unhealthy'
  timestamp: string
  symbols: string[]
  checks: Record<Part, 'up' | 'down'>
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

export type CandleFrame = { type: 'candle' } & Candle

export type TickerFrame = { type: 'ticker' } & Ticker

export type PriceFrame = { type: 'price' } & Price

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
  | {
      type: 'account_snapshot'
      balances: Balance[]
      positions: CfdPosition[]
      summary: AccountSummary
      sequence: number
    }
  | ({ type: 'balance'; sequence: number } & Balance)
  | {
      type: 'position_update'
      position: CfdPosition
      reason:
        | 'opened'
        | 'amended'
        | 'closed'
        | 'stop_loss'
        | 'take_profit'
        | 'trailing_stop'
        | 'margin_call'
        | 'liquidated'
      sequence: number
    }
  | ({ type: 'account_summary' } & AccountSummary)

/** The channels that the terminal listens to, each with its frames. */
export interface Channels extends Record<`candles:${Interval}`, CandleFrame> {
  orderbook: BookFrame
  trades: TradeFrame
  ticker: TickerFrame
  prices: PriceFrame
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
