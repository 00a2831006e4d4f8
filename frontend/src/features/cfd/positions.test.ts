import { expect, it } from 'vitest'
import { positionWith } from '../../testing/market'
import { withPosition } from './positions'

const [first, second] = [positionWith({}), positionWith({ position_id: '2' })]

it('begins with the newest, changes one in its place, and loses what was closed', () => {
  expect(withPosition([first], second)).toEqual([second, first])
  const moved = { ...first, stop_loss_price: '58000' }
  expect(withPosition([second, first], moved)).toEqual([second, moved])
  expect(withPosition([second, first], { ...second, status: 'closed' })).toEqual([first])
  expect(withPosition([first], { ...second, status: 'closed' })).toEqual([first])
})
