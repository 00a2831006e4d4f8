import { figure, placesOf, units } from '../../lib/decimal'
import type { Instrument, Order } from '../../lib/messages'
import { clock, day, moment } from '../../lib/time'
import { useSession } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Figure } from '../../ui/Figure'
import { Empty, Panel, Skeleton, Trouble } from '../../ui/Panel'
import css from './OpenOrders.module.css'
import { openOf } from './orders'
import { type Fill, useCancelOrder, useOpenOrders } from './useOpenOrders'

interface OpenOrdersProps {
  instruments: Instrument[]
  /** The trader wants to place an order. */
  onBegin: () => void
  className?: string | undefined
}

/** What stands in the book for this account, each with a way to take it back. */
export function OpenOrders({ instruments, onBegin, className }: OpenOrdersProps) {
  const session = useSession()
  const { data, error, refetch, lastFill } = useOpenOrders()
  const signedOut = session.phase === 'signed-out'
  const open = data && openOf(data)
  const isNew = session.phase === 'signed-in' && session.isNew && data?.size === 0
  return (
    <Panel
      title={open?.length ? `Open orders ${open.length}` : 'Open orders'}
      aside={<span role="status">{lastFill?.liquidity === 'maker' && told(lastFill)}</span>}
      className={`${css['orders']} ${className ?? ''}`}
    >
      {signedOut && <Empty>Sign in to place orders. Those that wait in the book will be here.</Empty>}
      {!signedOut && !open && !error && <Skeleton rows={4} label="The open orders are on their way" />}
      {!signedOut && !open && error && (
        <Trouble what="The open orders are missing." problem={error} retry={() => void refetch()} />
      )}
      {!signedOut && open?.length === 0 && (
        <Empty>
          <p>Nothing waits in the book. Click a price, enter an amount, and your order will be here.</p>
          <button type="button" className={button['quiet']} onClick={onBegin}>
            {isNew ? 'Place your first order' : 'Place an order'}
          </button>
        </Empty>
      )}
      {!signedOut && open && open.length > 0 && <Table orders={open} instruments={instruments} />}
    </Panel>
  )
}

function Table({ orders, instruments }: { orders: Order[]; instruments: Instrument[] }) {
  const cancel = useCancelOrder()
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
            <th scope="col">Price</th>
            <th scope="col">Amount</th>
            <th scope="col">Filled</th>
            <th scope="col">
              <span className="unseen">Cancel</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <Row
              key={order.order_id}
              order={order}
              instrument={instruments.find((each) => each.symbol === order.instrument)}
              leaving={cancel.isPending && cancel.variables.order_id === order.order_id}
              onCancel={() => cancel.mutate(order)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  order: Order
  instrument: Instrument | undefined
  leaving: boolean
  onCancel: () => void
}

function Row({ order, instrument, leaving, onCancel }: RowProps) {
  const price = order.price === null ? 'market' : figure(units(order.price), placesOf(instrument?.tick ?? '1'))
  const quantity = units(order.quantity ?? '0')
  const lots = placesOf(instrument?.lot ?? '1')
  return (
    <tr data-leaving={leaving ? '' : undefined}>
      <td className={css['wide']}>
        <time dateTime={order.created_at} title={moment(order.created_at)}>
          {day(order.created_at)} {clock(order.created_at)}
        </time>
      </td>
      <td>{order.instrument}</td>
      <td className={css[order.side]}>{order.side === 'buy' ? 'Buy' : 'Sell'}</td>
      <td>{price}</td>
      <td>
        <Figure value={quantity} places={lots} />
      </td>
      <td className={css['soft']}>
        <Figure value={units(order.filled_quantity)} places={lots} />
      </td>
      <td>
        <button
          type="button"
          className={button['quiet']}
          disabled={leaving}
          aria-label={`Cancel ${order.side} ${figure(quantity, 0)} ${order.instrument} at ${price}`}
          onClick={onCancel}
        >
          Cancel
        </button>
      </td>
    </tr>
  )
}

function told(fill: Fill): string {
  const did = fill.side === 'buy' ? 'Bought' : 'Sold'
  return `${did} ${figure(units(fill.quantity), 0)} ${fill.instrument} at ${figure(units(fill.price), 0)}`
}
