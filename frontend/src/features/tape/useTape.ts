import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { Trade } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useVenue } from '../../lib/venue'
import { LENGTH, withTrades } from './trades'

/** The latest trades of an instrument, newest first: those of the past by REST, the new ones as they happen. */
export function useTape(instrument: string) {
  const { api } = useVenue()
  const cache = useQueryClient()
  const key = ['trades', instrument]
  const past = useQuery<Trade[], Problem>({
    queryKey: key,
    queryFn: async () => {
      const trades = await api.trades(instrument, LENGTH)
      return withTrades(cache.getQueryData(key), trades)
    },
  })
  useChannel('trades', instrument, true, (trade) =>
    cache.setQueryData<Trade[]>(key, (known) => withTrades(known, [trade])),
  )
  return past
}
