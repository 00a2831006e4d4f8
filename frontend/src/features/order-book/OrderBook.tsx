import { type CSSProperties, type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type E8, figure, ONE, placesOf, text, units } from '../../lib/decimal'
import type { Instrument } from '../../lib/messages'
import { useFrozen } from '../../lib/useFrozen'
import { useConnection } from '../../lib/venue'
import { Figure } from '../../ui/Figure'
import { Empty, Panel, Skeleton } from '../../ui/Panel'
import { type Book, cumulative } from './book'
import { grouped, MULTIPLES } from './grouped'
import css from './OrderBook.module.css'
import { useOrderBook } from './useOrderBook'
import { useRows } from './useRows'

/** As in tokens.css. */
const ROW = 22

interface OrderBookProps {
  instrument: Instrument
  /** A price was chosen, as the wire has it. */
  onPick: (price: string) => void
  className?: string | undefined
}

/** Who wants to buy and to sell, live. A click on a row takes its price into the ticket. */
export function OrderBook({ instrument, onPick, className }: OrderBookProps) {
  const book = useOrderBook(instrument.symbol)
  const { shown, frozen, hold } = useFrozen(book)
  const connection = useConnection()
  const tick = units(instrument.tick)
  const [step, setStep] = useState(tick)
  const pick = useLasting(onPick)
  const stale = book !== undefined && connection.state !== 'live'
  return (
    <Panel
      title="Order book"
      aside={
        <>
          {frozen ? 'Paused' : stale ? 'Waiting for the stream' : null}
          <select
            className={css['step']}
            aria-label="Prices in steps of"
            title="Prices in steps of"
            value={text(step)}
            onChange={(event) => setStep(units(event.target.value))}
          >
            {MULTIPLES.map((multiple) => text(tick * multiple)).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </>
      }
      className={`${css['container']} ${className ?? ''}`}
    >
      {shown ? (
        <Sides book={shown} step={step} instrument={instrument} onPick={pick} stale={stale} hold={hold} />
      ) : (
        <Skeleton rows={18} label="The book is on its way" />
      )}
    </Panel>
  )
}

interface SidesProps extends OrderBookProps {
  book: Book
  step: E8
  stale: boolean
  hold: object
}

function Sides({ book, step, instrument, onPick, stale, hold }: SidesProps) {
  const [bidRows, bidCount] = useRows(ROW)
  const [askRows, askCount] = useRows(ROW)
  const bids = useMemo(() => grouped(book.bids, step, 'bids').slice(0, bidCount), [book.bids, step, bidCount])
  const asks = useMemo(() => grouped(book.asks, step, 'asks').slice(0, askCount), [book.asks, step, askCount])
  const bidDepth = cumulative(bids)
  const askDepth = cumulative(asks)
  const deepest = [bidDepth.at(-1) ?? 0n, askDepth.at(-1) ?? 0n].reduce((a, b) => (a > b ? a : b))
  const side = { onPick, prices: placesOf(instrument.tick), lots: placesOf(instrument.lot) }
  return (
    <div
      className={css['book']}
      data-stale={stale ? '' : undefined}
      style={pixels('--deepest', deepest)}
      {...hold}
      onKeyDown={walk}
      role="presentation"
    >
      <Heads instrument={instrument} side="bids" />
      <Heads instrument={instrument} side="asks" />
      <ol className={css['bids']} ref={bidRows} aria-label="Bids">
        {bids.map((level, at) => (
          <Row key={text(level.price)} {...level} depth={bidDepth[at] ?? 0n} first={at === 0} {...side} />
        ))}
        {bids.length === 0 && <Nobody wants="buy" />}
      </ol>
      <Spread book={book} instrument={instrument} />
      <ol className={css['asks']} ref={askRows} aria-label="Asks">
        {asks.map((level, at) => (
          <Row key={text(level.price)} {...level} depth={askDepth[at] ?? 0n} first={at === 0} {...side} />
        ))}
        {asks.length === 0 && <Nobody wants="sell" />}
      </ol>
    </div>
  )
}

function Heads({ instrument, side }: { instrument: Instrument; side: 'bids' | 'asks' }) {
  return (
    <div className={`${css['heads']} ${css[`${side}-heads`]}`} aria-hidden="true">
      <span className={css['price']}>Price {instrument.quote}</span>
      <span className={css['quantity']}>Amount {instrument.base}</span>
      <span className={css['depth']} title="All that stands up to this price">
        Depth
      </span>
    </div>
  )
}

interface RowProps {
  price: E8
  quantity: E8
  orders: number
  depth: E8
  first: boolean
  prices: number
  lots: number
  onPick: (price: string) => void
}

/** Drawn anew only when one of its figures has changed, which in a lively book most have not. */
const Row = memo(function Row({ price, quantity, orders, depth, first, prices, lots, onPick }: RowProps) {
  return (
    <li className={css['row']} style={pixels('--depth', depth)}>
      <button
        type="button"
        className={css['level']}
        tabIndex={first ? 0 : -1}
        title={`${orders} ${orders === 1 ? 'order' : 'orders'}. Take this price into the ticket`}
        onClick={() => onPick(text(price))}
      >
        <span className={css['price']}>{figure(price, prices)}</span>
        <span className={css['quantity']}>
          <Figure value={quantity} places={lots} />
        </span>
        <span className={css['depth']}>
          <Figure value={depth} places={lots} />
        </span>
      </button>
    </li>
  )
})

/** The bar behind a row is as wide as its part of the deepest row. CSS divides, so that a row need not know the others. */
function pixels(name: '--depth' | '--deepest', amount: E8): CSSProperties {
  return { [name]: Number(amount) / Number(ONE) } as CSSProperties
}

/** The same function for as long as the component lives, whichever it calls. */
function useLasting(onPick: (price: string) => void): (price: string) => void {
  const latest = useRef(onPick)
  useEffect(() => {
    latest.current = onPick
  })
  return useCallback((price) => latest.current(price), [])
}

function Spread({ book, instrument }: { book: Book; instrument: Instrument }) {
  const [bid, ask] = [book.bids[0]?.price, book.asks[0]?.price]
  return (
    <p className={css['spread']}>
      {bid !== undefined && ask !== undefined && (
        <>
          <span>Spread</span> <Figure value={ask - bid} places={placesOf(instrument.tick)} />
          <span title="Of the middle, in hundredths of a percent">{basisPoints(bid, ask)} bp</span>
        </>
      )}
    </p>
  )
}

function basisPoints(bid: E8, ask: E8): string {
  const tenths = ((ask - bid) * 200_000n) / (ask + bid)
  return figure(tenths * (ONE / 10n), 1)
}

function Nobody({ wants }: { wants: 'buy' | 'sell' }) {
  return (
    <li className={css['nobody']}>
      <Empty>Nobody wants to {wants} yet. A limit order would stand here.</Empty>
    </li>
  )
}

/** The arrows walk through the prices; Tab reaches the best of each side only. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const row = (event.target as HTMLElement).closest('li')
  if (!step || !row) return
  // The list may be drawn upside down: the way is measured on the screen.
  const neighbours = [row.nextElementSibling, row.previousElementSibling]
  const top = row.getBoundingClientRect().top
  const goal = neighbours.find((next) => next && Math.sign(next.getBoundingClientRect().top - top) === step)
  goal?.querySelector('button')?.focus()
  event.preventDefault()
}
