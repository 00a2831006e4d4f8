import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { Price } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useVenue } from '../../lib/venue'

const KEY = ['cfd', 'prices']
const ASK_AGAIN_MS = 2000

/** What the feed says of a symbol: told by the stream, asked for by REST until it has told. */
export function usePrice(symbol: string): Price | undefined {
  const { api } = useVenue()
  const cache = useQueryClient()
  const told = useChannel('prices', symbol, true, (frame) => {
    cache.setQueryData<Price[]>(KEY, (known) => known && [...known.filter((each) => each.symbol !== symbol), frame])
  })
  const { data } = useQuery<Price[], Problem, Price | undefined>({
    queryKey: KEY,
    queryFn: () => api.cfdPrices(),
    select: (prices) => prices.find((price) => price.symbol === symbol),
    refetchInterval: told ? false : ASK_AGAIN_MS,
    refetchOnWindowFocus: !told,
  })
  return data
}
