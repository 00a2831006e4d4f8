import { useState } from 'react'
import type { Instrument, Interval } from '../../lib/messages'
import { INTERVALS } from '../../lib/messages'
import { Tabs } from '../../ui/Tabs'
import { Candles } from './Candles'
import css from './ChartPanel.module.css'
import { Depth } from './Depth'
import { remembered, remember } from './interval'

const TABS = [
  { name: 'candles', label: 'Chart' },
  { name: 'depth', label: 'Depth' },
] as const

/** Where the price was, and what stands in its way. Both as a picture and as a table. */
export default function ChartPanel({ instrument }: { instrument: Instrument }) {
  const [shown, setShown] = useState<'candles' | 'depth'>('candles')
  const [interval, setChosen] = useState<Interval>(remembered)
  const [asTable, setAsTable] = useState(false)
  const choose = (next: Interval) => {
    setChosen(next)
    remember(next)
  }
  return (
    <Tabs
      label="Chart"
      tabs={TABS}
      shown={shown}
      onShow={setShown}
      className={css['panel']}
      aside={
        <>
          {shown === 'candles' && (
            <div role="group" aria-label="Interval" className={css['intervals']}>
              {INTERVALS.map((each) => (
                <button key={each} type="button" aria-pressed={each === interval} onClick={() => choose(each)}>
                  {each}
                </button>
              ))}
            </div>
          )}
          <button
            type="button"
            className={css['as-table']}
            aria-pressed={asTable}
            title="The same as numbers"
            onClick={() => setAsTable(!asTable)}
          >
            Table
          </button>
        </>
      }
    >
      {shown === 'candles' ? (
        <Candles key={interval} instrument={instrument} interval={interval} asTable={asTable} />
      ) : (
        <Depth instrument={instrument} asTable={asTable} />
      )}
    </Tabs>
  )
}
