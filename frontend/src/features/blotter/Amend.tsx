import { type SubmitEvent, useRef, useState } from 'react'
import { figure, text, units } from '../../lib/decimal'
import type { Instrument, Order } from '../../lib/messages'
import button from '../../ui/Button.module.css'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { fieldOf, type Mistakes, mistakesIn, wordsOf } from '../order-ticket/mistakes'
import { BLANK } from '../order-ticket/ticket'
import css from './Amend.module.css'
import { useAmendOrder } from './useOpenOrders'

interface AmendProps {
  order: Order
  instrument: Instrument
  onClose: () => void
}

/** Another price, or another amount, for an order that waits in the book. */
export function Amend({ order, instrument, onClose }: AmendProps) {
  const [price, setPrice] = useState(order.price ?? '')
  const [quantity, setQuantity] = useState(order.quantity ?? '')
  const [found, setFound] = useState<Mistakes>({})
  const fields = { price: useRef<HTMLInputElement>(null), quantity: useRef<HTMLInputElement>(null) }
  const amend = useAmendOrder(onClose)
  const refused = amend.error ? fieldOf(amend.error) : undefined
  const words = (field: 'price' | 'quantity') =>
    found[field] ?? (amend.error && refused === field ? wordsOf(amend.error, field) : undefined)

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const mistakes = mistakesIn(instrument, { ...BLANK, price, quantity })
    setFound(mistakes)
    if (mistakes.price) return fields.price.current?.focus()
    if (mistakes.quantity) return fields.quantity.current?.focus()
    const [priceNow, quantityNow] = [text(units(price.trim())), text(units(quantity.trim()))]
    const amendment = {
      ...(priceNow !== order.price && { price: priceNow }),
      ...(quantityNow !== order.quantity && { quantity: quantityNow }),
    }
    if (Object.keys(amendment).length === 0) return onClose()
    return amend.mutate({ order, amendment })
  }

  return (
    <Dialog title={`Amend ${order.side} ${order.instrument}`} onClose={onClose}>
      <form className={css['form']} onSubmit={submit} noValidate>
        <Field
          label="Price"
          suffix={instrument.quote}
          inputMode="decimal"
          autoComplete="off"
          ref={fields.price}
          value={price}
          error={words('price')}
          onChange={(event) => setPrice(event.target.value)}
        />
        <Field
          label="Amount"
          suffix={instrument.base}
          inputMode="decimal"
          autoComplete="off"
          ref={fields.quantity}
          value={quantity}
          error={words('quantity')}
          hint={`${figure(units(order.filled_quantity), 0)} of it has traded already.`}
          onChange={(event) => setQuantity(event.target.value)}
        />
        <p className={css['words']}>
          A smaller amount keeps its place in the queue. Anything else goes to the back of it, and may trade at once.
        </p>
        {amend.error && !refused && (
          <p role="alert" className={css['refusal']}>
            {amend.error.outcomeUnknown
              ? 'It is not known whether the order was changed. Press again to find out: it is changed only once.'
              : `Not amended. ${amend.error.message}`}
          </p>
        )}
        <button type="submit" className={button['primary']} disabled={amend.isPending}>
          {amend.isPending ? 'Amending…' : 'Amend order'}
        </button>
      </form>
    </Dialog>
  )
}
