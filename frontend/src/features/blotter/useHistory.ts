import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { Api } from '../../lib/api'
import type { Problem } from '../../lib/http'
import type { Page } from '../../lib/messages'
import { useSession, useVenue } from '../../lib/venue'

const AT_ONCE = 50
/** The history is at most a second behind what the stream tells. */
const ASK_AGAIN_MS = 5000

/** A list of the account that only ever grows at its front, page by page as it is asked for. */
export function useHistory<Name extends string, Item>(
  name: Name,
  ask: (api: Api, limit: number, cursor: string | undefined) => Promise<Page<Name, Item>>,
) {
  const { api } = useVenue()
  const signedIn = useSession().phase === 'signed-in'
  const query = useInfiniteQuery<
    Page<Name, Item>,
    Problem,
    InfiniteData<Page<Name, Item>>,
    string[],
    string | undefined
  >({
    queryKey: ['account', 'history', name],
    queryFn: ({ pageParam }) => ask(api, AT_ONCE, pageParam),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next_cursor,
    enabled: signedIn,
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
  })
  const items = query.data?.pages.flatMap((page): Item[] => page[name])
  return { ...query, items }
}
