import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import type { Problem } from '../../lib/http'
import type { CreatedApiKey } from '../../lib/messages'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import rows from '../../ui/Rows.module.css'
import { KEY } from './ApiKeys'
import css from './ApiKeys.module.css'

const DAY_MS = 86_400_000

interface NewKeyProps {
  onClose: () => void
  onCreated: (made: CreatedApiKey) => void
}

/** Names a key, and says what it may do and for how long. */
export function NewKey({ onClose, onCreated }: NewKeyProps) {
  const { api } = useVenue()
  const cache = useQueryClient()
  const [name, setName] = useState('')
  const [trades, setTrades] = useState(false)
  const [days, setDays] = useState('')
  const [missing, setMissing] = useState<string>()
  const nameField = useRef<HTMLInputElement>(null)
  const create = useMutation<CreatedApiKey, Problem>({
    mutationFn: () =>
      api.createApiKey({
        name: name.trim(),
        scopes: trades ? ['read', 'trade'] : ['read'],
        ...(days && { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
      }),
    onSuccess: (made) => {
      onCreated(made)
      return cache.invalidateQueries({ queryKey: KEY })
    },
    onError: () => nameField.current?.focus(),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim()) return create.mutate()
    setMissing('Give it a name by which you will know it.')
    return nameField.current?.focus()
  }
  const { error } = create
  return (
    <Dialog title="New API key" onClose={onClose}>
      <form className={css['form']} onSubmit={submit} noValidate>
        <Field
          label="Name"
          autoComplete="off"
          value={name}
          ref={nameField}
          hint="The bot that will use it, or where it runs."
          error={missing ?? error?.about('name')}
          onChange={(event) => {
            setName(event.target.value)
            setMissing(undefined)
            create.reset()
          }}
        />
        <label className={css['check']}>
          <input type="checkbox" checked disabled /> It may read orders, positions and balances
        </label>
        <label className={css['check']}>
          <input type="checkbox" checked={trades} onChange={(event) => setTrades(event.target.checked)} /> It may trade
        </label>
        <label className={css['lasts']}>
          <span>It lasts</span>
          <select value={days} onChange={(event) => setDays(event.target.value)}>
            <option value="">until it is revoked</option>
            <option value="7">7 days</option>
            <option value="90">90 days</option>
            <option value="365">a year</option>
          </select>
        </label>
        {error && !error.about('name') && <p role="alert">Not made. {error.message}</p>}
        <p className={rows['words']}>A key can neither make keys nor change your password.</p>
        <button type="submit" className={button['primary']} disabled={create.isPending}>
          {create.isPending ? 'Making it…' : 'Make the key'}
        </button>
      </form>
    </Dialog>
  )
}
