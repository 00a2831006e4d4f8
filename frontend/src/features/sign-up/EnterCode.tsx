import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import type { Problem } from '../../lib/http'
import { go, Link } from '../../lib/router'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { DoorCard } from '../../ui/DoorCard'
import { CODE_LENGTH, CodeBoxes } from '../mailed-code/CodeBoxes'
import { ABOUT, AboutTheCode, NoMail, useResend } from '../mailed-code/MailedCode'
import type { Waiting } from '../mailed-code/waiting'

/** Takes the mailed code and opens the account. */
export function EnterCode({ waiting }: { waiting: Waiting }) {
  const { session } = useVenue()
  const [code, setCode] = useState('')
  const verify = useMutation<void, Problem, string>({
    mutationFn: (otp) => session.verify(waiting.flow, otp),
    onSuccess: () => go('/', { replace: true }),
    onError: (problem) => problem.passing || setCode(''),
  })
  const resend = useResend(waiting, () => {
    setCode('')
    verify.reset()
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
          describedBy={ABOUT}
        />
        <AboutTheCode waiting={waiting} problem={verify.error ?? resend.error} />
        <button
          type="submit"
          className={button['primary']}
          disabled={verify.isPending || spent || code.length < CODE_LENGTH}
        >
          {verify.isPending ? 'Opening your account…' : 'Continue'}
        </button>
      </form>
      <NoMail resend={resend}>
        <Link href="/sign-up">Start over</Link>
      </NoMail>
    </DoorCard>
  )
}
