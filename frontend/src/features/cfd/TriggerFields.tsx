import type { RefObject } from 'react'
import type { Instrument } from '../../lib/messages'
import { Field } from '../../ui/Field'
import type { CfdField, TriggerTexts } from './mistakes'

interface TriggerFieldsProps {
  instrument: Instrument
  typed: TriggerTexts
  onType: (typed: TriggerTexts) => void
  fields: Record<keyof TriggerTexts, RefObject<HTMLInputElement | null>>
  words: (field: CfdField) => string | undefined
}

const NAMES = {
  stopLoss: { label: 'Stop loss', hint: 'Closes it when it has lost so far' },
  takeProfit: { label: 'Take profit', hint: 'Closes it when it has gained so far' },
  trailing: { label: 'Trailing distance', hint: 'A stop that follows the best price so far' },
} as const satisfies Record<keyof TriggerTexts, object>

/** Where a position is to close by itself. */
export function TriggerFields({ instrument, typed, onType, fields, words }: TriggerFieldsProps) {
  return (Object.keys(NAMES) as (keyof TriggerTexts)[]).map((name) => (
    <Field
      key={name}
      label={NAMES[name].label}
      suffix="USD"
      inputMode="decimal"
      autoComplete="off"
      placeholder={`none, in steps of ${instrument.tick}`}
      value={typed[name]}
      ref={fields[name]}
      error={words(name)}
      hint={NAMES[name].hint}
      onChange={(event) => onType({ ...typed, [name]: event.target.value })}
    />
  ))
}
