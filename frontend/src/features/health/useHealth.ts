import { useQuery } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { VenueHealth } from '../../lib/messages'
import { useVenue } from '../../lib/venue'

const ASK_AGAIN_MS = 3000

/** How the venue is doing, and how many milliseconds it took to say so. */
export function useHealth() {
  const { api } = useVenue()
  return useQuery<{ health: VenueHealth; tookMs: number }, Problem>({
    queryKey: ['health'],
    queryFn: async () => {
      const asked = performance.now()
      const health = await api.health()
      return { health, tookMs: Math.round(performance.now() - asked) }
    },
    refetchInterval: ASK_AGAIN_MS,
  })
}
