import {
  type KeyboardEvent,
  type RefObject,
  type SubmitEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { figure, floorTo, parse, placesOf, text, units } from '../../lib/decimal'
import type { Balance, Instrument, OrderReceipt, Side } from '../../lib/messages'
import { Link } from '../../lib/router'
import { useSession } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Field } from '../../ui/Field'
import { Panel } from '../../ui/Panel'
import { affordable, estimate } from './estimate'
import { fieldOf, type Mistakes, mistakesIn } from './mistakes'
import css from './OrderTicket.module.css'
import { outcome } from './outcome'
import { Summary } from './Summary'
import { usePlaceOrder } from './usePlaceOrder'

interface OrderTicketProps {
  instrument: Instrument
  balances: Balance[] | undefined
  /** The price as it is typed; a click in the book writes it too. */
  price: string
  onPrice: (price: string) => void
  onPlaced: (receipt: OrderReceipt) => void
  priceField: RefObject<HTMLInputElement | null>
  className?: string | undefined
}

/** Places limit orders. Says before it is pressed what an order costs, and what becomes of the rest. */
export function OrderTicket(props: OrderTicketProps) {
  const { instrument, balances, price, onPrice, onPlaced, priceField, className } = props
  const session = useSession()
  const quantityField = useRef<HTMLInputElement>(null)
  const [side, setSide] = useState<Side>('buy')
  const [quantity, setQuantity] = useState('')
  const [found, setFound] = useState<Mistakes>({})
  const { place, error, reset, data, isPending } = usePlaceOrder((receipt) => {
    setQuantity('')
    onPlaced(receipt)
  })

  const asset = side === 'buy' ? instrument.quote : instrument.base
  const balance = balances?.find((each) => each.asset === asset)
  const available = balances && units(balance?.available ?? '0')
  const [priceNow, quantityNow] = [parse(price), parse(quantity)]
  const figures =
    priceNow !== undefined && quantityNow !== undefined && priceNow > 0n && quantityNow > 0n
      ? estimate(instrument, side, priceNow, quantityNow)
      : undefined
  const refusedField = error ? fieldOf(error) : undefined
  const words = (field: keyof Mistakes) =>
    found[field] ?? (error && refusedField === field ? (error.about(field) ?? error.message) : undefined)
  const tooMuch = figures !== undefined && available !== undefined && figures.held > available

  const changed = (field: keyof Mistakes) => {
    setFound((others) => ({ ...others, [field]: undefined }))
    if (error || data) reset()
  }
  // The price changes from outside as well, by a click in the book.
  const priceChanged = useEffectEvent(() => changed('price'))
  useEffect(() => priceChanged(), [price])

  const focus = (field: keyof Mistakes | undefined) =>
    ({ price: priceField, quantity: quantityField })[field ?? 'price'].current?.focus()

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const mistakes = mistakesIn(instrument, price, quantity)
    setFound(mistakes)
    if (mistakes.price || mistakes.quantity) return focus(mistakes.price ? 'price' : 'quantity')
    const wish = { price: text(units(price.trim())), quantity: text(units(quantity.trim())) }
    place({ instrument: instrument.symbol, side, type: 'limit', time_in_force: 'gtc', ...wish }, (problem) => {
      const field = fieldOf(problem)
      if (field) focus(field)
    })
    return undefined
  }

  /** Looks at a field that was filled and left; an empty one may still be filled. */
  const left = (field: keyof Mistakes, typed: string) => {
    if (typed.trim() === '') return
    const { [field]: mistake } = mistakesIn(instrument, price, quantity)
    if (mistake && (field === 'price' || price.trim() !== '')) setFound((others) => ({ ...others, [field]: mistake }))
  }

  const step = (event: KeyboardEvent) => {
    const way = { ArrowUp: 1n, ArrowDown: -1n }[event.key]
    if (!way || priceNow === undefined) return
    event.preventDefault()
    const tick = units(instrument.tick)
    const next = floorTo(priceNow, tick) + way * tick
    if (next > 0n) onPrice(text(next))
  }

  const take = (percent: number) => {
    if (available === undefined) return
    const most = affordable(instrument, side, priceNow ?? 0n, available, percent)
    setQuantity(text(most))
    changed('quantity')
  }

  const verb = side === 'buy' ? 'Buy' : 'Sell'
  return (
    <Panel
      title="Order"
      aside={<span title="Trades at this price or a better one">Limit</span>}
      className={className ?? ''}
    >
      <form className={css['ticket']} onSubmit={submit} noValidate aria-label="Order ticket">
        <fieldset className={css['sides']}>
          <legend className="unseen">Side</legend>
          {(['buy', 'sell'] as const).map((each) => (
            <label key={each} className={css['side']} data-side={each}>
              <input
                type="radio"
                name="side"
                checked={side === each}
                onChange={() => {
                  setSide(each)
                  changed('quantity')
                }}
              />
              {each === 'buy' ? 'Buy' : 'Sell'}
            </label>
          ))}
        </fieldset>

        <Field
          label="Price"
          suffix={instrument.quote}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={price}
          ref={priceField}
          error={words('price')}
          onKeyDown={step}
          onBlur={() => left('price', price)}
          onChange={(event) => onPrice(event.target.value)}
        />
        <Field
          label="Amount"
          suffix={instrument.base}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={quantity}
          ref={quantityField}
          error={words('quantity') ?? (tooMuch ? `More than the ${asset} that you have.` : undefined)}
          hint={
            available !== undefined && (
              <>
                {figure(available, asset === instrument.base ? placesOf(instrument.lot) : 2)} {asset} available
              </>
            )
          }
          onBlur={() => left('quantity', quantity)}
          onChange={(event) => {
            setQuantity(event.target.value)
            changed('quantity')
          }}
        />
        <div className={css['shares']} role="group" aria-label="Part of what is available">
          {[25, 50, 75, 100].map((percent) => (
            <button
              key={percent}
              type="button"
              disabled={!available || (side === 'buy' && !priceNow)}
              onClick={() => take(percent)}
            >
              {percent} %
            </button>
          ))}
        </div>

        <Summary instrument={instrument} side={side} figures={figures} />

        {session.phase === 'signed-out' ? (
          <Link href="/sign-in" className={`${button['primary']} ${css['door']}`}>
            Sign in to trade
          </Link>
        ) : (
          <button
            type="submit"
            className={css['press']}
            data-side={side}
            disabled={isPending || session.phase === 'starting' || instrument.status === 'halted'}
          >
            {isPending ? 'Placing…' : `${verb} ${instrument.base}`}
          </button>
        )}

        <div className={css['after']}>
          {instrument.status === 'halted' && <p>Trading in {instrument.symbol} is halted.</p>}
          {error && !refusedField && (
            <p role="alert" className={css['refusal']}>
              {error.outcomeUnknown
                ? 'It is not known whether the venue took this order. Press again to find out: it is placed only once.'
                : error.message}
            </p>
          )}
          <p role="status">{data && outcome(data.order, instrument)}</p>
        </div>
      </form>
    </Panel>
  )
}
