import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { Problem } from '../../lib/http'
import type { Candle, Interval } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useConnection, useVenue } from '../../lib/venue'
import { barOf, withCandles } from './candles'

const AT_ONCE = 500
const ASK_AGAIN_MS = 3000

/** The candles of an instrument: the past by REST, page by page, and the present as the stream tells it. */
export function useCandles(instrument: string, interval: Interval) {
  const { api } = useVenue()
  const cache = useQueryClient()
  const connection = useConnection()
  const key = useMemo(() => ['candles', instrument, interval], [instrument, interval])
  const take = (more: Candle[]) => withCandles(cache.getQueryData<Candle[]>(key) ?? [], more)
  const told = useChannel(`candles:${interval}`, instrument, true, (candle) =>
    cache.setQueryData<Candle[]>(key, (known) => known && withCandles(known, [candle])),
  )
  const query = useQuery<Candle[], Problem>({
    queryKey: key,
    queryFn: async () => take(await api.candles(instrument, interval, AT_ONCE)),
    refetchInterval: told ? false : ASK_AGAIN_MS,
    refetchOnWindowFocus: !told,
  })

  // The stream tells what is, and not what was while it was lost.
  const number = connection.state === 'live' ? connection.number : undefined
  const { refetch } = query
  useEffect(() => {
    if (number !== undefined) void refetch()
  }, [number, refetch])

  const asked = useRef<string>(undefined)
  const earlier = async () => {
    const first = cache.getQueryData<Candle[]>(key)?.[0]
    if (!first || asked.current === first.open_time) return
    asked.current = first.open_time
    try {
      const more = await api.candles(instrument, interval, AT_ONCE, first.open_time)
      if (more.length > 0) cache.setQueryData<Candle[]>(key, take(more))
    } catch (problem) {
      // It is asked again when the end comes into sight the next time.
      asked.current = undefined
      console.info('Earlier candles could not be had.', problem)
    }
  }

  const bars = useMemo(() => query.data?.map(barOf), [query.data])
  return { ...query, bars, earlier }
}
