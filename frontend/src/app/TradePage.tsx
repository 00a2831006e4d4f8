import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Balances } from '../features/balances/Balances'
import { useBalances } from '../features/balances/useBalances'
import { OpenOrders } from '../features/open-orders/OpenOrders'
import { useLearnOrder } from '../features/open-orders/useOpenOrders'
import { OrderBook } from '../features/order-book/OrderBook'
import { OrderTicket } from '../features/order-ticket/OrderTicket'
import { Tape } from '../features/tape/Tape'
import type { Problem } from '../lib/http'
import type { Instrument } from '../lib/messages'
import { go } from '../lib/router'
import { useVenue } from '../lib/venue'
import { Skeleton, Trouble } from '../ui/Panel'
import { BottomBar, type View } from './BottomBar'
import { InstrumentStrip } from './InstrumentStrip'
import css from './TradePage.module.css'

/** The desk: one instrument's market, a ticket to trade it, and what the account has. */
export default function TradePage({ rest: symbol }: { rest: string | undefined }) {
  const { api } = useVenue()
  const { data, error, refetch } = useQuery<Instrument[], Problem>({
    queryKey: ['instruments'],
    queryFn: async () => (await api.instruments()).filter((instrument) => instrument.kind === 'spot'),
    // A venue that is still coming up is soon there.
    refetchInterval: (query) => (query.state.data ? 60_000 : 3000),
  })
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
  const [view, setView] = useState<View>('book')
  const priceField = useRef<HTMLInputElement>(null)
  const begin = () => {
    setView('trade')
    // On a small screen the ticket has yet to slide up.
    requestAnimationFrame(() => priceField.current?.focus())
  }
  return (
    <div className={css['page']} onKeyDown={(event) => event.key === 'Escape' && setView('book')} role="presentation">
      <InstrumentStrip
        instrument={instrument}
        instruments={instruments}
        onChoose={(chosen) => go(`/trade/${chosen}`)}
      />
      <main className={css['desk']} data-view={view}>
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
        <OpenOrders instruments={instruments} onBegin={begin} className={css['orders']} />
        <Balances balances={balances} instruments={instruments} className={css['balances']} />
      </main>
      <BottomBar view={view} onView={setView} />
    </div>
  )
}
