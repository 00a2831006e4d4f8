import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { Ticker } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useVenue } from '../../lib/venue'

const KEY = ['tickers']
const ASK_AGAIN_MS = 5000

/** The last 24 hours of an instrument: told by the stream as they change, asked for by REST until it has told. */
export function useTicker(instrument: string): Ticker | undefined {
  const { api } = useVenue()
  const cache = useQueryClient()
  const told = useChannel('ticker', instrument, true, (frame) =>
    cache.setQueryData<Ticker[]>(KEY, (known) =>
      known?.map((ticker) => (ticker.instrument === frame.instrument ? frame : ticker)),
    ),
  )
  const { data } = useQuery<Ticker[], Problem, Ticker | undefined>({
    queryKey: KEY,
    queryFn: () => api.tickers(),
    select: (tickers) => tickers.find((ticker) => ticker.instrument === instrument),
    refetchInterval: told ? false : ASK_AGAIN_MS,
  })
  return data
}
