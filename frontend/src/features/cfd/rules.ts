import { units } from '../../lib/decimal'
import type { Instrument, Price } from '../../lib/messages'
import type { Quote, Rules } from './cfd'

/** What an instrument says of itself, in whole units. */
export function rulesOf(instrument: Instrument): Rules {
  return {
    tick: units(instrument.tick),
    lot: units(instrument.lot),
    takerFee: units(instrument.taker_fee),
    maintenance: units(instrument.maintenance_rate ?? '0'),
  }
}

export function quoteOf({ bid, ask }: Price): Quote {
  return { bid: units(bid), ask: units(ask) }
}
