import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useBalances } from '../features/balances/useBalances'
import { Blotter } from '../features/blotter/Blotter'
import { useLearnOrder } from '../features/blotter/useOpenOrders'
import { OrderBook } from '../features/order-book/OrderBook'
import { OrderTicket } from '../features/order-ticket/OrderTicket'
import { Tape } from '../features/tape/Tape'
import type { Instrument } from '../lib/messages'
import { go } from '../lib/router'
import { useVenue } from '../lib/venue'
import { Skeleton, Trouble } from '../ui/Panel'
import { BottomBar, type View } from './BottomBar'
import { instrumentsQuery } from './instruments'
import { InstrumentStrip } from './InstrumentStrip'
import css from './TradePage.module.css'

/** The book is there first: the charts are heavier, and come while it is read. */
const ChartPanel = lazy(() => import('../features/chart/ChartPanel'))

/** The desk: one instrument's market, a ticket to trade it, and what the account has. */
export default function TradePage({ rest: symbol }: { rest: string | undefined }) {
  const { api } = useVenue()
  const { data, error, refetch } = useQuery(instrumentsQuery(api))
  const instrument = data?.find((each) => each.symbol === symbol) ?? data?.[0]
  if (data && instrument) return <Desk key={instrument.symbol} instrument={instrument} instruments={data} />
  return (
    <div className={css['page']}>
      <main className={css['waiting']}>
        {error ? (
          <Trouble what="The market is not there." problem={error} retry={() => void refetch()} />
        ) : (
          <Skeleton rows={20} label="The market is on its way" />
        )}
      </main>
    </div>
  )
}

function Desk({ instrument, instruments }: { instrument: Instrument; instruments: Instrument[] }) {
  const balances = useBalances()
  const learn = useLearnOrder()
  const [price, setPrice] = useState('')
  const [view, setView] = useState<View>('chart')
  const priceField = useRef<HTMLInputElement>(null)
  const begin = () => {
    setView('trade')
    // On a small screen the ticket has yet to slide up.
    requestAnimationFrame(() => priceField.current?.focus())
  }
  return (
    <div className={css['page']} onKeyDown={(event) => event.key === 'Escape' && setView('chart')} role="presentation">
      <InstrumentStrip
        instrument={instrument}
        instruments={instruments}
        onChoose={(chosen) => go(`/trade/${chosen}`)}
      />
      <main className={css['desk']} data-view={view}>
        <div className={css['chart']}>
          <Suspense fallback={<Skeleton rows={14} label="The chart is on its way" />}>
            <ChartPanel instrument={instrument} />
          </Suspense>
        </div>
        <OrderBook
          instrument={instrument}
          className={css['book']}
          onPick={(picked) => {
            setPrice(picked)
            setView('trade')
          }}
        />
        <Tape instrument={instrument} className={css['tape']} />
        <OrderTicket
          instrument={instrument}
          balances={balances.data}
          price={price}
          onPrice={setPrice}
          priceField={priceField}
          onPlaced={(receipt) => learn(receipt.order)}
          className={css['ticket']}
        />
        <Blotter instruments={instruments} balances={balances} onBegin={begin} className={css['blotter']} />
      </main>
      <BottomBar view={view} onView={setView} />
    </div>
  )
}
