/** A path through the values, from the left to the right and between the lowest and the highest. Pixels: floats will do. */
export function sparkline(values: readonly number[], width: number, height: number): string {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const y = (value: number) => (range === 0 ? height / 2 : height - ((value - low) / range) * height)
  return values.map((value, at) => `${at === 0 ? 'M' : 'L'}${round(at * step)} ${round(y(value))}`).join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
