import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import type { Problem } from '../../lib/http'
import type { Config } from '../../lib/messages'
import { go, Link } from '../../lib/router'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { DoorCard } from '../../ui/DoorCard'
import { CODE_LENGTH, CodeBoxes } from './CodeBoxes'
import css from './EnterCode.module.css'
import { minutes, useCountdown } from './useCountdown'

/** A sign-up whose code was mailed. Kept with the address bar's history, so that a reload does not lose it. */
export interface Waiting {
  flow: string
  email: string
  /** Milliseconds of this clock. */
  sentAt: number
  endsAt: number
}

const RESEND_AFTER_MS = 30_000

/** Takes the mailed code and opens the account. */
export function EnterCode({ waiting }: { waiting: Waiting }) {
  const { session, api } = useVenue()
  const [code, setCode] = useState('')
  const [resendAt, setResendAt] = useState(waiting.sentAt + RESEND_AFTER_MS)
  const resendIn = useCountdown(resendAt)
  const endsIn = useCountdown(waiting.endsAt)
  const config = useQuery<Config, Problem>({ queryKey: ['config'], queryFn: () => api.config(), staleTime: Infinity })

  const verify = useMutation<void, Problem, string>({
    mutationFn: (otp) => session.verify(waiting.flow, otp),
    onSuccess: () => go('/', { replace: true }),
    onError: (problem) => problem.passing || setCode(''),
  })
  const resend = useMutation<void, Problem>({
    mutationFn: () => session.resendCode(waiting.flow),
    onSuccess: () => {
      setCode('')
      verify.reset()
      setResendAt(Date.now() + RESEND_AFTER_MS)
    },
    onError: (problem) => problem.retryAfter && setResendAt(Date.now() + problem.retryAfter * 1000),
  })
  const type = (next: string) => {
    setCode(next)
    if (next !== '') verify.reset()
    if (next.length === CODE_LENGTH) verify.mutate(next)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (code.length === CODE_LENGTH) verify.mutate(code)
  }
  const spent = verify.error?.code === 'OTP_EXHAUSTED'
  const problem = verify.error ?? resend.error
  return (
    <DoorCard
      title="Enter the code"
      words={
        <>
          We sent six digits to <strong>{waiting.email}</strong>.
        </>
      }
    >
      <form onSubmit={submit} aria-label="Code">
        <CodeBoxes
          code={code}
          onCode={type}
          disabled={verify.isPending || spent}
          invalid={verify.error !== null}
          describedBy="about-the-code"
        />
        <p
          id="about-the-code"
          className={css['about']}
          role={problem ? 'alert' : undefined}
          data-bad={problem ? '' : undefined}
        >
          {problem?.message ??
            (endsIn > 0 ? `The code ends in ${minutes(endsIn)}.` : 'The code has ended. Have another one sent.')}
        </p>
        <button
          type="submit"
          className={button['primary']}
          disabled={verify.isPending || spent || code.length < CODE_LENGTH}
        >
          {verify.isPending ? 'Opening your account…' : 'Continue'}
        </button>
      </form>
      {config.data?.inbox_url && (
        <p className={css['inbox']}>
          This venue keeps its mail to itself.{' '}
          <a href={config.data.inbox_url} target="_blank" rel="noreferrer">
            Open the inbox at {new URL(config.data.inbox_url).host}
          </a>
        </p>
      )}
      <p>
        No mail?{' '}
        <button
          type="button"
          className={button['quiet']}
          disabled={resendIn > 0 || resend.isPending}
          onClick={() => resend.mutate()}
        >
          {resendIn > 0 ? `Send again in ${minutes(resendIn)}` : 'Send again'}
        </button>{' '}
        · <Link href="/sign-up">Start over</Link>
      </p>
    </DoorCard>
  )
}
