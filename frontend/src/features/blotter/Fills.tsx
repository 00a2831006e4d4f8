import { figure, placesOf, units } from '../../lib/decimal'
import type { Fill, Instrument } from '../../lib/messages'
import { Figure } from '../../ui/Figure'
import { SideCell, When } from './Cells'
import { List } from './List'
import css from './Table.module.css'
import { useHistory } from './useHistory'

/** Every trade of the account, with its fee. */
export function Fills({ instruments }: { instruments: Instrument[] }) {
  const list = useHistory('fills', (api, limit, cursor) => api.fills(limit, cursor))
  return (
    <List
      what="fills"
      list={list}
      empty="No trade yet. Each trade of yours will be here, with its fee."
      heads={
        <>
          <th scope="col" className={css['wide']}>
            Time
          </th>
          <th scope="col">Instrument</th>
          <th scope="col">Side</th>
          <th scope="col">Price</th>
          <th scope="col">Amount</th>
          <th scope="col">Fee</th>
          <th scope="col" className={css['wide']}>
            Role
          </th>
        </>
      }
      row={(fill) => <Row key={fill.trade_id + fill.order_id} fill={fill} instruments={instruments} />}
    />
  )
}

function Row({ fill, instruments }: { fill: Fill; instruments: Instrument[] }) {
  const instrument = instruments.find((each) => each.symbol === fill.instrument)
  return (
    <tr>
      <When at={fill.timestamp} />
      <td>{fill.instrument}</td>
      <SideCell side={fill.side} />
      <td>{figure(units(fill.price), placesOf(instrument?.tick ?? '1'))}</td>
      <td>
        <Figure value={units(fill.quantity)} places={placesOf(instrument?.lot ?? '1')} />
      </td>
      <td>
        {figure(units(fill.fee), 2)} {fill.fee_asset}
      </td>
      <td className={css['wide']} title={fill.liquidity === 'maker' ? 'It waited in the book' : 'It traded at once'}>
        {fill.liquidity}
      </td>
    </tr>
  )
}
