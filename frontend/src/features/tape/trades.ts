import type { Trade } from '../../lib/messages'

export const LENGTH = 60

/** The tape with more trades on it: each once, newest first, no longer than it is shown. */
export function withTrades(known: readonly Trade[] | undefined, more: readonly Trade[]): Trade[] {
  const seen = new Set<string>()
  return [...more, ...(known ?? [])]
    .filter((trade) => !seen.has(trade.trade_id) && seen.add(trade.trade_id))
    .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : a.timestamp > b.timestamp ? -1 : 0))
    .slice(0, LENGTH)
}
