import { memo } from 'react'
import { figure, placesOf, units } from '../../lib/decimal'
import type { Instrument, Trade } from '../../lib/messages'
import { clock, moment } from '../../lib/time'
import { useFrozen } from '../../lib/useFrozen'
import { Figure } from '../../ui/Figure'
import { Empty, Panel, Skeleton, Trouble } from '../../ui/Panel'
import css from './Tape.module.css'
import { useTape } from './useTape'

/** What has just traded, newest on top. The colour is the side of whoever took. */
export function Tape({ instrument, className }: { instrument: Instrument; className?: string | undefined }) {
  const { data, error, refetch } = useTape(instrument.symbol)
  const { shown, frozen, hold } = useFrozen(data)
  return (
    <Panel title="Trades" aside={frozen ? 'Paused under the pointer' : null} className={className ?? ''}>
      {!shown && !error && <Skeleton rows={14} label="The trades are on their way" />}
      {!shown && error && <Trouble what="Earlier trades are missing." problem={error} retry={() => void refetch()} />}
      {shown?.length === 0 && <Empty>No trade yet. Each will be here the moment it happens.</Empty>}
      {shown && shown.length > 0 && (
        <div className={css['scroll']} tabIndex={0} role="region" aria-label="The latest trades" {...hold}>
          <table className={css['tape']}>
            <thead>
              <tr>
                <th scope="col">Price {instrument.quote}</th>
                <th scope="col">Amount {instrument.base}</th>
                <th scope="col">Time</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((trade) => (
                <Row key={trade.trade_id} trade={trade} instrument={instrument} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

/** A trade never changes: it is drawn once. */
const Row = memo(function Row({ trade, instrument }: { trade: Trade; instrument: Instrument }) {
  const { price, quantity, taker_side, timestamp } = trade
  return (
    <tr>
      <td className={css[taker_side]} title={taker_side === 'buy' ? 'Bought' : 'Sold'}>
        {figure(units(price), placesOf(instrument.tick))}
      </td>
      <td>
        <Figure value={units(quantity)} places={placesOf(instrument.lot)} />
      </td>
      <td className={css['time']}>
        <time dateTime={timestamp} title={moment(timestamp)}>
          {clock(timestamp)}
        </time>
      </td>
    </tr>
  )
})
