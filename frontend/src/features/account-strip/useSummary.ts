import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { AccountSummary } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useSession, useVenue } from '../../lib/venue'

const KEY = ['account', 'summary']
/** The stream tells a summary when something has moved; a price moves the equity in between. */
const ASK_AGAIN_MS = 3000

/** The whole account in the money of account. */
export function useSummary() {
  const { api } = useVenue()
  const cache = useQueryClient()
  const signedIn = useSession().phase === 'signed-in'
  useChannel('account', null, signedIn, (frame) => {
    if (frame.type === 'account_snapshot') cache.setQueryData(KEY, frame.summary)
    if (frame.type === 'account_summary') cache.setQueryData<AccountSummary>(KEY, frame)
  })
  return useQuery<AccountSummary, Problem>({
    queryKey: KEY,
    queryFn: () => api.summary(),
    enabled: signedIn,
    refetchInterval: ASK_AGAIN_MS,
  })
}
