import type { Part, VenueHealth } from '../../lib/messages'
import { clock, moment } from '../../lib/time'
import { Panel, Skeleton, Trouble } from '../../ui/Panel'
import rows from '../../ui/Rows.module.css'
import css from './Health.module.css'
import type { useHealth } from './useHealth'

const PARTS: Record<Part, { name: string; does: string }> = {
  matcher: { name: 'Matcher', does: 'takes orders and trades them' },
  kafka: { name: 'Command log', does: 'keeps every order and every event' },
  auth: { name: 'Sign-in', does: 'knows accounts, sessions and keys' },
  history: { name: 'History', does: 'tells past orders, fills, the ledger and candles' },
  postgres: { name: 'Database', does: 'holds the history' },
  redis: { name: 'Cache', does: 'holds codes, limits and the latest prices' },
}

const WORDS = {
  healthy: 'Everything works.',
  degraded: 'Trading works; something beside it does not.',
  unhealthy: 'Nobody can trade at the moment.',
} as const

/** Every part of the venue, and whether it is up. */
export function Health({ asked }: { asked: ReturnType<typeof useHealth> }) {
  const { data, error, refetch } = asked
  return (
    <Panel title="The venue" aside={data && <AsOf health={data.health} />}>
      {/* What was true a while ago says nothing about now: an error takes its place. */}
      {error ? (
        <Trouble what="The venue does not answer." problem={error} retry={() => void refetch()} />
      ) : data ? (
        <>
          <p role="status" className={css['overall']}>
            {WORDS[data.health.status]}
          </p>
          <ul className={rows['rows']}>
            {(Object.keys(PARTS) as Part[]).map((part) => (
              <li key={part}>
                <div>
                  <strong>{PARTS[part].name}</strong>
                  <p>{PARTS[part].does}</p>
                </div>
                <span className={css['state']} data-state={data.health.checks[part]}>
                  {data.health.checks[part] === 'up' ? '● Up' : '▼ Down'}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Skeleton rows={7} label="The venue's health is on its way" />
      )}
    </Panel>
  )
}

function AsOf({ health }: { health: VenueHealth }) {
  return (
    <time dateTime={health.timestamp} title={moment(health.timestamp)}>
      As of {clock(health.timestamp)}
    </time>
  )
}
