import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Api } from '../../lib/api'
import type { Problem } from '../../lib/http'
import type { Price } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useVenue } from '../../lib/venue'

const KEY = ['cfd', 'prices']
const ASK_AGAIN_MS = 2000

/** What the feed says of a symbol. Whoever shows it also has somebody follow it: the watch list does. */
export function usePrice(symbol: string): Price | undefined {
  const { api } = useVenue()
  return useQuery({ ...pricesQuery(api), select: (prices) => priceOf(prices, symbol) }).data
}

/** The same, and keeps it live: told by the stream, asked for by REST until it has told. Once for each symbol. */
export function useLivePrice(symbol: string): Price | undefined {
  const { api } = useVenue()
  const cache = useQueryClient()
  const told = useChannel('prices', symbol, true, (frame) => {
    cache.setQueryData<Price[]>(KEY, (known) => known && [...known.filter((each) => each.symbol !== symbol), frame])
  })
  return useQuery({
    ...pricesQuery(api),
    select: (prices) => priceOf(prices, symbol),
    refetchInterval: told ? false : ASK_AGAIN_MS,
    refetchOnWindowFocus: !told,
  }).data
}

function pricesQuery(api: Api) {
  return queryOptions<Price[], Problem>({ queryKey: KEY, queryFn: () => api.cfdPrices() })
}

function priceOf(prices: Price[], symbol: string): Price | undefined {
  return prices.find((price) => price.symbol === symbol)
}
