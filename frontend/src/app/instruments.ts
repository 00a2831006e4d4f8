import { queryOptions } from '@tanstack/react-query'
import type { Api } from '../lib/api'
import type { Problem } from '../lib/http'
import type { Instrument } from '../lib/messages'

/** What is traded in the book. A venue that is still coming up is soon there. */
export function instrumentsQuery(api: Api) {
  return queryOptions<Instrument[], Problem>({
    queryKey: ['instruments', 'spot'],
    queryFn: async () => (await api.instruments()).filter((instrument) => instrument.kind === 'spot'),
    refetchInterval: (query) => (query.state.data ? 60_000 : 3000),
  })
}
