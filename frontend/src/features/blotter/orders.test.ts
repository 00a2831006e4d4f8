import { describe, expect, it } from 'vitest'
import type { Order } from '../../lib/messages'
import { orderWith } from '../../testing/market'
import { openOf, type Orders, withOrder, withSnapshot } from './orders'

describe('the open orders', () => {
  it('are shown newest first', () => {
    expect(shown([order('1'), order('2'), order('3')].reduce(withOrder, none))).toEqual(['3', '2', '1'])
  })

  it('lose an order when it closes, and an older answer does not bring it back', () => {
    const cancelled = withOrder(withOrder(none, order('1')), order('1', { status: 'cancelled', updated_at: '5' }))
    expect(shown(cancelled)).toEqual([])
    expect(shown(withOrder(cancelled, order('1')))).toEqual([])
    expect(shown(withSnapshot(cancelled, [order('1')]))).toEqual([])
  })

  it('keep the later of two changes, whichever arrives first', () => {
    const later = order('1', { filled_quantity: '2', updated_at: '6' })
    const orders = withOrder(withOrder(none, later), order('1', { filled_quantity: '1', updated_at: '5' }))
    expect(orders.get('1')?.filled_quantity).toBe('2')
  })

  it('are what a snapshot says, without those that it no longer has', () => {
    const before = withOrder(withOrder(none, order('1')), order('2'))
    expect(shown(withSnapshot(before, [order('2'), order('3')]))).toEqual(['3', '2'])
  })
})

const none: Orders = new Map()

function shown(orders: Orders): string[] {
  return openOf(orders).map((each) => each.order_id)
}

function order(id: string, changes: Partial<Order> = {}): Order {
  return orderWith({ order_id: id, created_at: id, updated_at: id, ...changes })
}
