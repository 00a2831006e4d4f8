import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import type { Problem } from '../../lib/http'
import type { Flow } from '../../lib/messages'
import { go, Link } from '../../lib/router'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { DoorCard } from '../../ui/DoorCard'
import { Field } from '../../ui/Field'
import { waitingFor } from '../mailed-code/waiting'

/** Has a code sent that takes the place of the forgotten password. */
export function ForgotPassword() {
  const { session } = useVenue()
  const [email, setEmail] = useState('')
  const [missing, setMissing] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const forgot = useMutation<Flow, Problem>({
    mutationFn: () => session.forgotPassword(email.trim()),
    onSuccess: (flow) => go('/forgot-password/code', { state: waitingFor(flow, email.trim()) }),
    onError: () => field.current?.focus(),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (email.includes('@')) return forgot.mutate()
    setMissing('Enter the e-mail address of your account: the code goes there.')
    return field.current?.focus()
  }
  const { error } = forgot
  return (
    <DoorCard title="Forgot your password?" words="A code by e-mail lets you choose another one.">
      <form onSubmit={submit} noValidate aria-label="Forgot password">
        <Field
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          ref={field}
          error={missing ?? error?.about('email')}
          onChange={(event) => {
            setEmail(event.target.value)
            setMissing(undefined)
            forgot.reset()
          }}
        />
        <button type="submit" className={button['primary']} disabled={forgot.isPending}>
          {forgot.isPending ? 'Sending a code…' : 'Send a code'}
        </button>
        {error && !error.about('email') && <p role="alert">{error.message}</p>}
      </form>
      <p>
        Know it again? <Link href="/sign-in">Sign in</Link>
      </p>
    </DoorCard>
  )
}
