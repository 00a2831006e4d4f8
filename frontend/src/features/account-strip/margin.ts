import { figure, floorTo, ONE, units } from '../../lib/decimal'

/** A level as a person reads it: "1.5" as "150 %"; nothing without a position. */
export function levelWords(level: string | null): string {
  return level === null ? '–' : `${figure(floorTo(units(level) * 100n, ONE), 0)} %`
}
