import { figure, units } from '../../lib/decimal'
import { sentence } from '../../lib/http'
import type { OrdersFrame } from '../../lib/messages'
import { tell } from '../../ui/toasts'

type Frame<Type extends OrdersFrame['type']> = Extract<OrdersFrame, { type: Type }>

export function tellFill({ side, quantity, instrument, price, fee, fee_asset }: Frame<'fill'>): void {
  tell({
    tone: side === 'buy' ? 'up' : 'down',
    title: `${side === 'buy' ? '▲ Bought' : '▼ Sold'} ${figure(units(quantity), 0)} ${instrument}`,
    words: `At ${figure(units(price), 0)}. Fee ${figure(units(fee), 2)} ${fee_asset}.`,
  })
}

export function tellRefusal({ detail }: Frame<'order_rejected'>): void {
  tell({ tone: 'plain', title: 'Order refused', words: sentence(detail) })
}
