import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { cents, figure, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { EquityPoint } from '../../lib/messages'
import { clock, day, moment } from '../../lib/time'
import { useVenue } from '../../lib/venue'
import { Empty, Panel, Skeleton, Trouble } from '../../ui/Panel'
import css from './Equity.module.css'
import { type Span, SPANS } from './spans'

/** Charts are heavy, and come while the figures are read. */
const LineChart = lazy(async () => ({ default: (await import('../../ui/chart/LineChart')).LineChart }))

const ASK_AGAIN_MS = 30_000

/** What the account was worth, as a line and as a table. */
export function Equity() {
  const { api } = useVenue()
  const [span, setSpan] = useState<Span>('Week')
  const [asTable, setAsTable] = useState(false)
  const { data, error, refetch } = useQuery<EquityPoint[], Problem>({
    queryKey: ['account', 'equity', span],
    queryFn: () => api.equity(SPANS[span].interval, new Date(Date.now() - SPANS[span].ms).toISOString()),
    refetchInterval: ASK_AGAIN_MS,
  })
  return (
    <Panel
      title="Equity over time"
      className={css['panel']}
      aside={
        <>
          <div role="group" aria-label="How far back" className={css['choices']}>
            {(Object.keys(SPANS) as Span[]).map((each) => (
              <button key={each} type="button" aria-pressed={each === span} onClick={() => setSpan(each)}>
                {each}
              </button>
            ))}
          </div>
          <div className={css['choices']}>
            <button type="button" aria-pressed={asTable} title="The same as numbers" onClick={() => setAsTable(!asTable)}>
              Table
            </button>
          </div>
        </>
      }
    >
      {data ? (
        <Shown points={data} asTable={asTable} />
      ) : error ? (
        <Trouble what="The equity is missing." problem={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={9} label="The equity is on its way" />
      )}
    </Panel>
  )
}

function Shown({ points, asTable }: { points: EquityPoint[]; asTable: boolean }) {
  const drawn = useMemo(() => points.map(drawnOf), [points])
  if (points.length === 0) return <Empty>Nothing was here then. The line begins with the account.</Empty>
  if (asTable) return <Table points={points} />
  return (
    <Suspense fallback={<Skeleton rows={9} label="The chart is on its way" />}>
      <LineChart label="Equity over time. The table has the numbers." points={drawn} places={2} />
    </Suspense>
  )
}

/** A chart's points are pixels in waiting: floats will do. */
function drawnOf({ timestamp, equity }: EquityPoint) {
  return { time: Math.floor(Date.parse(timestamp) / 1000), value: Number(equity) }
}

function Table({ points }: { points: EquityPoint[] }) {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Equity as a table">
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Equity USD</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ timestamp, equity }) => (
            <tr key={timestamp}>
              <th scope="row">
                <time dateTime={timestamp} title={moment(timestamp)}>
                  {day(timestamp)} {clock(timestamp)}
                </time>
              </th>
              <td>{figure(cents(units(equity)), 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
