import type { Interval } from '../../lib/messages'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How far back one looks, and how closely: a few hundred points each. */
export const SPANS = {
  Day: { interval: '5m', ms: DAY_MS },
  Week: { interval: '1h', ms: 7 * DAY_MS },
  Month: { interval: '4h', ms: 30 * DAY_MS },
  Year: { interval: '1d', ms: 365 * DAY_MS },
} as const satisfies Record<string, { interval: Interval; ms: number }>

export type Span = keyof typeof SPANS
