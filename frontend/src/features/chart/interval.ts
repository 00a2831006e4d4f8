import { type Interval, INTERVALS } from '../../lib/messages'

const KEY = 'chart-interval'

/** The interval that was chosen last in this browser. */
export function remembered(): Interval {
  try {
    const known = localStorage.getItem(KEY)
    return INTERVALS.find((each) => each === known) ?? '1m'
  } catch {
    // Storage is switched off: every visit begins alike.
    return '1m'
  }
}

export function remember(interval: Interval): void {
  try {
    localStorage.setItem(KEY, interval)
  } catch (reason) {
    console.info('The interval is not remembered, because storage is switched off.', reason)
  }
}
