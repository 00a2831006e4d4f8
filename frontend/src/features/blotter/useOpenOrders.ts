import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Problem } from '../../lib/http'
import type { Amendment, Order, OrderReceipt } from '../../lib/messages'
import { newKey } from '../../lib/key'
import { useChannel } from '../../lib/useChannel'
import { useSession, useVenue } from '../../lib/venue'
import { tellFill, tellRefusal } from './news'
import { type Orders, withOrder, withSnapshot } from './orders'

const KEY = ['account', 'orders']
const NONE: Orders = new Map()
const ASK_AGAIN_MS = 3000

/** The account's orders: told by the stream as they change, asked for by REST until the stream has told. */
export function useOpenOrders() {
  const { api } = useVenue()
  const cache = useQueryClient()
  const signedIn = useSession().phase === 'signed-in'
  const told = useChannel('orders', null, signedIn, (frame) => {
    if (frame.type === 'fill') tellFill(frame)
    if (frame.type === 'order_rejected') tellRefusal(frame)
    if (frame.type !== 'orders_snapshot' && frame.type !== 'order_update') return
    // An answer that is still on its way is older than this.
    void cache.cancelQueries({ queryKey: KEY })
    cache.setQueryData<Orders>(KEY, (known = NONE) =>
      frame.type === 'orders_snapshot' ? withSnapshot(known, frame.orders) : withOrder(known, frame.order),
    )
  })
  return useQuery<Orders, Problem>({
    queryKey: KEY,
    queryFn: async () => {
      const open = await api.openOrders()
      return withSnapshot(cache.getQueryData<Orders>(KEY) ?? NONE, open)
    },
    enabled: signedIn,
    refetchInterval: told ? false : ASK_AGAIN_MS,
    refetchOnWindowFocus: !told,
    structuralSharing: false,
  })
}

export function useCancelOrder() {
  const { api } = useVenue()
  const learn = useLearnOrder()
  return useMutation<Order, Problem, Order>({
    mutationFn: (order) => api.cancelOrder(order.order_id),
    onSuccess: learn,
  })
}

/** Changes an order. Asked for again after an unknown outcome, it is the same change with the same key. */
export function useAmendOrder(onAmended: () => void) {
  const { api } = useVenue()
  const learn = useLearnOrder()
  const unsettled = useRef<{ wish: string; key: string }>(undefined)
  return useMutation<OrderReceipt, Problem, { order: Order; amendment: Amendment }>({
    mutationFn: ({ order, amendment }) => {
      const wish = JSON.stringify(amendment)
      if (unsettled.current?.wish !== wish) unsettled.current = { wish, key: newKey() }
      return api.amendOrder(order.order_id, { ...amendment, idempotency_key: unsettled.current.key })
    },
    retry: (tries, problem) => problem.outcomeUnknown && tries < 2,
    onSuccess: ({ order }) => {
      unsettled.current = undefined
      learn(order)
      onAmended()
    },
    onError: (problem) => {
      if (!problem.outcomeUnknown) unsettled.current = undefined
    },
  })
}

/** Takes back all that is open, in every market. */
export function useCancelAll() {
  const { api } = useVenue()
  const cache = useQueryClient()
  return useMutation<number, Problem>({
    mutationFn: () => api.cancelAll(),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['account'] }),
  })
}

/** Takes in an order that the venue has just answered with, without waiting for the stream. */
export function useLearnOrder(): (order: Order) => void {
  const cache = useQueryClient()
  return (order) => {
    cache.setQueryData<Orders>(KEY, (known) => known && withOrder(known, order))
    void cache.invalidateQueries({ queryKey: ['account', 'balances'], refetchType: 'active' })
  }
}
