import { type SubmitEvent, useRef, useState } from 'react'
import { cents, figure, parse, placesOf, signed, text, units } from '../../lib/decimal'
import type { CfdPosition, Instrument } from '../../lib/messages'
import button from '../../ui/Button.module.css'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import form from '../blotter/Amend.module.css'
import { gain, markOf } from './cfd'
import { quoteOf } from './rules'
import { useClosePosition } from './usePositions'
import { usePrice } from './usePrice'

interface ClosePositionProps {
  position: CfdPosition
  instrument: Instrument
  onClose: () => void
}

/** Closes all of a position, or a part. */
export function ClosePosition({ position, instrument, onClose }: ClosePositionProps) {
  const [quantity, setQuantity] = useState(position.quantity)
  const [mistake, setMistake] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const price = usePrice(position.asset)
  const close = useClosePosition(position, onClose)
  const held = units(position.quantity)
  const part = parse(quantity)
  const mark = price && markOf(position.direction, quoteOf(price))
  const result =
    mark !== undefined && part !== undefined && gain(position.direction, part, units(position.entry_price), mark)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const wrong = wrongPart(part, held, instrument)
    setMistake(wrong)
    if (wrong || part === undefined) return field.current?.focus()
    return close.wishFor(part === held ? {} : { quantity: text(part) }, () => field.current?.focus())
  }
  return (
    <Dialog title={`Close ${position.direction === 'LONG' ? 'long' : 'short'} ${position.asset}`} onClose={onClose}>
      <form className={form['form']} onSubmit={submit} noValidate>
        <Field
          label="Amount"
          suffix={instrument.base}
          inputMode="decimal"
          autoComplete="off"
          ref={field}
          value={quantity}
          error={mistake ?? close.error?.about('quantity')}
          hint={`All of it is ${figure(held, placesOf(instrument.lot))}.`}
          onChange={(event) => {
            setQuantity(event.target.value)
            setMistake(undefined)
            close.reset()
          }}
        />
        <p className={form['words']}>
          {mark === undefined
            ? 'There is no price yet.'
            : `At ${figure(mark, placesOf(instrument.tick))} this brings ${
                result === false ? '–' : signed(cents(result), 2)
              } USD before the fee.`}
        </p>
        {close.error && !close.error.about('quantity') && (
          <p role="alert" className={form['refusal']}>
            {close.error.outcomeUnknown
              ? 'It is not known whether it was closed. Press again to find out: it is closed only once.'
              : `Not closed. ${close.error.message}`}
          </p>
        )}
        <button type="submit" className={button['primary']} disabled={close.isPending}>
          {close.isPending ? 'Closing…' : 'Close position'}
        </button>
      </form>
    </Dialog>
  )
}

function wrongPart(part: bigint | undefined, held: bigint, instrument: Instrument): string | undefined {
  if (part === undefined || part <= 0n) return 'Write an amount above zero in digits, as in 0.5.'
  if (part > held) return 'There is less than that.'
  return part === held || part % units(instrument.lot) === 0n ? undefined : `Amounts go in steps of ${instrument.lot}.`
}
