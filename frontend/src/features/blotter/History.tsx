import { figure, placesOf, units } from '../../lib/decimal'
import type { Instrument, Order } from '../../lib/messages'
import { Figure } from '../../ui/Figure'
import { SideCell, When } from './Cells'
import { List } from './List'
import { priceOf, stateOf, typeOf } from './orderWords'
import css from './Table.module.css'
import { useHistory } from './useHistory'

/** Every order, with what became of it. */
export function History({ instruments }: { instruments: Instrument[] }) {
  const list = useHistory('orders', (api, limit, cursor) => api.orders(limit, cursor))
  return (
    <List
      what="orders"
      list={list}
      empty="No order yet. Each will stay here, with what became of it."
      heads={
        <>
          <th scope="col" className={css['wide']}>
            Time
          </th>
          <th scope="col">Instrument</th>
          <th scope="col">Side</th>
          <th scope="col" className={css['wide']}>
            Type
          </th>
          <th scope="col">Price</th>
          <th scope="col" className={css['wide']}>
            Average
          </th>
          <th scope="col">Filled</th>
          <th scope="col">Status</th>
        </>
      }
      row={(order) => <Row key={order.order_id} order={order} instruments={instruments} />}
    />
  )
}

function Row({ order, instruments }: { order: Order; instruments: Instrument[] }) {
  const instrument = instruments.find((each) => each.symbol === order.instrument)
  const [prices, lots] = [placesOf(instrument?.tick ?? '1'), placesOf(instrument?.lot ?? '1')]
  return (
    <tr>
      <When at={order.created_at} />
      <td>{order.instrument}</td>
      <SideCell side={order.side} />
      <td className={css['wide']}>{typeOf(order)}</td>
      <td>{priceOf(order, prices)}</td>
      <td className={css['wide']}>
        {order.average_price === null ? '–' : figure(units(order.average_price), prices)}
      </td>
      <td>
        <Figure value={units(order.filled_quantity)} places={lots} />
        {order.quantity !== null && <span className={css['soft']}> / {figure(units(order.quantity), 0)}</span>}
      </td>
      <td>{stateOf(order)}</td>
    </tr>
  )
}
