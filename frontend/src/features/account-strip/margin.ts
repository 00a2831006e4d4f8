import { type E8, figure, floorTo, ONE } from '../../lib/decimal'

/** A level as a person reads it: 1.5 as "150 %". */
export function levelWords(level: E8): string {
  return `${figure(floorTo(level * 100n, ONE), 0)} %`
}
