import { type E8, figure, parse, placesOf, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { Instrument } from '../../lib/messages'
import { type Direction, markOf, type Quote } from './cfd'

export type CfdField = 'margin' | 'stopLoss' | 'takeProfit' | 'trailing'

export type CfdMistakes = Partial<Record<CfdField, string | undefined>>

export interface TriggerTexts {
  stopLoss: string
  takeProfit: string
  trailing: string
}

export const NO_TRIGGERS: TriggerTexts = { stopLoss: '', takeProfit: '', trailing: '' }

/** What the venue would refuse of the triggers as they are typed; an empty one is none. */
export function wrongTriggers(
  instrument: Instrument,
  direction: Direction,
  typed: TriggerTexts,
  quote: Quote | undefined,
  liquidation: E8 | undefined,
): CfdMistakes {
  const mistakes: CfdMistakes = {
    stopLoss: wrongPrice(instrument, typed.stopLoss),
    takeProfit: wrongPrice(instrument, typed.takeProfit),
    trailing: wrongPrice(instrument, typed.trailing),
  }
  if (!quote) return mistakes
  const mark = markOf(direction, quote)
  const [stop, take] = [parse(typed.stopLoss), parse(typed.takeProfit)]
  const [below, above] = direction === 'LONG' ? ['below', 'above'] : ['above', 'below']
  const at = figure(mark, placesOf(instrument.tick))
  if (stop !== undefined && !mistakes.stopLoss) {
    if (isPast(direction, mark, stop)) mistakes.stopLoss = `Must be ${below} ${at}, where it closes now.`
    else if (liquidation !== undefined && stop !== liquidation && isPast(direction, stop, liquidation))
      mistakes.stopLoss = `It would be liquidated first, at ${figure(liquidation, placesOf(instrument.tick))}.`
  }
  if (take !== undefined && !mistakes.takeProfit && isPast(direction, take, mark))
    mistakes.takeProfit = `Must be ${above} ${at}, where it closes now.`
  return mistakes
}

export function wrongMargin(typed: string, available: E8 | undefined): string | undefined {
  const margin = parse(typed)
  if (typed.trim() === '') return 'Enter a margin.'
  if (margin === undefined) return 'Write the margin in digits with a point, as in 250.5.'
  if (margin < units('1')) return 'The least margin is 1 USD.'
  if (available !== undefined && margin > available) return `You have ${figure(available, 2)} USD available.`
  return undefined
}

/** The field that can mend a refusal of the venue; undefined when none can. */
export function cfdFieldOf(problem: Problem): CfdField | undefined {
  const named = Object.entries(NAMES).find(([name]) => problem.about(name))
  return named?.[1] ?? FIELD_OF[problem.code]
}

const NAMES: Record<string, CfdField> = {
  margin: 'margin',
  stop_loss_price: 'stopLoss',
  take_profit_price: 'takeProfit',
  trailing_distance: 'trailing',
}

const FIELD_OF: Record<string, CfdField> = {
  INSUFFICIENT_FUNDS: 'margin',
  BELOW_MIN_NOTIONAL: 'margin',
  LIMIT_EXCEEDED: 'margin',
  INVALID_TRIGGER: 'stopLoss',
}

/** Whether a price is on the losing side of another, or at it. */
function isPast(direction: Direction, price: E8, other: E8): boolean {
  return direction === 'LONG' ? price <= other : price >= other
}

function wrongPrice(instrument: Instrument, typed: string): string | undefined {
  if (typed.trim() === '') return undefined
  const value = parse(typed)
  if (value === undefined || value <= 0n) return 'Write a price above zero in digits, as in 1250.5.'
  return value % units(instrument.tick) === 0n ? undefined : `Prices go in steps of ${instrument.tick}.`
}
