import { figure, placesOf, units } from '../../lib/decimal'
import type { Instrument } from '../../lib/messages'
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
        <div className={css['scroll']} {...hold}>
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
                <tr key={trade.trade_id}>
                  <td className={css[trade.taker_side]} title={trade.taker_side === 'buy' ? 'Bought' : 'Sold'}>
                    {figure(units(trade.price), placesOf(instrument.tick))}
                  </td>
                  <td>
                    <Figure value={units(trade.quantity)} places={placesOf(instrument.lot)} />
                  </td>
                  <td className={css['time']}>
                    <time dateTime={trade.timestamp} title={moment(trade.timestamp)}>
                      {clock(trade.timestamp)}
                    </time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
