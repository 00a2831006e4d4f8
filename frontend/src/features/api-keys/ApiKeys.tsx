import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '../../lib/http'
import type { ApiKey, CreatedApiKey } from '../../lib/messages'
import { day, moment } from '../../lib/time'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Dialog } from '../../ui/Dialog'
import { Empty, Panel, Skeleton, Trouble } from '../../ui/Panel'
import rows from '../../ui/Rows.module.css'
import css from './ApiKeys.module.css'
import { NewKey } from './NewKey'
import { ShownOnce } from './ShownOnce'

export const KEY = ['account', 'api-keys']

/** The keys by which the account's bots come in. */
export function ApiKeys() {
  const { api } = useVenue()
  const [open, setOpen] = useState<'new' | CreatedApiKey | ApiKey>()
  const { data, error, refetch } = useQuery<ApiKey[], Problem>({ queryKey: KEY, queryFn: () => api.apiKeys() })
  const close = () => setOpen(undefined)
  return (
    <Panel
      title="API keys"
      aside={
        <button type="button" className={button['quiet']} onClick={() => setOpen('new')}>
          New key
        </button>
      }
    >
      {data ? (
        <Keys keys={data} onRevoke={setOpen} />
      ) : error ? (
        <Trouble what="The keys are missing." problem={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={3} label="The keys are on their way" />
      )}
      {open === 'new' && <NewKey onClose={close} onCreated={setOpen} />}
      {open && open !== 'new' && ('secret' in open ? <ShownOnce made={open} onClose={close} /> : <Revoke apiKey={open} onClose={close} />)}
    </Panel>
  )
}

function Keys({ keys, onRevoke }: { keys: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  if (keys.length === 0) return <Empty>No key yet. A bot signs in with a key instead of your password.</Empty>
  return (
    <ul className={rows['rows']}>
      {keys.map((key) => (
        <li key={key.key_id}>
          <div>
            <strong>{key.name}</strong>
            <p>
              <span className={css['id']}>{key.key_id}</span> · may {key.scopes.join(' and ')} ·{' '}
              {key.last_used_at ? (
                <time dateTime={key.last_used_at} title={moment(key.last_used_at)}>
                  last used {day(key.last_used_at)}
                </time>
              ) : (
                'never used'
              )}
              {key.expires_at && (
                <time dateTime={key.expires_at} title={moment(key.expires_at)}>
                  {' '}
                  · ends {day(key.expires_at)}
                </time>
              )}
            </p>
          </div>
          <button type="button" className={button['quiet']} aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
            Revoke
          </button>
        </li>
      ))}
    </ul>
  )
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { api } = useVenue()
  const cache = useQueryClient()
  const revoke = useMutation<void, Problem>({
    mutationFn: () => api.revokeApiKey(apiKey.key_id),
    onSuccess: onClose,
    onSettled: () => cache.invalidateQueries({ queryKey: KEY }),
  })
  return (
    <Dialog title={`Revoke ${apiKey.name}?`} onClose={onClose}>
      <p className={rows['words']}>Whatever uses it can't come in any more, at once and for good.</p>
      {revoke.error && <p role="alert">Not revoked. {revoke.error.message}</p>}
      <button type="button" className={button['primary']} disabled={revoke.isPending} onClick={() => revoke.mutate()}>
        {revoke.isPending ? 'Revoking…' : 'Revoke the key'}
      </button>
    </Dialog>
  )
}
