import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Problem } from './http'
import { newKey } from './key'

/**
 * Does what is wished for at most once. When the outcome is not known, the same is asked for again with the same
 * key: first by itself, then whenever the trader presses again without changing anything.
 */
export function useOnce<Wish extends object, Answer>(
  ask: (wish: Wish & { idempotency_key: string }) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  type Keyed = Wish & { idempotency_key: string }
  const unsettled = useRef<Keyed>(undefined)
  const mutation = useMutation<Answer, Problem, Keyed>({
    mutationFn: ask,
    retry: (tries, problem) => problem.outcomeUnknown && tries < 2,
    onSuccess: (answer) => {
      unsettled.current = undefined
      onDone(answer)
    },
    onError: (problem, wish) => {
      unsettled.current = problem.outcomeUnknown ? wish : undefined
    },
  })
  const wishFor = (wish: Wish, onRefused: (problem: Problem) => void = () => {}) => {
    const known = unsettled.current
    const key = known && isSame(known, wish) ? known.idempotency_key : newKey()
    mutation.mutate({ ...wish, idempotency_key: key }, { onError: onRefused })
  }
  return { ...mutation, wishFor }
}

function isSame(known: { idempotency_key: string }, wish: object): boolean {
  return JSON.stringify({ ...wish, idempotency_key: known.idempotency_key }) === JSON.stringify(known)
}
