import type * as Described from './described'
import type {
  AccountSummary,
  ApiKey,
  Balance,
  Candle,
  CfdPosition,
  Config,
  CreatedApiKey,
  EquityPoint,
  Fill,
  Flow,
  Instrument,
  LedgerEntry,
  NetPosition,
  Order,
  Preview,
  Price,
  SignInPlace,
  Ticker,
  Trade,
  User,
  VenueHealth,
} from './messages'

/**
 * What the terminal reads, held against the venue's own description. That one knows every word as a mere string; messages.ts knows which
 * words there are. This file does not compile when a message has a field that is not described, or is described as
 * something else, or may be null without the terminal knowing.
 */
export type Contract = [
  Holds<Agrees<AccountSummary, Described.AccountShapesSummary>>,
  Holds<Agrees<ApiKey, Described.AuthShapesApiKeyShape>>,
  Holds<Agrees<Balance, Described.BalanceShape>>,
  Holds<Agrees<Candle, Described.StatisticsShapesCandleShape>>,
  Holds<Agrees<CfdPosition, Described.PositionShape>>,
  Holds<Agrees<Config, Described.ConfigControllerConfig>>,
  Holds<Agrees<CreatedApiKey, Described.AuthShapesCreatedApiKey>>,
  Holds<Agrees<EquityPoint, Described.HistoryShapesPointShape>>,
  Holds<Agrees<Fill, Described.FillShape>>,
  Holds<Agrees<Flow, Described.AuthShapesFlow>>,
  Holds<Agrees<Instrument, Described.MarketShapesInstrumentShape>>,
  Holds<Agrees<LedgerEntry, Described.HistoryShapesEntryShape>>,
  Holds<Agrees<NetPosition, Described.HistoryShapesNetPositionShape>>,
  Holds<Agrees<Order, Described.OrderShape>>,
  Holds<Agrees<Preview, Described.AnswersPreviewShape>>,
  Holds<Agrees<Price, Described.PricesControllerPriceShape>>,
  Holds<Agrees<SignInPlace, Described.AuthShapesSessionShape>>,
  Holds<Agrees<Ticker, Described.StatisticsShapesTickerShape>>,
  Holds<Agrees<Trade, Described.MarketShapesTradeShape>>,
  Holds<Agrees<User, Described.AuthShapesUserShape>>,
  Holds<Agrees<VenueHealth, Described.VenueHealth>>,
]

type Holds<Agreement extends true> = Agreement

/** True, or the fields that do not agree. */
type Agrees<Message, Shape> =
  [Disagreeing<Message, Shape>] extends [never] ? true : { disagreeing: Disagreeing<Message, Shape> }

type Disagreeing<Message, Shape> = {
  [Field in keyof Message]-?: Field extends keyof Shape
    ? IsRead<Exclude<Message[Field], undefined>, Shape[Field]> extends true
      ? never
      : Field
    : Field
}[keyof Message]

/** Everything that is told can be read: the terminal's words are some of all strings, but null is told as null. */
type IsRead<Read, Told> = [Read] extends [Told] ? (null extends Told ? (null extends Read ? true : false) : true) : false
