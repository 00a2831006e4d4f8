import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../lib/http'
import { go, Link } from '../../lib/router'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { DoorCard } from '../../ui/DoorCard'
import { Password, SHORTEST } from '../../ui/Password'
import { CODE_LENGTH, CodeBoxes } from '../mailed-code/CodeBoxes'
import { ABOUT, AboutTheCode, NoMail, useResend } from '../mailed-code/MailedCode'
import type { Waiting } from '../mailed-code/waiting'

/** Takes the mailed code and a password in place of the forgotten one. */
export function NewPassword({ waiting }: { waiting: Waiting }) {
  const { session } = useVenue()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [tooShort, setTooShort] = useState<string>()
  const passwordField = useRef<HTMLInputElement>(null)
  const replace = useMutation<void, Problem>({
    mutationFn: () => session.resetPassword(waiting.flow, code, password),
    onSuccess: () => go('/sign-in', { replace: true, state: { newPasswordOf: waiting.email } }),
    onError: (problem) => {
      if (problem.about('password')) passwordField.current?.focus()
      else if (!problem.passing) setCode('')
    },
  })
  const resend = useResend(waiting, () => {
    setCode('')
    replace.reset()
  })
  // When the last digit is there, the password is next.
  const complete = code.length === CODE_LENGTH
  useEffect(() => {
    if (complete) passwordField.current?.focus()
  }, [complete])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!complete) return undefined
    if (password.length >= SHORTEST) return replace.mutate()
    setTooShort(`At least ${SHORTEST} characters.`)
    return passwordField.current?.focus()
  }
  const { error } = replace
  const aboutPassword = error?.about('password')
  const spent = error?.code === 'OTP_EXHAUSTED'
  return (
    <DoorCard
      title="Choose a new password"
      words={
        <>
          If <strong>{waiting.email}</strong> has an account, six digits are on their way to it.
        </>
      }
    >
      <form onSubmit={submit} noValidate aria-label="Choose a new password">
        <CodeBoxes
          code={code}
          onCode={(next) => {
            setCode(next)
            if (next !== '') replace.reset()
          }}
          disabled={replace.isPending || spent}
          invalid={error !== null && !aboutPassword}
          describedBy={ABOUT}
        />
        <AboutTheCode waiting={waiting} problem={(aboutPassword ? null : error) ?? resend.error} />
        <Password
          label="New password"
          autoComplete="new-password"
          value={password}
          ref={passwordField}
          hint={`At least ${SHORTEST} characters. Every session will be signed out, and every API key revoked.`}
          error={tooShort ?? aboutPassword}
          onChange={(event) => {
            setPassword(event.target.value)
            setTooShort(undefined)
          }}
        />
        <button
          type="submit"
          className={button['primary']}
          disabled={replace.isPending || spent || !complete}
        >
          {replace.isPending ? 'Changing the password…' : 'Change password'}
        </button>
      </form>
      <NoMail resend={resend}>
        <Link href="/forgot-password">Start over</Link>
      </NoMail>
    </DoorCard>
  )
}
