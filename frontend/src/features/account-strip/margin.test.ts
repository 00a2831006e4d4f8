import { expect, it } from 'vitest'
import { levelWords } from './margin'

it('reads a margin level as a whole percentage, never above what it is', () => {
  expect(levelWords('1.5')).toBe('150 %')
  expect(levelWords('10.00999')).toBe('1,000 %')
  expect(levelWords('-0.259')).toBe('-25 %')
  expect(levelWords(null)).toBe('–')
})
