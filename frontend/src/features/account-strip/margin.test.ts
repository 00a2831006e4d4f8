import { expect, it } from 'vitest'
import { units } from '../../lib/decimal'
import { levelWords } from './margin'

it('reads a margin level as a whole percentage, never above what it is', () => {
  expect(levelWords(units('1.5'))).toBe('150 %')
  expect(levelWords(units('10.00999'))).toBe('1,000 %')
})
