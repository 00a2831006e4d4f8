import { queryOptions } from '@tanstack/react-query'
import type { Api } from '../lib/api'
import type { Problem } from '../lib/http'
import type { Instrument } from '../lib/messages'

/** What is traded in the book, or against the feed. A venue that is still coming up is soon there. */
export function instrumentsQuery(api: Api, kind: Instrument['kind'] = 'spot') {
  return queryOptions<Instrument[], Problem>({
    queryKey: ['instruments', kind],
    queryFn: async () => (await api.instruments()).filter((instrument) => instrument.kind === kind),
    refetchInterval: (query) => (query.state.data ? 60_000 : 3000),
  })
}
