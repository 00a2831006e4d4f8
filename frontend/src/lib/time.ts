const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' })
const WITH_ZONE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' })

/** The time of day here, as 14:03:59. */
export function clock(timestamp: string): string {
  return CLOCK.format(new Date(timestamp))
}

/** The day here, as 07 Mar. */
export function day(timestamp: string): string {
  return DAY.format(new Date(timestamp))
}

/** The whole moment: here with its zone, and as the venue told it. */
export function moment(timestamp: string): string {
  return `${WITH_ZONE.format(new Date(timestamp))} · ${timestamp}`
}
