import { type SubmitEvent, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { Flow } from '../../lib/messages'
import { go, Link } from '../../lib/router'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { DoorCard } from '../../ui/DoorCard'
import { Field } from '../../ui/Field'
import { Password, SHORTEST } from '../../ui/Password'
import { waitingFor } from '../mailed-code/waiting'

/** An e-mail and a password; then a code is on its way. */
export function SignUp() {
  const { session } = useVenue()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const emailField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const signUp = useMutation<Flow, Problem>({
    mutationFn: () => session.signUp(email.trim(), password),
    onSuccess: (flow) => go('/sign-up/code', { state: waitingFor(flow, email.trim()) }),
    onError: (problem) => (problem.about('password') ? passwordField : emailField).current?.focus(),
  })
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({})
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!email.includes('@')) {
      setMissing({ email: 'Enter your e-mail address: the code goes there.' })
      emailField.current?.focus()
    } else if (password.length < SHORTEST) {
      setMissing({ password: `At least ${SHORTEST} characters.` })
      passwordField.current?.focus()
    } else signUp.mutate()
  }
  const changed = () => {
    setMissing({})
    signUp.reset()
  }
  const { error } = signUp
  const elsewhere = error && !error.about('email') && !error.about('password')
  return (
    <DoorCard title="Create an account" words="A new account is given 100,000 USD of play money to trade with.">
      <form onSubmit={submit} noValidate aria-label="Sign up">
        <Field
          label="E-mail"
          type="email"
          autoComplete="email"
          autoFocus
          required
          value={email}
          ref={emailField}
          error={missing.email ?? error?.about('email')}
          onChange={(event) => {
            setEmail(event.target.value)
            changed()
          }}
        />
        <Password
          autoComplete="new-password"
          value={password}
          ref={passwordField}
          hint={`At least ${SHORTEST} characters`}
          error={missing.password ?? error?.about('password')}
          onChange={(event) => {
            setPassword(event.target.value)
            changed()
          }}
        />
        <button type="submit" className={button['primary']} disabled={signUp.isPending}>
          {signUp.isPending ? 'Sending a code…' : 'Create account'}
        </button>
        {elsewhere && <p role="alert">{error.message}</p>}
      </form>
      <p>
        Have an account? <Link href="/sign-in">Sign in</Link>
      </p>
    </DoorCard>
  )
}
