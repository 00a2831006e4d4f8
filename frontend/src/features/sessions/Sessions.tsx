import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { SignInPlace } from '../../lib/messages'
import { clock, day, moment } from '../../lib/time'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Panel, Skeleton, Trouble } from '../../ui/Panel'
import rows from '../../ui/Rows.module.css'
import { browserOf } from './browserOf'

const KEY = ['account', 'sessions']

/** Where the account is signed in; any place but this one can be signed out from here. */
export function Sessions() {
  const { api } = useVenue()
  const { data, error, refetch } = useQuery<SignInPlace[], Problem>({ queryKey: KEY, queryFn: () => api.sessions() })
  return (
    <Panel title="Where you are signed in">
      {data ? (
        <ul className={rows['rows']}>
          {data.map((place) => (
            <Row key={place.session_id} place={place} />
          ))}
        </ul>
      ) : error ? (
        <Trouble what="The sessions are missing." problem={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={3} label="The sessions are on their way" />
      )}
    </Panel>
  )
}

function Row({ place }: { place: SignInPlace }) {
  const { api } = useVenue()
  const cache = useQueryClient()
  const browser = browserOf(place.user_agent)
  const revoke = useMutation<void, Problem>({
    mutationFn: () => api.revokeSession(place.session_id),
    onSettled: () => cache.invalidateQueries({ queryKey: KEY }),
  })
  return (
    <li>
      <div>
        <strong title={place.user_agent ?? undefined}>{browser}</strong>
        <p>
          {place.address ?? 'Unknown address'} · last seen{' '}
          <time dateTime={place.last_seen_at} title={moment(place.last_seen_at)}>
            {day(place.last_seen_at)} {clock(place.last_seen_at)}
          </time>
        </p>
        {revoke.error && <p role="alert">Still signed in there. {revoke.error.message}</p>}
      </div>
      {place.current ? (
        <span className={rows['mark']}>This browser</span>
      ) : (
        <button
          type="button"
          className={button['quiet']}
          aria-label={`Sign out ${browser}, last seen ${day(place.last_seen_at)} ${clock(place.last_seen_at)}`}
          disabled={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {revoke.isPending ? 'Signing out…' : 'Sign out'}
        </button>
      )}
    </li>
  )
}
