/**
 * Exact decimals: a bigint in units of 1e-8, which is how the venue counts. Nothing here, and nothing
 * that uses it, lets a price or an amount pass through a binary double.
 */
export type E8 = bigint

export const ONE: E8 = 100_000_000n

/** The venue counts in 64 bits. */
const LARGEST: E8 = 2n ** 63n - 1n

/** The units of a decimal such as "70150.5"; undefined when it is none, is finer than 1e-8 or does not fit. */
export function parse(typed: string): E8 | undefined {
  const match = /^(-?)(?=\.?\d)(\d*)(?:\.(\d{0,8}))?$/.exec(typed.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const size = BigInt(whole || '0') * ONE + BigInt(fraction.padEnd(8, '0'))
  if (size > LARGEST) return undefined
  return sign ? -size : size
}

/** The units of a decimal that the venue has sent. */
export function units(told: string): E8 {
  const value = parse(told)
  if (value === undefined) throw new RangeError(`"${told}" is not a decimal of the venue`)
  return value
}

/** As the wire has it: no exponent, no trailing zeros. */
export function text(value: E8): string {
  return written(value, 0, '')
}

/** As a person reads it: thousands apart, at least so many decimals, and never fewer digits than there are. */
export function figure(value: E8, places: number): string {
  return written(value, places, ',')
}

/** A product, rounded down where it is finer than 1e-8. */
export function timesDown(a: E8, b: E8): E8 {
  return (a * b) / ONE
}

/** A product, rounded up where it is finer than 1e-8: how the venue rounds a fee. */
export function timesUp(a: E8, b: E8): E8 {
  return (a * b + ONE - 1n) / ONE
}

/** The largest multiple of a step that is not above the value. */
export function floorTo(value: E8, step: E8): E8 {
  return value - (value % step)
}

/** How many decimals a grid needs: 4 for "0.0001", 1 for "0.5", none for "10". */
export function placesOf(step: string): number {
  return text(units(step)).split('.')[1]?.length ?? 0
}

/** A rate as a person reads it: "0.001" as "0.1 %". */
export function percent(rate: string): string {
  return `${figure(units(rate) * 100n, 0)} %`
}

/** A rate of change to two decimals, with its sign and a mark that needs no colour: "▲ +1.24 %". */
export function signedPercent(rate: E8): string {
  const cut = floorTo(rate, ONE / 10_000n) * 100n
  const mark = cut > 0n ? '▲ +' : cut < 0n ? '▼ ' : ''
  return `${mark}${figure(cut, 2)} %`
}

/** A gain or a loss, with its sign and a mark that needs no colour: "▲ +12.50", "▼ -3.00". */
export function signed(value: E8, places: number): string {
  const mark = value > 0n ? '▲ +' : value < 0n ? '▼ ' : ''
  return mark + figure(value, places)
}

/** Money to the cent, cut towards zero: what is shown of a gain is never more than there is. */
export function cents(value: E8): E8 {
  return floorTo(value, ONE / 100n)
}

function written(value: E8, places: number, thousands: string): string {
  const size = value < 0n ? -value : value
  const whole = (size / ONE).toString().replace(/\B(?=(\d{3})+$)/g, thousands)
  const fraction = (size % ONE).toString().padStart(8, '0').replace(/0+$/, '').padEnd(places, '0')
  return (value < 0n ? '-' : '') + whole + (fraction && `.${fraction}`)
}
