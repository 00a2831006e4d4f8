import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '../../lib/http'
import type { Order, OrdersFrame } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useSession, useVenue } from '../../lib/venue'
import { type Orders, withOrder, withSnapshot } from './orders'

export type Fill = Extract<OrdersFrame, { type: 'fill' }>

const KEY = ['account', 'orders']
const NONE: Orders = new Map()
const ASK_AGAIN_MS = 3000

/** The account's orders: told by the stream as they change, asked for by REST until the stream has told. */
export function useOpenOrders() {
  const { api } = useVenue()
  const cache = useQueryClient()
  const signedIn = useSession().phase === 'signed-in'
  const [lastFill, setLastFill] = useState<Fill>()
  const told = useChannel('orders', null, signedIn, (frame) => {
    if (frame.type === 'fill') setLastFill(frame)
    if (frame.type !== 'orders_snapshot' && frame.type !== 'order_update') return
    // An answer that is still on its way is older than this.
    void cache.cancelQueries({ queryKey: KEY })
    cache.setQueryData<Orders>(KEY, (known = NONE) =>
      frame.type === 'orders_snapshot' ? withSnapshot(known, frame.orders) : withOrder(known, frame.order),
    )
  })
  const orders = useQuery<Orders, Problem>({
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
  return { ...orders, lastFill }
}

export function useCancelOrder() {
  const { api } = useVenue()
  const learn = useLearnOrder()
  return useMutation<Order, Problem, Order>({
    mutationFn: (order) => api.cancelOrder(order.order_id),
    onSuccess: learn,
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
