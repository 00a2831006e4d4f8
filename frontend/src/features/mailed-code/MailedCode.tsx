import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Problem } from '../../lib/http'
import type { Config } from '../../lib/messages'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import css from './MailedCode.module.css'
import { minutes, useCountdown } from './useCountdown'
import type { Waiting } from './waiting'

export const ABOUT = 'about-the-code'

const RESEND_AFTER_MS = 30_000

/** Has another code sent, as often as the venue allows. */
export function useResend(waiting: Waiting, onSent: () => void) {
  const { session } = useVenue()
  const [resendAt, setResendAt] = useState(waiting.sentAt + RESEND_AFTER_MS)
  const mutation = useMutation<void, Problem>({
    mutationFn: () => session.resendCode(waiting.flow),
    onSuccess: () => {
      onSent()
      setResendAt(Date.now() + RESEND_AFTER_MS)
    },
    onError: (problem) => problem.retryAfter && setResendAt(Date.now() + problem.retryAfter * 1000),
  })
  return { ...mutation, resendIn: useCountdown(resendAt) }
}

/** How long the code lasts, or what is wrong with it. */
export function AboutTheCode({ waiting, problem }: { waiting: Waiting; problem: Problem | null }) {
  const endsIn = useCountdown(waiting.endsAt)
  return (
    <p
      id={ABOUT}
      className={css['about']}
      role={problem ? 'alert' : undefined}
      data-bad={problem ? '' : undefined}
    >
      {problem?.message ??
        (endsIn > 0 ? `The code ends in ${minutes(endsIn)}.` : 'The code has ended. Have another one sent.')}
    </p>
  )
}

/** Where the mail is, and what to do when it does not come. */
export function NoMail({ resend, children }: { resend: ReturnType<typeof useResend>; children: ReactNode }) {
  const { api } = useVenue()
  const config = useQuery<Config, Problem>({ queryKey: ['config'], queryFn: () => api.config(), staleTime: Infinity })
  return (
    <>
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
          disabled={resend.resendIn > 0 || resend.isPending}
          onClick={() => resend.mutate()}
        >
          {resend.resendIn > 0 ? `Send again in ${minutes(resend.resendIn)}` : 'Send again'}
        </button>{' '}
        · {children}
      </p>
    </>
  )
}
