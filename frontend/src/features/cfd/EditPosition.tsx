import { type SubmitEvent, useRef, useState } from 'react'
import type { CfdPosition, Instrument, Triggers } from '../../lib/messages'
import { parse, text, units } from '../../lib/decimal'
import button from '../../ui/Button.module.css'
import { Dialog } from '../../ui/Dialog'
import form from '../blotter/Amend.module.css'
import { type CfdField, cfdFieldOf, type TriggerTexts, wrongTriggers } from './mistakes'
import { quoteOf } from './rules'
import { TriggerFields } from './TriggerFields'
import { useAmendPosition } from './usePositions'
import { usePrice } from './usePrice'

interface EditPositionProps {
  position: CfdPosition
  instrument: Instrument
  onClose: () => void
}

/** Where the position is to close by itself; an emptied field takes its trigger away. */
export function EditPosition({ position, instrument, onClose }: EditPositionProps) {
  const [typed, setTyped] = useState<TriggerTexts>({
    stopLoss: position.stop_loss_price ?? '',
    takeProfit: position.take_profit_price ?? '',
    trailing: position.trailing_distance ?? '',
  })
  const [pressed, setPressed] = useState(false)
  const price = usePrice(position.asset)
  const amend = useAmendPosition(onClose)
  const fields = {
    stopLoss: useRef<HTMLInputElement>(null),
    takeProfit: useRef<HTMLInputElement>(null),
    trailing: useRef<HTMLInputElement>(null),
  }
  const liquidation = position.liquidation_price === null ? undefined : units(position.liquidation_price)
  const found = wrongTriggers(instrument, position.direction, typed, price && quoteOf(price), liquidation)
  const refused = amend.error ? cfdFieldOf(amend.error) : undefined
  const words = (field: CfdField) =>
    (pressed ? found[field] : undefined) ?? (refused === field ? amend.error?.message : undefined)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setPressed(true)
    const first = (['stopLoss', 'takeProfit', 'trailing'] as const).find((field) => found[field])
    if (first) return fields[first].current?.focus()
    const triggers = changes(position, typed)
    if (Object.keys(triggers).length === 0) return onClose()
    return amend.mutate({ position, triggers })
  }
  return (
    <Dialog title={`Edit ${position.direction === 'LONG' ? 'long' : 'short'} ${position.asset}`} onClose={onClose}>
      <form className={form['form']} onSubmit={submit} noValidate>
        <TriggerFields
          instrument={instrument}
          typed={typed}
          onType={(next) => {
            setTyped(next)
            amend.reset()
          }}
          fields={fields}
          words={words}
        />
        {amend.error && !refused && (
          <p role="alert" className={form['refusal']}>
            Not changed. {amend.error.message}
          </p>
        )}
        <button type="submit" className={button['primary']} disabled={amend.isPending}>
          {amend.isPending ? 'Changing…' : 'Change position'}
        </button>
      </form>
    </Dialog>
  )
}

/** Only what is another; "0" takes a trigger away. */
function changes(position: CfdPosition, typed: TriggerTexts): Triggers {
  const triggers: Triggers = {}
  const now = { stop_loss_price: typed.stopLoss, take_profit_price: typed.takeProfit, trailing_distance: typed.trailing }
  for (const field of Object.keys(now) as (keyof Triggers)[]) {
    const wanted = text(parse(now[field]) ?? 0n)
    if (wanted !== (position[field] ?? '0')) triggers[field] = wanted
  }
  return triggers
}
