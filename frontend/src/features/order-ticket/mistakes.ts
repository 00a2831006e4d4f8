import { type E8, figure, floorTo, parse, placesOf, timesDown, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { Instrument } from '../../lib/messages'
import { hasPrice, hasStop, isSpending, type Ticket } from './ticket'

/** What is wrong, in words, at the field that can mend it. */
export type Mistakes = Partial<Record<MendableField, string | undefined>>

export type MendableField = 'price' | 'stop' | 'quantity' | 'expires'

/** The fields from the top of the ticket to its end: the first mistake is mended first. */
export const FIELDS: readonly MendableField[] = ['stop', 'price', 'quantity', 'expires']

/** What the venue would refuse for its form alone. */
export function mistakesIn(instrument: Instrument, ticket: Ticket, now = new Date()): Mistakes {
  const { price, stop, quantity, expires } = ticket
  const mistakes: Mistakes = {}
  if (hasStop(ticket)) mistakes.stop = wrong(stop, instrument.tick, 'stop price', 'Prices')
  if (hasPrice(ticket)) mistakes.price = wrong(price, instrument.tick, 'price', 'Prices')
  mistakes.quantity = isSpending(ticket)
    ? wrongNumber(quantity, 'amount')
    : wrong(quantity, instrument.lot, 'amount', 'Amounts')
  if (hasPrice(ticket) && !mistakes.price && !mistakes.quantity) {
    mistakes.quantity = tooSmall(instrument, units(price.trim()), units(quantity.trim()))
  }
  if (hasPrice(ticket) && ticket.timeInForce === 'gtd' && !(new Date(expires) > now)) {
    mistakes.expires = expires === '' ? 'Choose until when it may wait.' : 'This moment has passed.'
  }
  return mistakes
}

/** The field that comes first among those with a mistake. */
export function firstOf(mistakes: Mistakes): MendableField | undefined {
  return FIELDS.find((field) => mistakes[field])
}

/** Where a refusal of the venue belongs; undefined when no field of the ticket can mend it. */
export function fieldOf(problem: Problem): MendableField | undefined {
  const named = Object.entries(NAMES).find(([name]) => problem.about(name))
  return named?.[1] ?? FIELD_OF[problem.code]
}

/** What the venue says about a field, or of the whole where it names none. */
export function wordsOf(problem: Problem, field: MendableField): string {
  const name = Object.keys(NAMES).find((each) => NAMES[each] === field && problem.about(each))
  return (name && problem.about(name)) ?? problem.message
}

const NAMES: Record<string, MendableField> = {
  price: 'price',
  stop_price: 'stop',
  quantity: 'quantity',
  quote_quantity: 'quantity',
  expires_at: 'expires',
}

const FIELD_OF: Record<string, MendableField> = {
  INVALID_TICK: 'price',
  PRICE_OUT_OF_BAND: 'price',
  WOULD_TAKE: 'price',
  INVALID_TRIGGER: 'stop',
  INVALID_LOT: 'quantity',
  BELOW_MIN_NOTIONAL: 'quantity',
  INSUFFICIENT_FUNDS: 'quantity',
  LIMIT_EXCEEDED: 'quantity',
  UNFILLABLE: 'quantity',
}

function wrongNumber(typed: string, name: string): string | undefined {
  if (typed.trim() === '') return `Enter ${name === 'amount' ? 'an' : 'a'} ${name}.`
  const value = parse(typed)
  if (value === undefined) return `Write the ${name} in digits with a point, as in 1250.5.`
  return value <= 0n ? `The ${name} must be above zero.` : undefined
}

function wrong(typed: string, grid: string, name: string, names: string): string | undefined {
  const mistake = wrongNumber(typed, name)
  if (mistake) return mistake
  const value = units(typed.trim())
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
