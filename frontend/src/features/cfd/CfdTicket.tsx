import { type SubmitEvent, useRef, useState } from 'react'
import { cents, figure, parse, placesOf, text, units } from '../../lib/decimal'
import type { CfdPosition, CfdWish, Instrument } from '../../lib/messages'
import { Link } from '../../lib/router'
import { useKeys } from '../../lib/useKeys'
import { useOnce } from '../../lib/useOnce'
import { useSession, useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Field } from '../../ui/Field'
import { Panel } from '../../ui/Panel'
import { useBalances } from '../balances/useBalances'
import { type Direction, sized } from './cfd'
import css from './Cfd.module.css'
import { type CfdField, cfdFieldOf, type TriggerTexts, wrongMargin, wrongTriggers } from './mistakes'
import { quoteOf, rulesOf } from './rules'
import { TriggerFields } from './TriggerFields'
import { useLearn } from './usePositions'
import { usePrice } from './usePrice'

/** The venue takes no price that is older. */
const STALE_MS = 5000

interface CfdTicketProps {
  instrument: Instrument
  direction: Direction
  onDirection: (direction: Direction) => void
  triggers: TriggerTexts
  onTriggers: (triggers: TriggerTexts) => void
  className?: string | undefined
}

/** Opens a position. It says before it is pressed how large it will be, what it costs and where it ends. */
export function CfdTicket(props: CfdTicketProps) {
  const { instrument, direction, onDirection, triggers, onTriggers, className = '' } = props
  const { api } = useVenue()
  const session = useSession()
  const learn = useLearn()
  const price = usePrice(instrument.symbol)
  const balances = useBalances()
  const [margin, setMargin] = useState('')
  const [leverage, setLeverage] = useState(10)
  /** Mistakes are shown once the trader has pressed. */
  const [pressed, setPressed] = useState(false)
  const fields = {
    margin: useRef<HTMLInputElement>(null),
    stopLoss: useRef<HTMLInputElement>(null),
    takeProfit: useRef<HTMLInputElement>(null),
    trailing: useRef<HTMLInputElement>(null),
  }
  const open = useOnce<CfdWish, CfdPosition>(
    (wish) => api.openPosition(wish),
    (position) => {
      learn(position)
      setPressed(false)
    },
  )

  const dollars = balances.data?.find(({ asset }) => asset === 'USD')
  const available = dollars && units(dollars.available)
  const quote = price && quoteOf(price)
  const amount = parse(margin)
  const preview = quote && amount && amount > 0n ? sized(rulesOf(instrument), direction, quote, amount, leverage) : undefined
  const found = {
    ...wrongTriggers(instrument, direction, triggers, quote, preview?.liquidation),
    margin:
      wrongMargin(margin, available) ??
      (preview?.quantity === 0n ? `This is less than ${instrument.lot} ${instrument.base}.` : undefined) ??
      (preview?.isDoomed ? 'The spread alone would liquidate this. Take less leverage.' : undefined),
  }
  const refused = open.error ? cfdFieldOf(open.error) : undefined
  const words = (field: CfdField) =>
    (pressed ? found[field] : undefined) ?? (refused === field ? open.error?.message : undefined)
  const focus = (field: CfdField | undefined) => field && fields[field].current?.focus()

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setPressed(true)
    const first = (['margin', 'stopLoss', 'takeProfit', 'trailing'] as const).find((field) => found[field])
    if (first) return focus(first)
    const wish: CfdWish = { asset: instrument.symbol, direction, margin: text(units(margin.trim())), leverage }
    if (triggers.stopLoss.trim()) wish.stop_loss_price = triggers.stopLoss.trim()
    if (triggers.takeProfit.trim()) wish.take_profit_price = triggers.takeProfit.trim()
    if (triggers.trailing.trim()) wish.trailing_distance = triggers.trailing.trim()
    return open.wishFor(wish, (problem) => focus(cfdFieldOf(problem)))
  }

  useKeys({
    b: () => onDirection('LONG'),
    s: () => onDirection('SHORT'),
    '/': () => focus('margin'),
  })

  const places = placesOf(instrument.tick)
  const most = instrument.max_leverage ?? 1
  const isStale = price !== undefined && price.age_ms > STALE_MS
  const verb = direction === 'LONG' ? 'Go long' : 'Go short'
  return (
    <Panel title="Position" className={className}>
      <form className={css['ticket']} onSubmit={submit} noValidate aria-label="CFD ticket">
        <fieldset className={css['prices']}>
          <legend className="unseen">Direction</legend>
          <BigPrice name="Sell" side="sell" isChosen={direction === 'SHORT'} onChoose={() => onDirection('SHORT')}>
            {quote ? figure(quote.bid, places) : '–'}
          </BigPrice>
          <span className={css['spread']} title="The spread: what buying and selling at once would cost">
            {quote ? figure(quote.ask - quote.bid, places) : '–'}
          </span>
          <BigPrice name="Buy" side="buy" isChosen={direction === 'LONG'} onChoose={() => onDirection('LONG')}>
            {quote ? figure(quote.ask, places) : '–'}
          </BigPrice>
        </fieldset>
        <Field
          label="Margin"
          suffix="USD"
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={margin}
          ref={fields.margin}
          error={words('margin')}
          hint={available !== undefined && `${figure(cents(available), 2)} USD available`}
          onChange={(event) => {
            setMargin(event.target.value)
            open.reset()
          }}
        />
        <label className={css['leverage']}>
          <span>Leverage</span>
          <output>{leverage}×</output>
          <input
            type="range"
            min="1"
            max={most}
            step="1"
            aria-valuetext={`${leverage} times`}
            value={leverage}
            onChange={(event) => setLeverage(Number(event.target.value))}
          />
        </label>
        <TriggerFields instrument={instrument} typed={triggers} onType={onTriggers} fields={fields} words={words} />
        <dl className={css['preview']}>
          <div>
            <dt>Size</dt>
            <dd>{preview ? `${figure(preview.quantity, placesOf(instrument.lot))} ${instrument.base}` : '–'}</dd>
          </div>
          <div>
            <dt title="Paid beside the margin">Fee</dt>
            <dd>{preview ? `${figure(preview.fee, 2)} USD` : '–'}</dd>
          </div>
          <div>
            <dt title="Where the margin is used up, and the position is closed">Liquidation</dt>
            <dd>{preview?.liquidation === undefined ? (preview ? 'never' : '–') : figure(preview.liquidation, places)}</dd>
          </div>
        </dl>
        {session.phase === 'signed-out' ? (
          <Link href="/sign-in" className={`${button['primary']} ${css['door']}`}>
            Sign in to trade
          </Link>
        ) : (
          <button
            type="submit"
            className={css['press']}
            data-side={direction === 'LONG' ? 'buy' : 'sell'}
            disabled={open.isPending || session.phase === 'starting' || !quote || instrument.status === 'halted'}
          >
            {open.isPending ? 'Opening…' : `${verb} ${instrument.base}`}
          </button>
        )}
        <div className={css['after']}>
          {instrument.status === 'halted' && <p>Trading in {instrument.symbol} is halted.</p>}
          {isStale && <p>The price is {Math.round(price.age_ms / 1000)} s old; the venue waits for a fresh one.</p>}
          {open.error && !refused && (
            <p role="alert" className={css['refusal']}>
              {open.error.outcomeUnknown
                ? 'It is not known whether the position was opened. Press again to find out: it is opened only once.'
                : open.error.message}
            </p>
          )}
          <p role="status">{open.data && opened(open.data, instrument)}</p>
        </div>
      </form>
    </Panel>
  )
}

function opened({ direction, quantity, entry_price }: CfdPosition, instrument: Instrument): string {
  const way = direction === 'LONG' ? 'Long' : 'Short'
  return `${way} ${quantity} ${instrument.base} at ${figure(units(entry_price), placesOf(instrument.tick))}.`
}

interface BigPriceProps {
  name: string
  side: 'buy' | 'sell'
  isChosen: boolean
  onChoose: () => void
  children: string
}

function BigPrice({ name, side, isChosen, onChoose, children }: BigPriceProps) {
  return (
    <label className={css['big']} data-side={side}>
      <input type="radio" name="direction" checked={isChosen} onChange={onChoose} />
      <span>{side === 'buy' ? '▲ Long' : '▼ Short'}</span>
      <strong>{children}</strong>
      <span>{name} at the {side === 'buy' ? 'ask' : 'bid'}</span>
    </label>
  )
}
