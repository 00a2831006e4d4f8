import { useTape } from '../features/tape/useTape'
import { figure, placesOf, units } from '../lib/decimal'
import type { Instrument } from '../lib/messages'
import css from './InstrumentStrip.module.css'

interface InstrumentStripProps {
  instrument: Instrument
  instruments: Instrument[]
  onChoose: (symbol: string) => void
}

/** What is traded here, and what it last traded at. */
export function InstrumentStrip({ instrument, instruments, onChoose }: InstrumentStripProps) {
  const { data: trades } = useTape(instrument.symbol)
  const [last, before] = trades ?? []
  const way = last && before ? Math.sign(Number(units(last.price) - units(before.price))) : 0
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
      <p className={css['last']} data-way={way} title="Last trade">
        <span className="unseen">Last trade</span>
        {last ? (
          <span key={last.trade_id} className={css['price']}>
            {figure(units(last.price), placesOf(instrument.tick))}
          </span>
        ) : (
          <span className={css['price']}>–</span>
        )}
      </p>
      {instrument.status === 'halted' && <p className={css['halted']}>Halted</p>}
    </section>
  )
}
