import type { ReactNode } from 'react'
import { useTape } from '../features/tape/useTape'
import { useTicker } from '../features/ticker/useTicker'
import { figure, percent, placesOf, signedPercent, units } from '../lib/decimal'
import type { Instrument, Ticker } from '../lib/messages'
import css from './InstrumentStrip.module.css'

interface InstrumentStripProps {
  instrument: Instrument
  instruments: Instrument[]
  onChoose: (symbol: string) => void
}

/** What is traded here, what it last traded at, and how the last day was. */
export function InstrumentStrip({ instrument, instruments, onChoose }: InstrumentStripProps) {
  return (
    <section className={css['strip']} aria-label="Market">
      <div className={css['picker']}>
        <select aria-label="Instrument" value={instrument.symbol} onChange={(event) => onChoose(event.target.value)}>
          {instruments.map((each) => (
            <option key={each.symbol} value={each.symbol}>
              {each.symbol}
            </option>
          ))}
        </select>
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M1.5 3.5 5 7l3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </div>
      <LastPrice instrument={instrument} />
      {instrument.status === 'halted' && <p className={css['halted']}>Halted</p>}
      <Day instrument={instrument} />
      <Rules instrument={instrument} />
    </section>
  )
}

function LastPrice({ instrument }: { instrument: Instrument }) {
  const { data: trades } = useTape(instrument.symbol)
  const [last, before] = trades ?? []
  const way = last && before ? Math.sign(Number(units(last.price) - units(before.price))) : 0
  return (
    <p className={css['last']} data-way={way} title="Last trade">
      <span className="unseen">Last trade</span>
      <span key={last?.trade_id ?? ''} className={css['price']}>
        {last ? figure(units(last.price), placesOf(instrument.tick)) : '–'}
      </span>
    </p>
  )
}

/** The last 24 hours. Each figure has its room before it is known. */
function Day({ instrument }: { instrument: Instrument }) {
  const ticker = useTicker(instrument.symbol)
  const places = placesOf(instrument.tick)
  const told = (value: string | null | undefined, decimals: number) => (value ? figure(units(value), decimals) : '–')
  return (
    <dl className={css['facts']}>
      <Fact name="24 h" title="Change in 24 hours">
        <span data-way={wayOf(ticker)}>
          {ticker?.change_percent ? signedPercent(units(ticker.change_percent) / 100n) : '–'}
        </span>
      </Fact>
      <Fact name="High" title="Highest price in 24 hours">
        {told(ticker?.high, places)}
      </Fact>
      <Fact name="Low" title="Lowest price in 24 hours">
        {told(ticker?.low, places)}
      </Fact>
      <Fact name={`Volume ${instrument.base}`} title={`What was traded in 24 hours, in ${instrument.base}`}>
        {told(ticker?.volume, 0)}
      </Fact>
    </dl>
  )
}

function wayOf(ticker: Ticker | undefined): 'up' | 'down' | undefined {
  const change = units(ticker?.change ?? '0')
  if (change === 0n) return undefined
  return change > 0n ? 'up' : 'down'
}

/** What an order has to keep to. */
function Rules({ instrument }: { instrument: Instrument }) {
  return (
    <dl className={`${css['facts']} ${css['rules']}`}>
      <Fact name="Tick" title={`Prices go in steps of this, in ${instrument.quote}`}>
        {instrument.tick}
      </Fact>
      <Fact name="Lot" title={`Amounts go in steps of this, in ${instrument.base}`}>
        {instrument.lot}
      </Fact>
      <Fact name="Maker" title="The fee of what waits in the book">
        {percent(instrument.maker_fee ?? '0')}
      </Fact>
      <Fact name="Taker" title="The fee of what trades at once">
        {percent(instrument.taker_fee)}
      </Fact>
    </dl>
  )
}

function Fact({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
