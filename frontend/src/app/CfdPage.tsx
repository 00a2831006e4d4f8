import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { AccountStrip } from '../features/account-strip/AccountStrip'
import type { Direction } from '../features/cfd/cfd'
import { CfdTicket } from '../features/cfd/CfdTicket'
import { NO_TRIGGERS, type TriggerTexts } from '../features/cfd/mistakes'
import { Positions } from '../features/cfd/Positions'
import { usePositions } from '../features/cfd/usePositions'
import { WatchList } from '../features/cfd/WatchList'
import type { CfdPosition, Instrument } from '../lib/messages'
import { go } from '../lib/router'
import { useSession, useVenue } from '../lib/venue'
import { Empty, Skeleton, Trouble } from '../ui/Panel'
import css from './CfdPage.module.css'
import { instrumentsQuery } from './instruments'

/** Prices are there first: the chart is heavier, and comes while they are read. */
const CfdChart = lazy(() => import('../features/cfd/CfdChart'))

/** The broker's desk: prices of the feed, a ticket to go long or short, and what is open. */
export default function CfdPage({ rest: symbol }: { rest: string | undefined }) {
  const { api } = useVenue()
  const { data, error, refetch } = useQuery(instrumentsQuery(api, 'cfd'))
  const instrument = data?.find((each) => each.symbol === symbol) ?? data?.[0]
  if (data && instrument) return <Desk instrument={instrument} instruments={data} />
  return (
    <main className={css['waiting']}>
      {data ? (
        <Empty>This venue offers no CFD. What it offers will be here.</Empty>
      ) : error ? (
        <Trouble what="The markets are not there." problem={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={20} label="The markets are on their way" />
      )}
    </main>
  )
}

const NONE: readonly CfdPosition[] = []

function Desk({ instrument, instruments }: { instrument: Instrument; instruments: Instrument[] }) {
  const { symbol } = instrument
  const signedIn = useSession().phase === 'signed-in'
  const positions = usePositions()
  const [direction, setDirection] = useState<Direction>('LONG')
  const [triggers, setTriggers] = useState<{ of: string; typed: TriggerTexts }>({ of: symbol, typed: NO_TRIGGERS })
  // Prices of one symbol mean nothing to another.
  const typed = triggers.of === symbol ? triggers.typed : NO_TRIGGERS
  const type = (next: TriggerTexts) => setTriggers({ of: symbol, typed: next })
  const here = useMemo(
    () => positions.data?.filter(({ asset }) => asset === symbol) ?? NONE,
    [positions.data, symbol],
  )
  return (
    <main className={css['desk']}>
      <WatchList instruments={instruments} chosen={symbol} onChoose={choose} />
      <div className={css['chart']}>
        <Suspense fallback={<Skeleton rows={14} label="The chart is on its way" />}>
          <CfdChart key={symbol} instrument={instrument} positions={here} triggers={typed} onTriggers={type} />
        </Suspense>
      </div>
      <CfdTicket
        key={symbol}
        instrument={instrument}
        direction={direction}
        onDirection={setDirection}
        triggers={typed}
        onTriggers={type}
        className={css['ticket']}
      />
      <div className={css['strip']}>{signedIn && <AccountStrip />}</div>
      <Positions instruments={instruments} positions={positions} className={css['positions']} />
    </main>
  )
}

function choose(symbol: string): void {
  go(`/cfd/${symbol}`)
}
