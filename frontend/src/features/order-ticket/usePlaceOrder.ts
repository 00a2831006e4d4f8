import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Problem } from '../../lib/http'
import { newKey } from '../../lib/key'
import type { NewOrder, OrderReceipt, Wish } from '../../lib/messages'
import { useVenue } from '../../lib/venue'

/**
 * Places orders, each at most once. When the outcome is not known, the same order is asked for again with
 * the same key: first by itself, then whenever the trader presses again without changing anything.
 */
export function usePlaceOrder(onPlaced: (receipt: OrderReceipt) => void) {
  const { api } = useVenue()
  const unsettled = useRef<NewOrder>(undefined)
  const mutation = useMutation<OrderReceipt, Problem, NewOrder>({
    mutationFn: (order) => api.placeOrder(order),
    retry: (tries, problem) => problem.outcomeUnknown && tries < 2,
    onSuccess: (receipt) => {
      unsettled.current = undefined
      onPlaced(receipt)
    },
    onError: (problem, order) => {
      unsettled.current = problem.outcomeUnknown ? order : undefined
    },
  })
  const place = (wish: Wish, onRefused: (problem: Problem) => void) => {
    const known = unsettled.current
    const key = known && sameWish(known, wish) ? known.idempotency_key : newKey()
    mutation.mutate({ ...wish, idempotency_key: key }, { onError: onRefused })
  }
  return { ...mutation, place }
}

function sameWish(order: NewOrder, wish: Wish): boolean {
  return JSON.stringify({ ...wish, idempotency_key: order.idempotency_key }) === JSON.stringify(order)
}
