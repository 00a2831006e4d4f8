import { expect, it } from 'vitest'
import { sparkline } from './sparkline'

it('goes from the lowest at the bottom to the highest at the top', () => {
  expect(sparkline([1, 3, 2], 100, 20)).toBe('M0 20L50 0L100 10')
})

it('is a line in the middle while nothing moves, and nothing of nothing', () => {
  expect(sparkline([5, 5], 100, 20)).toBe('M0 10L100 10')
  expect(sparkline([], 100, 20)).toBe('')
})
