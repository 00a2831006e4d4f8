import { type E8, figure, floorTo, parse, placesOf, timesDown, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { Instrument } from '../../lib/messages'

/** What is wrong, in words, at the field that can mend it. */
export interface Mistakes {
  price?: string | undefined
  quantity?: string | undefined
}

/** What the venue would refuse for its form alone. */
export function mistakesIn(instrument: Instrument, price: string, quantity: string): Mistakes {
  const wrongPrice = wrong(price, instrument.tick, 'price', 'Prices')
  const wrongQuantity =
    wrong(quantity, instrument.lot, 'amount', 'Amounts') ??
    (wrongPrice ? undefined : tooSmall(instrument, units(price), units(quantity)))
  return { price: wrongPrice, quantity: wrongQuantity }
}

/** Where a refusal of the venue belongs; undefined when no field of the ticket can mend it. */
export function fieldOf(problem: Problem): keyof Mistakes | undefined {
  if (problem.about('price')) return 'price'
  if (problem.about('quantity')) return 'quantity'
  return FIELD_OF[problem.code]
}

const FIELD_OF: Record<string, keyof Mistakes> = {
  INVALID_TICK: 'price',
  PRICE_OUT_OF_BAND: 'price',
  INVALID_LOT: 'quantity',
  BELOW_MIN_NOTIONAL: 'quantity',
  INSUFFICIENT_FUNDS: 'quantity',
  LIMIT_EXCEEDED: 'quantity',
}

function wrong(typed: string, grid: string, name: string, names: string): string | undefined {
  if (typed.trim() === '') return `Enter ${name === 'amount' ? 'an' : 'a'} ${name}.`
  const value = parse(typed)
  if (value === undefined) return `Write the ${name} in digits with a point, as in 1250.5.`
  if (value <= 0n) return `The ${name} must be above zero.`
  const step = units(grid)
  if (value % step === 0n) return undefined
  const below = floorTo(value, step)
  const places = placesOf(grid)
  const nearest = [below, below + step].filter((each) => each > 0n).map((each) => figure(each, places))
  return `${names} go in steps of ${grid}: ${nearest.join(' or ')}.`
}

function tooSmall(instrument: Instrument, price: E8, quantity: E8): string | undefined {
  const value = timesDown(price, quantity)
  if (value >= units(instrument.min_notional)) return undefined
  return `This is worth ${figure(value, 2)} ${instrument.quote}; the least is ${instrument.min_notional}.`
}
