/* Written by `npm run types` from the venue's /openapi.yml: not to be changed by hand. */

/** The strip above a trader's positions. There is no margin level without a position. */
export interface AccountShapesSummary {
  equity: string
  cash: string
  margin_used: string
  margin_free: string
  margin_level: string | null
  unrealized_pnl: string
}

export interface AnswersPreviewFillShape {
  price: string
  quantity: string
}

/** What an order would do to the book as it stands, and what would be reserved for the rest. */
export interface AnswersPreviewShape {
  fills: (AnswersPreviewFillShape)[]
  average_price: string | null
  fee: string
  fee_asset: string | null
  hold: string
  hold_asset: string | null
}

export interface AuthShapesApiKeyShape {
  key_id: string
  name: string
  scopes: (string)[]
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}

/** A key as it is shown once, with its secret. */
export interface AuthShapesCreatedApiKey {
  key_id: string
  secret: string
  name: string
  scopes: (string)[]
  created_at: string
  expires_at: string | null
}

/** A flow that waits for a mailed code. */
export interface AuthShapesFlow {
  flow_id: string
  expires_in: number
}

/** Where somebody is signed in. */
export interface AuthShapesSessionShape {
  session_id: string
  created_at: string
  last_seen_at: string
  address: string | null
  user_agent: string | null
  current: boolean
}

export interface AuthShapesUserShape {
  user_id: string
  email: string
  name: string | null
  scopes: (string)[]
  created_at: string
}

/** One asset of a wallet: the total is the sum of the other three. */
export interface BalanceShape {
  asset: string
  available: string
  held: string
  margin: string
  total: string
}

export interface ConfigControllerConfig {
  ws_url: string | null
  inbox_url: string | null
}

/** A trade as one of its two owners sees it. */
export interface FillShape {
  trade_id: string
  order_id: string
  instrument: string
  side: string
  price: string
  quantity: string
  taker_side: string
  liquidity: string
  fee: string
  fee_asset: string
  synthetic: boolean
  timestamp: string
}

/** Money that moved, and the total of the asset afterwards. */
export interface HistoryShapesEntryShape {
  entry_id: string
  asset: string
  amount: string
  balance: string
  kind: string
  reference: string | null
  timestamp: string
}

/** What is held of an instrument by trades alone. Quantity and cost are below zero when more was sold than bought. */
export interface HistoryShapesNetPositionShape {
  instrument: string
  net_quantity: string
  total_cost: string
  avg_price: string | null
  realized_pnl: string
  unrealized_pnl: string | null
  last_updated: string
}

/** What the account was worth in USD at that time. */
export interface HistoryShapesPointShape {
  timestamp: string
  equity: string
}

/** The rules of one symbol. */
export interface MarketShapesInstrumentShape {
  symbol: string
  kind: string
  base: string
  quote: string
  tick: string
  lot: string
  min_notional: string
  price_band: string | null
  maker_fee: string | null
  taker_fee: string
  max_leverage: number | null
  maintenance_rate: string | null
  status: string
}

/** A trade as the whole market sees it: nobody's order is named. */
export interface MarketShapesTradeShape {
  trade_id: string
  instrument: string
  price: string
  quantity: string
  taker_side: string
  synthetic: boolean
  timestamp: string
}

/** An order as it stands. */
export interface OrderShape {
  order_id: string
  idempotency_key: string | null
  instrument: string
  side: string
  type: string
  time_in_force: string
  post_only: boolean
  price: string | null
  stop_price: string | null
  quantity: string | null
  quote_quantity: string | null
  filled_quantity: string
  remaining_quantity: string
  average_price: string | null
  status: string
  reason: string | null
  created_at: string
  updated_at: string
  expires_at: string | null
}

/** A CFD position as it stands. Of one that was closed, margin and quantity are those of the part that was closed last. */
export interface PositionShape {
  position_id: string
  asset: string
  direction: string
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
  status: string
  close_reason: string | null
  close_price: string | null
  opened_at: string
  closed_at: string | null
}

/** The last price of a symbol, and how old it is. */
export interface PricesControllerPriceShape {
  symbol: string
  bid: string
  ask: string
  last: string
  timestamp: string
  age_ms: number
}

/** Where the price was; closed once no trade can change it any more. */
export interface StatisticsShapesCandleShape {
  instrument: string
  interval: string
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

/** The last 24 hours; the last price, and what has changed, may be older where nothing was traded since. */
export interface StatisticsShapesTickerShape {
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

/** How the venue is doing. Without matcher or Kafka nobody can trade, and it is unhealthy; without anything else it is degraded. */
export interface VenueHealth {
  status: string
  timestamp: string
  symbols: (string)[]
  checks: VenueHealthChecks
}

/** Each is `up` or `down`. */
export interface VenueHealthChecks {
  matcher: string
  auth: string
  history: string
  postgres: string
  redis: string
  kafka: string
}
