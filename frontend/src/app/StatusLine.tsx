import { useEffect, useState } from 'react'
import { percent } from '../lib/decimal'
import type { Instrument } from '../lib/messages'
import { useConnection, useVenue } from '../lib/venue'
import button from '../ui/Button.module.css'
import css from './StatusLine.module.css'

/** The rules of the instrument; or, while the stream is lost, what works meanwhile. It has its room either way. */
export function StatusLine({ instrument }: { instrument: Instrument }) {
  const connection = useConnection()
  return (
    <footer className={css['line']} data-lost={connection.state === 'lost' ? '' : undefined}>
      <div role="status" className={css['banner']}>
        {connection.state === 'lost' && <Lost retryAt={connection.retryAt} />}
      </div>
      {connection.state !== 'lost' && <Rules instrument={instrument} />}
    </footer>
  )
}

function Lost({ retryAt }: { retryAt: number }) {
  const { stream } = useVenue()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000))
  return (
    <>
      <strong>Connection lost.</strong>
      <span className={css['meanwhile']}>The book stands still; orders and balances still work.</span>
      <span aria-hidden="true">{seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again…'}</span>
      <button type="button" className={button['quiet']} onClick={stream.connect}>
        Try now
      </button>
    </>
  )
}

function Rules({ instrument }: { instrument: Instrument }) {
  return (
    <dl className={css['rules']}>
      <Rule name="Tick" title="Prices go in steps of this" value={`${instrument.tick} ${instrument.quote}`} />
      <Rule name="Lot" title="Amounts go in steps of this" value={`${instrument.lot} ${instrument.base}`} />
      <Rule
        name="Least"
        title="The least an order must be worth"
        value={`${instrument.min_notional} ${instrument.quote}`}
      />
      <Rule name="Maker" title="The fee of what waits in the book" value={percent(instrument.maker_fee ?? '0')} />
      <Rule name="Taker" title="The fee of what trades at once" value={percent(instrument.taker_fee)} />
    </dl>
  )
}

function Rule({ name, title, value }: { name: string; title: string; value: string }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
