import { expect, it } from 'vitest'
import { type Bar, newBars } from './bars'

const [nine, ten, eleven, twelve] = [9, 10, 11, 12].map(bar) as [Bar, Bar, Bar, Bar]

it('tells a chart what is new at its end, and no more', () => {
  const moved = { ...eleven, close: 5 }
  expect(newBars([nine, ten, eleven], [nine, ten, eleven])).toEqual([])
  expect(newBars([nine, ten, eleven], [nine, ten, moved])).toEqual([moved])
  expect(newBars([nine, ten, eleven], [nine, ten, moved, twelve])).toEqual([moved, twelve])
})

it('tells it all when the past is another', () => {
  expect(newBars([], [nine])).toBe('all')
  expect(newBars([ten, eleven], [nine, ten, eleven])).toBe('all')
  expect(newBars([nine, ten], [nine])).toBe('all')
  expect(newBars([nine, ten, eleven], [nine, { ...ten, close: 5 }, eleven])).toBe('all')
})

function bar(time: number): Bar {
  return { time, open: 1, high: 2, low: 1, close: 2, volume: 3 }
}
