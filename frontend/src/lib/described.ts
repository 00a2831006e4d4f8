/* Written by `npm run types` from the venue's /openapi.yml: not to be changed by hand. */

/** One asset of a wallet: the total is the sum of the other three. */
export interface AccountShapesBalanceShape {
  asset: string
  available: string
  held: string
  margin: string
  total: string
}

export interface AccountShapesBalances {
  balances: (AccountShapesBalanceShape)[]
}

/** Play money to be paid in. */
export interface AccountShapesDepositSlip {
  asset: string | null
  amount: string | null
  idempotency_key: string | null
}

export interface AccountShapesDeposited {
  balance: AccountShapesBalanceShape
}

export interface AccountShapesEntries {
  entries: (AccountShapesEntryShape)[]
  next_cursor: string | null
}

/** Money that moved, and the total of the asset afterwards. */
export interface AccountShapesEntryShape {
  entry_id: string
  asset: string
  amount: string
  balance: string
  kind: string
  reference: string | null
  timestamp: string
}

export interface AccountShapesFills {
  fills: (FillShape)[]
  next_cursor: string | null
}

/** The strip above a trader's positions. There is no margin level without a position. */
export interface AccountShapesSummary {
  equity: string
  cash: string
  margin_used: string
  margin_free: string
  margin_level: string | null
  unrealized_pnl: string
}

export interface AnswersCancelled {
  cancelled: number
}

/** What became of a queued command. */
export interface AnswersCommandShape {
  status: string
  order: OrderShape | null
  code: string | null
  detail: string | null
}

/** Something that happened to an order, and the order after it. */
export interface AnswersEventShape {
  sequence: number
  kind: string
  order: OrderShape
  fill: FillShape | null
  timestamp: string
}

export interface AnswersEvents {
  events: (AnswersEventShape)[]
}

export interface AnswersOneOrder {
  order: OrderShape
}

export interface AnswersOrderAndTrades {
  order: OrderShape
  trades: (FillShape)[]
}

/** One page, newest first. */
export interface AnswersOrders {
  orders: (OrderShape)[]
  next_cursor: string | null
}

/** An order was placed. The book is there only when it was asked for. */
export interface AnswersPlaced {
  order: OrderShape
  trades: (FillShape)[]
  sequence: number
  orderbook: BookShape | null
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

/** An order is in the log, and nobody waited for what became of it. */
export interface AnswersQueued {
  command_id: string
  status: string
}

/** What an order of a batch would have been answered alone: the HTTP status, and the order or the problem. */
export interface AnswersResult {
  status: number
  order: OrderShape | null
  trades: (FillShape)[] | null
  error: Problem | null
}

/** One for each order of a batch, in their order. */
export interface AnswersResults {
  results: (AnswersResult)[]
}

/** When the dead-man's switch strikes; null while it is off. */
export interface AnswersSwitchShape {
  strikes_at: string | null
}

export interface AuthShapesApiKeyShape {
  key_id: string
  name: string
  scopes: (string)[]
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}

export interface AuthShapesApiKeys {
  api_keys: (AuthShapesApiKeyShape)[]
}

export interface AuthShapesChangePassword {
  password: string | null
  new_password: string | null
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

export interface AuthShapesForgotPassword {
  email: string | null
}

export interface AuthShapesKeyAndSecret {
  key_id: string | null
  secret: string | null
}

export interface AuthShapesNewApiKey {
  name: string | null
  scopes: (string | null)[] | null
  expires_at: string | null
}

export interface AuthShapesResendOtp {
  flow_id: string | null
}

export interface AuthShapesResetPassword {
  flow_id: string | null
  otp: string | null
  password: string | null
}

/** Somebody is signed in. The refresh token is not here: it travels in the cookie. */
export interface AuthShapesSession {
  user: AuthShapesUserShape
  access_token: string
  token_type: string
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

export interface AuthShapesSessions {
  sessions: (AuthShapesSessionShape)[]
}

export interface AuthShapesSignIn {
  email: string | null
  password: string | null
}

export interface AuthShapesSignUp {
  email: string | null
  password: string | null
  name: string | null
}

export interface AuthShapesToken {
  access_token: string
  token_type: string
  expires_in: number
}

export interface AuthShapesUserShape {
  user_id: string
  email: string
  name: string | null
  scopes: (string)[]
  created_at: string
}

export interface AuthShapesVerifyOtp {
  flow_id: string | null
  otp: string | null
}

/** A book, best prices first, each with how much stands there and up to there. */
export interface BookShape {
  instrument: string
  sequence: number
  bids: (BookShapeLevel)[]
  asks: (BookShapeLevel)[]
  timestamp: string
}

export interface BookShapeLevel {
  price: string
  quantity: string
  orders: number
  cumulative: string
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

export interface MarketShapesInstruments {
  instruments: (MarketShapesInstrumentShape)[]
}

export interface MarketShapesOneInstrument {
  instrument: MarketShapesInstrumentShape
}

/** The engine's state, written down as it was before the command at the offset. */
export interface MarketShapesSnapshotShape {
  snapshot_id: string
  offset: number
  sequence: number
  checksum: string
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

export interface MarketShapesTrades {
  trades: (MarketShapesTradeShape)[]
  next_cursor: string | null
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

/** What a trader fills in, as text: OrderShapes#request reads it. */
export interface OrderTicket {
  idempotency_key: string | null
  instrument: string | null
  side: string | null
  type: string | null
  price: string | null
  stop_price: string | null
  quantity: string | null
  quote_quantity: string | null
  time_in_force: string | null
  expires_at: string | null
  post_only: string | null
  self_trade_prevention: string | null
}

/** A refusal as RFC 9457 wants it. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  request_id: string
  errors: (ProblemField)[]
  idempotency_key: string | null
}

/** Which field is wrong, and how. */
export interface ProblemField {
  field: string
  message: string
}

/** What is to be another price, or another total quantity. */
export interface RequestsAmendment {
  price: string | null
  quantity: string | null
  idempotency_key: string | null
}

/** How long the dead-man's switch waits for the next call. */
export interface RequestsSwitchSetting {
  timeout_ms: string | null
}

export interface RequestsTicketBatch {
  orders: (OrderTicket | null)[] | null
}

/** What was traded in one bucket; the average price is that of a trade, however large, the vwap that of a piece. */
export interface StatisticsShapesAggregateShape {
  time_bucket: string
  trade_count: number
  total_quantity: string
  avg_price: string
  min_price: string
  max_price: string
  total_volume: string
  vwap: string
}

export interface StatisticsShapesAnalytics {
  instrument: string
  start_time: string
  end_time: string
  interval_minutes: number
  aggregates: (StatisticsShapesAggregateShape)[]
  overall_vwap: string | null
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

export interface StatisticsShapesCandles {
  candles: (StatisticsShapesCandleShape)[]
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

export interface StatisticsShapesTickers {
  tickers: (StatisticsShapesTickerShape)[]
}

export interface UserShapesUserShape {
  user_id: string
  email: string
  name: string | null
  suspended: boolean
  created_at: string
}

export interface UserShapesUsers {
  users: (UserShapesUserShape)[]
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
