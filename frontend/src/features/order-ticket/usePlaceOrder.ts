import type { OrderReceipt, Wish } from '../../lib/messages'
import { useOnce } from '../../lib/useOnce'
import { useVenue } from '../../lib/venue'

/** Places orders, each at most once. */
export function usePlaceOrder(onPlaced: (receipt: OrderReceipt) => void) {
  const { api } = useVenue()
  const { wishFor: place, ...mutation } = useOnce<Wish, OrderReceipt>((order) => api.placeOrder(order), onPlaced)
  return { ...mutation, place }
}
