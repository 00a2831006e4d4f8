import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { cents, signed, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { CfdPosition, Triggers } from '../../lib/messages'
import { useChannel } from '../../lib/useChannel'
import { useOnce } from '../../lib/useOnce'
import { useSession, useVenue } from '../../lib/venue'
import { tell } from '../../ui/toasts'
import { withPosition } from './positions'

const KEY = ['account', 'cfd', 'open']
const ASK_AGAIN_MS = 3000

/** What is open: told by the stream as it changes, asked for by REST until the stream has told. */
export function usePositions() {
  const { api } = useVenue()
  const cache = useQueryClient()
  const learn = useLearn()
  const signedIn = useSession().phase === 'signed-in'
  const told = useChannel('account', null, signedIn, (frame) => {
    if (frame.type === 'account_snapshot') cache.setQueryData(KEY, frame.positions)
    if (frame.type !== 'position_update') return
    learn(frame.position)
    announce(frame.position, frame.reason)
  })
  return useQuery<CfdPosition[], Problem>({
    queryKey: KEY,
    queryFn: () => api.openPositions(),
    enabled: signedIn,
    refetchInterval: told ? false : ASK_AGAIN_MS,
    refetchOnWindowFocus: !told,
  })
}

/** Takes in a position as an answer or the stream has told it. */
export function useLearn() {
  const cache = useQueryClient()
  return (position: CfdPosition) => {
    // An answer that is still on its way is older than this.
    void cache.cancelQueries({ queryKey: KEY })
    cache.setQueryData<CfdPosition[]>(KEY, (known) => withPosition(known ?? [], position))
    if (position.status === 'closed') void cache.invalidateQueries({ queryKey: ['account', 'history', 'positions'] })
  }
}

export function useAmendPosition(onDone: () => void = () => {}) {
  const { api } = useVenue()
  const learn = useLearn()
  return useMutation<CfdPosition, Problem, { position: CfdPosition; triggers: Triggers }>({
    mutationFn: ({ position, triggers }) => api.amendPosition(position.position_id, triggers),
    onSuccess: (position) => {
      learn(position)
      onDone()
    },
  })
}

export function useClosePosition(position: CfdPosition, onDone: () => void) {
  const { api } = useVenue()
  const learn = useLearn()
  return useOnce<{ quantity?: string }, CfdPosition>(
    (slip) => api.closePosition(position.position_id, slip),
    (left) => {
      learn(left)
      onDone()
    },
  )
}

const NEWS: Partial<Record<string, string>> = {
  closed: 'Closed',
  stop_loss: 'Stop loss',
  take_profit: 'Take profit',
  trailing_stop: 'Trailing stop',
  liquidated: 'Liquidated',
  margin_call: 'Margin call',
}

/** What happens to a position by itself, or by a press, is news; that it was opened the ticket says. */
function announce(position: CfdPosition, reason: string): void {
  const title = NEWS[reason]
  if (!title) return
  const result = cents(units(reason === 'margin_call' ? position.unrealized_pnl : position.realized_pnl))
  tell({
    tone: result < 0n ? 'down' : 'up',
    title: `${title}: ${position.asset}`,
    words: `${position.direction === 'LONG' ? 'Long' : 'Short'}, ${signed(result, 2)} USD`,
  })
}
