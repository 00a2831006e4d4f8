import { ask, type Ask, type Method, Problem } from './http'
import type { Balance, Config, Instrument, NewOrder, Order, OrderReceipt, Trade } from './messages'
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

  async instruments(): Promise<Instrument[]> {
    return (await this.#ask<{ instruments: Instrument[] }>('GET', '/api/v1/instruments')).instruments
  }

  async trades(instrument: string, limit: number): Promise<Trade[]> {
    const path = `/api/v1/market/trades?instrument=${encodeURIComponent(instrument)}&limit=${limit}`
    return (await this.#ask<{ trades: Trade[] }>('GET', path)).trades
  }

  async openOrders(): Promise<Order[]> {
    return (await this.#ask<{ orders: Order[] }>('GET', '/api/v1/orders?status=open&limit=500')).orders
  }

  placeOrder(order: NewOrder): Promise<OrderReceipt> {
    return this.#ask('POST', '/api/v1/orders', { body: order })
  }

  async cancelOrder(id: string): Promise<Order> {
    return (await this.#ask<{ order: Order }>('DELETE', `/api/v1/orders/${encodeURIComponent(id)}`)).order
  }

  async balances(): Promise<Balance[]> {
    return (await this.#ask<{ balances: Balance[] }>('GET', '/api/v1/account/balances')).balances
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
