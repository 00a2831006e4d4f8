import type { CfdPosition } from '../../lib/messages'

/** The open positions after one has changed, newest first; one that was closed is there no more. */
export function withPosition(known: readonly CfdPosition[], position: CfdPosition): CfdPosition[] {
  const place = known.findIndex((each) => each.position_id === position.position_id)
  if (position.status === 'closed') return known.filter((_, at) => at !== place)
  return place < 0 ? [position, ...known] : known.with(place, position)
}
