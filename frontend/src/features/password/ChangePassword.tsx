import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import type { Problem } from '../../lib/http'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Panel } from '../../ui/Panel'
import { Password, SHORTEST } from '../../ui/Password'
import rows from '../../ui/Rows.module.css'
import { tell } from '../../ui/toasts'

/** Another password for whoever knows the present one. */
export function ChangePassword() {
  const { session } = useVenue()
  const cache = useQueryClient()
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [tooShort, setTooShort] = useState<string>()
  const fields = { password: useRef<HTMLInputElement>(null), next: useRef<HTMLInputElement>(null) }
  const change = useMutation<void, Problem>({
    mutationFn: () => session.changePassword(password, next),
    onSuccess: () => {
      setPassword('')
      setNext('')
      tell({ tone: 'plain', title: 'Password changed', words: 'Every other browser was signed out.' })
      return cache.invalidateQueries({ queryKey: ['account', 'sessions'] })
    },
    onError: (problem) => (problem.about('new_password') ? fields.next : fields.password).current?.select(),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (next.length >= SHORTEST) return change.mutate()
    setTooShort(`At least ${SHORTEST} characters.`)
    return fields.next.current?.focus()
  }
  const { error } = change
  const wrong = error?.status === 401 ? error.message : error?.about('password')
  const aboutNext = error?.about('new_password')
  return (
    <Panel title="Password">
      <form className={rows['form']} onSubmit={submit} noValidate aria-label="Change password">
        <Password
          label="Current password"
          autoComplete="current-password"
          value={password}
          ref={fields.password}
          error={wrong}
          onChange={(event) => {
            setPassword(event.target.value)
            change.reset()
          }}
        />
        <Password
          label="New password"
          autoComplete="new-password"
          value={next}
          ref={fields.next}
          hint={`At least ${SHORTEST} characters. Every other browser will be signed out.`}
          error={tooShort ?? aboutNext}
          onChange={(event) => {
            setNext(event.target.value)
            setTooShort(undefined)
            change.reset()
          }}
        />
        {error && !wrong && !aboutNext && <p role="alert">Not changed. {error.message}</p>}
        <button type="submit" className={button['primary']} disabled={change.isPending}>
          {change.isPending ? 'Changing…' : 'Change password'}
        </button>
      </form>
    </Panel>
  )
}
