/** What a chart draws of a stretch of time. These are pixels in waiting: floats will do. */
export interface Bar {
  /** When it opened, in whole seconds since 1970. */
  time: number
  open: number
  high: number
  low: number
  close: number
  volume: number
}

/**
 * The bars that a chart which shows `before` has yet to be told, so that it shows `after`; 'all' when the past has changed.
 * A live chart changes at its end, and nearly always in its last bar alone.
 */
export function newBars(before: readonly Bar[], after: readonly Bar[]): readonly Bar[] | 'all' {
  const last = before.length - 1
  if (last < 0 || after.length < before.length || before[0] !== after[0]) return 'all'
  if (before[last]?.time !== after[last]?.time || before[last - 1] !== after[last - 1]) return 'all'
  return after.slice(before[last] === after[last] ? last + 1 : last)
}
