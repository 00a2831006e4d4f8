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
import type { Balance, Instrument, OrderReceipt, OrderType, Side } from '../../lib/messages'
import { Link } from '../../lib/router'
import { useKeys } from '../../lib/useKeys'
import { useSession } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Field } from '../../ui/Field'
import { Panel } from '../../ui/Panel'
import { affordable, estimateOf, previewed, reckonedPrice } from './estimate'
import { fieldOf, firstOf, type MendableField, type Mistakes, mistakesIn, wordsOf } from './mistakes'
import css from './OrderTicket.module.css'
import { outcome } from './outcome'
import { Shares } from './Shares'
import { Summary } from './Summary'
import { Choice, Terms } from './Terms'
import { BLANK, hasPrice, hasStop, isSpending, type Ticket, wishOf } from './ticket'
import { usePlaceOrder } from './usePlaceOrder'
import { usePreview } from './usePreview'

const TYPES: Record<OrderType, string> = { limit: 'Limit', market: 'Market', stop: 'Stop', stop_limit: 'Stop limit' }

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

/** Places orders. Says before it is pressed what an order costs, and what becomes of the rest. */
export function OrderTicket(props: OrderTicketProps) {
  const { instrument, balances, price, onPrice, onPlaced, priceField, className } = props
  const session = useSession()
  const fields: Record<MendableField, RefObject<HTMLInputElement | null>> = {
    price: priceField,
    stop: useRef<HTMLInputElement>(null),
    quantity: useRef<HTMLInputElement>(null),
    expires: useRef<HTMLInputElement>(null),
  }
  const [filledIn, setFilledIn] = useState(BLANK)
  const ticket: Ticket = { ...filledIn, price }
  const { side, type, quantity } = ticket
  const [found, setFound] = useState<Mistakes>({})
  const { place, error, reset, data, isPending } = usePlaceOrder((receipt) => {
    setFilledIn((before) => ({ ...before, quantity: '' }))
    onPlaced(receipt)
  })

  const isComplete = firstOf(mistakesIn(instrument, ticket)) === undefined
  const { preview, refusal } = usePreview(isComplete ? wishOf(instrument, ticket) : undefined)
  const figures = estimateOf(instrument, ticket) ?? (type === 'market' && preview ? previewed(preview) : undefined)

  const asset = side === 'buy' ? instrument.quote : instrument.base
  const balance = balances?.find((each) => each.asset === asset)
  const available = balances && units(balance?.available ?? '0')
  const tooMuch = figures !== undefined && available !== undefined && figures.held > available

  /** What is wrong at a field: as it was looked through, as the venue refused it, or as it would refuse it now. */
  const words = (field: MendableField) => {
    if (found[field]) return found[field]
    if (error) return fieldOf(error) === field ? wordsOf(error, field) : undefined
    if (field === 'quantity' && tooMuch) return `More than the ${asset} that you have.`
    return refusal && fieldOf(refusal) === field ? wordsOf(refusal, field) : undefined
  }

  const changed = () => {
    setFound({})
    if (error || data) reset()
  }
  const change = (changes: Partial<Ticket>) => {
    setFilledIn((before) => ({ ...before, ...changes }))
    changed()
  }
  // The price changes from outside as well, by a click in the book.
  const priceChanged = useEffectEvent(changed)
  useEffect(() => priceChanged(), [price])

  const focus = (field: MendableField | undefined) => field && fields[field].current?.focus()

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const mistakes = mistakesIn(instrument, ticket)
    setFound(mistakes)
    const first = firstOf(mistakes)
    if (first) return focus(first)
    place(wishOf(instrument, ticket), (problem) => focus(fieldOf(problem)))
    return undefined
  }

  /** Looks at a field that was filled and left; an empty one may still be filled. */
  const left = (field: 'price' | 'stop' | 'quantity') => {
    if (ticket[field].trim() === '') return
    const { [field]: mistake } = mistakesIn(instrument, ticket)
    const alone = field !== 'quantity' || !hasPrice(ticket) || price.trim() !== ''
    if (mistake && alone) setFound((others) => ({ ...others, [field]: mistake }))
  }

  const stepping = (typed: string, write: (next: string) => void) => (event: KeyboardEvent) => {
    const way = { ArrowUp: 1n, ArrowDown: -1n }[event.key]
    const now = parse(typed)
    if (!way || now === undefined) return
    event.preventDefault()
    const tick = units(instrument.tick)
    const next = floorTo(now, tick) + way * tick
    if (next > 0n) write(text(next))
  }

  const guide = reckonedPrice(ticket) ?? 0n
  const spendsShares = side === 'buy' && type === 'market'
  const take = (share: number) => {
    if (available === undefined) return quantity
    const amount = spendsShares
      ? floorTo((available * BigInt(share)) / 100n, units('0.01'))
      : affordable(instrument, side, guide, available, share)
    change({ quantity: text(amount), spends: spendsShares })
    return text(amount)
  }

  useKeys({
    b: () => change({ side: 'buy' }),
    s: () => change({ side: 'sell' }),
    '/': () => focus(hasPrice(ticket) ? 'price' : 'quantity'),
  })

  const verb = side === 'buy' ? 'Buy' : 'Sell'
  const unit = isSpending(ticket) ? instrument.quote : instrument.base
  const elsewhere = error ?? (refusal && isComplete ? refusal : null)
  return (
    <Panel title="Order" className={className ?? ''}>
      <form className={css['ticket']} onSubmit={submit} noValidate aria-label="Order ticket">
        <fieldset className={css['sides']}>
          <legend className="unseen">Side</legend>
          {(['buy', 'sell'] as const satisfies Side[]).map((each) => (
            <label key={each} className={css['side']} data-side={each}>
              <input type="radio" name="side" checked={side === each} onChange={() => change({ side: each })} />
              {each === 'buy' ? 'Buy' : 'Sell'}
            </label>
          ))}
        </fieldset>
        <Choice label="Type" value={type} onChoose={(chosen) => change({ type: chosen as OrderType })}>
          {Object.entries(TYPES).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Choice>

        {hasStop(ticket) && (
          <Field
            label="Stop price"
            suffix={instrument.quote}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={ticket.stop}
            ref={fields.stop}
            error={words('stop')}
            onKeyDown={stepping(ticket.stop, (stop) => change({ stop }))}
            onBlur={() => left('stop')}
            onChange={(event) => change({ stop: event.target.value })}
          />
        )}
        {hasPrice(ticket) && (
          <Field
            label="Price"
            suffix={instrument.quote}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={price}
            ref={fields.price}
            error={words('price')}
            onKeyDown={stepping(price, onPrice)}
            onBlur={() => left('price')}
            onChange={(event) => onPrice(event.target.value)}
          />
        )}
        <Field
          label={isSpending(ticket) ? 'Spend' : 'Amount'}
          suffix={
            spendsShares ? (
              <button
                type="button"
                className={css['unit']}
                title={`Say it in ${isSpending(ticket) ? instrument.base : instrument.quote}`}
                onClick={() => change({ spends: !ticket.spends, quantity: '' })}
              >
                {unit} ⇄
              </button>
            ) : (
              unit
            )
          }
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={quantity}
          ref={fields.quantity}
          error={words('quantity')}
          hint={
            available !== undefined && (
              <>
                {figure(available, asset === instrument.base ? placesOf(instrument.lot) : 2)} {asset} available
              </>
            )
          }
          onBlur={() => left('quantity')}
          onChange={(event) => change({ quantity: event.target.value })}
        />
        <Shares
          enabled={!!available && (side === 'sell' || spendsShares || guide > 0n)}
          quantity={quantity}
          onTake={take}
        />
        {hasPrice(ticket) && (
          <Terms ticket={ticket} mistake={words('expires')} expiresField={fields.expires} onChange={change} />
        )}

        <Summary instrument={instrument} ticket={ticket} figures={figures} preview={preview} />

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
          {elsewhere && !fieldOf(elsewhere) && (
            <p role="alert" className={css['refusal']}>
              {error?.outcomeUnknown
                ? 'It is not known whether the venue took this order. Press again to find out: it is placed only once.'
                : elsewhere.message}
            </p>
          )}
          <p role="status">{data && outcome(data.order, instrument)}</p>
        </div>
      </form>
    </Panel>
  )
}
