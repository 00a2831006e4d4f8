import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import type { Balance } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useSession, useVenue } from '../../lib/venue'

const KEY = ['account', 'balances']
const ASK_AGAIN_MS = 3000

/** What the account holds: told by the stream as it changes, asked for by REST until the stream has told. */
export function useBalances() {
  const { api } = useVenue()
  const cache = useQueryClient()
  const signedIn = useSession().phase === 'signed-in'
  const told = useChannel('account', null, signedIn, (frame) => {
    if (frame.type !== 'account_snapshot' && frame.type !== 'balance') return
    // An answer that is still on its way is older than this.
    void cache.cancelQueries({ queryKey: KEY })
    if (frame.type === 'account_snapshot') cache.setQueryData(KEY, frame.balances)
    else cache.setQueryData<Balance[]>(KEY, (known) => withBalance(known ?? [], frame))
  })
  return useQuery<Balance[], Problem>({
    queryKey: KEY,
    queryFn: () => api.balances(),
    enabled: signedIn,
    refetchInterval: told ? false : ASK_AGAIN_MS,
    refetchOnWindowFocus: !told,
  })
}

function withBalance(known: Balance[], { asset, available, held, margin }: Balance): Balance[] {
  const balance = { asset, available, held, margin }
  const place = known.findIndex((each) => each.asset === asset)
  return place < 0 ? [...known, balance] : known.with(place, balance)
}
