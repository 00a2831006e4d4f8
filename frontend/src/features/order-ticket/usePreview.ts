import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Problem } from '../../lib/http'
import type { Preview, Wish } from '../../lib/messages'
import { useSession, useVenue } from '../../lib/venue'

/** Until the fingers rest. */
const PAUSE_MS = 250
/** The book moves on while the trader thinks. */
const ASK_AGAIN_MS = 2000

/** What the venue says an order would do at this moment, and again while it stands in the ticket. Undefined asks nothing. */
export function usePreview(wish: Wish | undefined) {
  const { api } = useVenue()
  const signedIn = useSession().phase === 'signed-in'
  const asked = useRested(wish && JSON.stringify(wish))
  const query = useQuery<Preview, Problem>({
    queryKey: ['account', 'preview', asked],
    queryFn: () => api.preview(JSON.parse(asked ?? '') as Wish),
    enabled: signedIn && asked !== undefined,
    refetchInterval: ASK_AGAIN_MS,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
  const current = wish !== undefined && asked !== undefined && signedIn
  return { preview: current ? query.data : undefined, refusal: current ? query.error : null }
}

/** A value that has stood still for a moment; none is none at once. */
function useRested(value: string | undefined): string | undefined {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), value === undefined ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
