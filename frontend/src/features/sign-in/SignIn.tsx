import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import type { Problem } from '../../lib/http'
import { go, Link, usePlace } from '../../lib/router'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { DoorCard } from '../../ui/DoorCard'
import { Field } from '../../ui/Field'
import { Password } from '../../ui/Password'

/** Back to the desk. Whoever has just chosen another password is known by name. */
export function SignIn() {
  const { session } = useVenue()
  const { newPasswordOf = '' } = (usePlace().state ?? {}) as { newPasswordOf?: string }
  const [email, setEmail] = useState(newPasswordOf)
  const [password, setPassword] = useState('')
  const passwordField = useRef<HTMLInputElement>(null)
  const signIn = useMutation<void, Problem>({
    mutationFn: () => session.signIn(email.trim(), password),
    onSuccess: () => go('/', { replace: true }),
    onError: () => passwordField.current?.select(),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    signIn.mutate()
  }
  const { error } = signIn
  const wrong = error?.status === 401 ? 'No account has this e-mail and this password.' : error?.about('password')
  const elsewhere = error && !wrong && !error.about('email')
  return (
    <DoorCard
      title="Sign in"
      words={
        newPasswordOf
          ? 'Your password is changed. Sign in with the new one.'
          : 'Your orders and balances are where you left them.'
      }
    >
      <form onSubmit={submit} noValidate aria-label="Sign in">
        <Field
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus={!newPasswordOf}
          required
          value={email}
          error={error?.about('email')}
          onChange={(event) => {
            setEmail(event.target.value)
            signIn.reset()
          }}
        />
        <Password
          autoComplete="current-password"
          autoFocus={newPasswordOf !== ''}
          value={password}
          ref={passwordField}
          error={wrong}
          onChange={(event) => {
            setPassword(event.target.value)
            signIn.reset()
          }}
        />
        <button type="submit" className={button['primary']} disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </button>
        {elsewhere && <p role="alert">{error.message}</p>}
      </form>
      <p>
        New here? <Link href="/sign-up">Create an account</Link> ·{' '}
        <Link href="/forgot-password">Forgot your password?</Link>
      </p>
    </DoorCard>
  )
}
