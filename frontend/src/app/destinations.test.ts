import { expect, it } from 'vitest'
import { matching } from './destinations'

const ALL = ['ETH-USD', 'BTC-USD', 'Trade', 'Status'].map((name) => ({ name, kind: '', path: name }))

it('finds what has the letters in its name, with or without the dash, and what begins with them first', () => {
  expect(found('btcusd')).toEqual(['BTC-USD'])
  expect(found('BTC-U')).toEqual(['BTC-USD'])
  expect(found('t')).toEqual(['Trade', 'ETH-USD', 'BTC-USD', 'Status'])
  expect(found('doge')).toEqual([])
})

it('shows everything before anything is typed', () => {
  expect(found('')).toHaveLength(4)
})

function found(typed: string): string[] {
  return matching(ALL, typed).map(({ name }) => name)
}
