import { ask, type Ask, type Method, Problem } from './http'
import type {
  AccountSummary,
  Amendment,
  ApiKey,
  Balance,
  Candle,
  CfdPosition,
  CfdWish,
  Config,
  CreatedApiKey,
  EquityPoint,
  Fill,
  Instrument,
  Interval,
  LedgerEntry,
  NetPosition,
  NewOrder,
  Order,
  OrderReceipt,
  Page,
  Preview,
  Price,
  Scope,
  SignInPlace,
  Ticker,
  Trade,
  Triggers,
  VenueHealth,
  Wish,
} from './messages'
import type { Session } from './session'

/** The venue's REST calls that the terminal makes, with the session's token and one renewal when it is refused. */
export class Api {
  readonly #session: Session
  readonly #fetch: typeof fetch

  constructor(session: Session, fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#session = session
    this.#fetch = fetcher
  }

  config(): Promise<Config> {
    return this.#ask('GET', '/config.json')
  }

  /** How the venue is doing; it tells even while nobody can trade. */
  async health(): Promise<VenueHealth> {
    const told = await this.#ask<Partial<VenueHealth> | undefined>('GET', '/healthz', { alsoFine: 503 })
    if (told?.checks) return told as VenueHealth
    throw new Problem(503, 'UNAVAILABLE', 'The venue does not say how it is')
  }

  async instruments(): Promise<Instrument[]> {
    return (await this.#ask<{ instruments: Instrument[] }>('GET', '/api/v1/instruments')).instruments
  }

  async trades(instrument: string, limit: number): Promise<Trade[]> {
    const path = `/api/v1/market/trades${query({ instrument, limit })}`
    return (await this.#ask<{ trades: Trade[] }>('GET', path)).trades
  }

  /** Oldest first: the newest there are, or those that opened before a time. */
  async candles(instrument: string, interval: Interval, limit: number, before?: string): Promise<Candle[]> {
    const path = `/api/v1/market/candles${query({ instrument, interval, limit, end_time: before })}`
    return (await this.#ask<{ candles: Candle[] }>('GET', path)).candles
  }

  async tickers(): Promise<Ticker[]> {
    return (await this.#ask<{ tickers: Ticker[] }>('GET', '/api/v1/market/tickers')).tickers
  }

  async openOrders(): Promise<Order[]> {
    return (await this.#ask<{ orders: Order[] }>('GET', '/api/v1/orders?status=open&limit=500')).orders
  }

  orders(limit: number, cursor?: string): Promise<Page<'orders', Order>> {
    return this.#ask('GET', `/api/v1/orders${query({ limit, cursor })}`)
  }

  fills(limit: number, cursor?: string): Promise<Page<'fills', Fill>> {
    return this.#ask('GET', `/api/v1/account/fills${query({ limit, cursor })}`)
  }

  preview(wish: Wish): Promise<Preview> {
    return this.#ask('POST', '/api/v1/orders/preview', { body: wish })
  }

  placeOrder(order: NewOrder): Promise<OrderReceipt> {
    return this.#ask('POST', '/api/v1/orders', { body: order })
  }

  async cancelOrder(id: string): Promise<Order> {
    return (await this.#ask<{ order: Order }>('DELETE', `/api/v1/orders/${encodeURIComponent(id)}`)).order
  }

  amendOrder(id: string, amendment: Amendment & { idempotency_key: string }): Promise<OrderReceipt> {
    return this.#ask('PATCH', `/api/v1/orders/${encodeURIComponent(id)}`, { body: amendment })
  }

  async cancelAll(): Promise<number> {
    return (await this.#ask<{ cancelled: number }>('DELETE', '/api/v1/orders')).cancelled
  }

  async balances(): Promise<Balance[]> {
    return (await this.#ask<{ balances: Balance[] }>('GET', '/api/v1/account/balances')).balances
  }

  summary(): Promise<AccountSummary> {
    return this.#ask('GET', '/api/v1/account/summary')
  }

  /** Oldest first, a point at each end of an interval. */
  async equity(interval: Interval, since: string): Promise<EquityPoint[]> {
    const path = `/api/v1/account/equity${query({ interval, start_time: since })}`
    return (await this.#ask<{ points: EquityPoint[] }>('GET', path)).points
  }

  async netPositions(): Promise<NetPosition[]> {
    return (await this.#ask<{ positions: NetPosition[] }>('GET', '/api/v1/account/positions')).positions
  }

  ledger(limit: number, cursor?: string): Promise<Page<'entries', LedgerEntry>> {
    return this.#ask('GET', `/api/v1/account/ledger${query({ limit, cursor })}`)
  }

  /** All of a list, for a spreadsheet. */
  csv(list: 'fills' | 'ledger'): Promise<string> {
    return this.#ask('GET', `/api/v1/account/${list}?format=csv`, { text: 'text/csv' })
  }

  async cfdPrices(): Promise<Price[]> {
    return (await this.#ask<{ prices: Price[] }>('GET', '/api/v1/cfd/prices')).prices
  }

  async openPositions(): Promise<CfdPosition[]> {
    return (await this.#positions('open', 500)).positions
  }

  closedPositions(limit: number, cursor?: string): Promise<Page<'positions', CfdPosition>> {
    return this.#positions('closed', limit, cursor)
  }

  async openPosition(wish: CfdWish & { idempotency_key: string }): Promise<CfdPosition> {
    return (await this.#ask<{ position: CfdPosition }>('POST', '/api/v1/cfd/positions', { body: wish })).position
  }

  async amendPosition(id: string, triggers: Triggers): Promise<CfdPosition> {
    const path = `/api/v1/cfd/positions/${encodeURIComponent(id)}`
    return (await this.#ask<{ position: CfdPosition }>('PATCH', path, { body: triggers })).position
  }

  /** All of it where no quantity is said. */
  async closePosition(id: string, slip: { quantity?: string; idempotency_key: string }): Promise<CfdPosition> {
    const path = `/api/v1/cfd/positions/${encodeURIComponent(id)}/close`
    return (await this.#ask<{ position: CfdPosition }>('POST', path, { body: slip })).position
  }

  async sessions(): Promise<SignInPlace[]> {
    return (await this.#ask<{ sessions: SignInPlace[] }>('GET', '/api/v1/auth/sessions')).sessions
  }

  revokeSession(id: string): Promise<void> {
    return this.#ask('DELETE', `/api/v1/auth/sessions/${encodeURIComponent(id)}`)
  }

  async apiKeys(): Promise<ApiKey[]> {
    return (await this.#ask<{ api_keys: ApiKey[] }>('GET', '/api/v1/api-keys?limit=500')).api_keys
  }

  createApiKey(key: { name: string; scopes: Scope[]; expires_at?: string }): Promise<CreatedApiKey> {
    return this.#ask('POST', '/api/v1/api-keys', { body: key })
  }

  revokeApiKey(id: string): Promise<void> {
    return this.#ask('DELETE', `/api/v1/api-keys/${encodeURIComponent(id)}`)
  }

  #positions(status: 'open' | 'closed', limit: number, cursor?: string): Promise<Page<'positions', CfdPosition>> {
    return this.#ask('GET', `/api/v1/cfd/positions${query({ status, limit, cursor })}`)
  }

  async #ask<Answer>(method: Method, path: string, how: Ask = {}): Promise<Answer> {
    const token = this.#session.token
    try {
      return await ask(this.#fetch, method, path, { ...how, token })
    } catch (problem) {
      const refused = problem instanceof Problem && problem.status === 401 && token !== undefined
      if (!refused || !(await this.#session.renew())) throw problem
      return ask(this.#fetch, method, path, { ...how, token: this.#session.token })
    }
  }
}

/** The part of an address after the path, without what is not said. */
function query(words: Record<string, string | number | undefined>): string {
  const said = Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return `?${new URLSearchParams(said)}`
}
