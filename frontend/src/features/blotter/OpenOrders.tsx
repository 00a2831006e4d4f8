import { useState } from 'react'
import { figure, placesOf, units } from '../../lib/decimal'
import type { Instrument, Order } from '../../lib/messages'
import { useSession } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Figure } from '../../ui/Figure'
import { Empty, Skeleton, Trouble } from '../../ui/Panel'
import { SideCell, When } from './Cells'
import { priceOf, typeOf } from './orderWords'
import css from './Table.module.css'
import { Amend } from './Amend'
import { openOf } from './orders'
import { useCancelOrder, type useOpenOrders } from './useOpenOrders'

interface OpenOrdersProps {
  orders: ReturnType<typeof useOpenOrders>
  instruments: Instrument[]
  /** The trader wants to place an order. */
  onBegin: () => void
}

/** What stands in the book for this account, each with a way to change it and to take it back. */
export function OpenOrders({ orders, instruments, onBegin }: OpenOrdersProps) {
  const session = useSession()
  const { data, error, refetch } = orders
  const open = data && openOf(data)
  const isNew = session.phase === 'signed-in' && session.isNew && data?.size === 0
  if (!open) {
    if (!error) return <Skeleton rows={4} label="The open orders are on their way" />
    return <Trouble what="The open orders are missing." problem={error} retry={() => void refetch()} />
  }
  if (open.length > 0) return <Table orders={open} instruments={instruments} />
  return (
    <Empty>
      <p>Nothing waits in the book. Click a price, enter an amount, and your order will be here.</p>
      <button type="button" className={button['quiet']} onClick={onBegin}>
        {isNew ? 'Place your first order' : 'Place an order'}
      </button>
    </Empty>
  )
}

function Table({ orders, instruments }: { orders: Order[]; instruments: Instrument[] }) {
  const cancel = useCancelOrder()
  const [amended, setAmended] = useState<Order>()
  const instrumentOf = (order: Order) => instruments.find((each) => each.symbol === order.instrument)
  const amending = amended && orders.find((order) => order.order_id === amended.order_id)
  const rules = amending && instrumentOf(amending)
  return (
    <div className={css['scroll']}>
      {cancel.error && (
        <p role="alert" className={css['refusal']}>
          Not cancelled. {cancel.error.message}
        </p>
      )}
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col" className={css['wide']}>
              Time
            </th>
            <th scope="col">Instrument</th>
            <th scope="col">Side</th>
            <th scope="col" className={css['wide']}>
              Type
            </th>
            <th scope="col">Price</th>
            <th scope="col">Amount</th>
            <th scope="col">Filled</th>
            <th scope="col" className={css['act']}>
              <span className="unseen">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <Row
              key={order.order_id}
              order={order}
              instrument={instrumentOf(order)}
              leaving={cancel.isPending && cancel.variables.order_id === order.order_id}
              onAmend={() => setAmended(order)}
              onCancel={() => cancel.mutate(order)}
            />
          ))}
        </tbody>
      </table>
      {amending && rules && <Amend order={amending} instrument={rules} onClose={() => setAmended(undefined)} />}
    </div>
  )
}

interface RowProps {
  order: Order
  instrument: Instrument | undefined
  leaving: boolean
  onAmend: () => void
  onCancel: () => void
}

function Row({ order, instrument, leaving, onAmend, onCancel }: RowProps) {
  const price = priceOf(order, placesOf(instrument?.tick ?? '1'))
  const quantity = units(order.quantity ?? '0')
  const lots = placesOf(instrument?.lot ?? '1')
  const named = `${order.side} ${figure(quantity, 0)} ${order.instrument} at ${price}`
  return (
    <tr data-leaving={leaving ? '' : undefined}>
      <When at={order.created_at} />
      <td>{order.instrument}</td>
      <SideCell side={order.side} />
      <td className={css['wide']}>{typeOf(order)}</td>
      <td>{price}</td>
      <td>
        <Figure value={quantity} places={lots} />
      </td>
      <td className={css['soft']}>
        <Figure value={units(order.filled_quantity)} places={lots} />
      </td>
      <td className={css['act']}>
        <span className={css['actions']}>
          {order.type === 'limit' && (
            <button
              type="button"
              className={button['quiet']}
              disabled={leaving}
              aria-label={`Amend ${named}`}
              onClick={onAmend}
            >
              Amend
            </button>
          )}
          <button
            type="button"
            className={button['quiet']}
            disabled={leaving}
            aria-label={`Cancel ${named}`}
            onClick={onCancel}
          >
            Cancel
          </button>
        </span>
      </td>
    </tr>
  )
}
