import { useQuery } from '@tanstack/react-query'
import { cents, figure, placesOf, signed, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { Instrument, NetPosition } from '../../lib/messages'
import { useVenue } from '../../lib/venue'
import { Figure } from '../../ui/Figure'
import { Empty, Skeleton, Trouble } from '../../ui/Panel'
import table from '../blotter/Table.module.css'

const ASK_AGAIN_MS = 5000

/** What was bought and sold of each instrument comes to, at the prices of now. */
export function NetPositions({ instruments }: { instruments: Instrument[] }) {
  const { api } = useVenue()
  const { data, error, refetch } = useQuery<NetPosition[], Problem>({
    queryKey: ['account', 'net-positions'],
    queryFn: () => api.netPositions(),
    refetchInterval: ASK_AGAIN_MS,
  })
  if (!data) {
    if (!error) return <Skeleton rows={3} label="The positions are on their way" />
    return <Trouble what="The positions are missing." problem={error} retry={() => void refetch()} />
  }
  if (data.length === 0) return <Empty>No trade yet. What your trades come to will be here, for each instrument.</Empty>
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label="The positions">
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">Instrument</th>
            <th scope="col">Side</th>
            <th scope="col" className={table['wide']}>
              Cost
            </th>
            <th scope="col">Amount</th>
            <th scope="col">Average</th>
            <th scope="col" className={table['wide']} title="Gained or lost by what was sold again">
              Realized
            </th>
            <th scope="col" title="What would be gained or lost at the price of now">
              Unrealized
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((position) => (
            <Row key={position.instrument} position={position} instruments={instruments} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ position, instruments }: { position: NetPosition; instruments: Instrument[] }) {
  const instrument = instruments.find((each) => each.symbol === position.instrument)
  const quantity = units(position.net_quantity)
  const way = quantity > 0n ? '▲ Long' : quantity < 0n ? '▼ Short' : 'Flat'
  return (
    <tr>
      <td>{position.instrument}</td>
      <td>{way}</td>
      <td className={table['wide']}>{figure(cents(units(position.total_cost)), 2)}</td>
      <td>
        <Figure value={quantity} places={placesOf(instrument?.lot ?? '1')} />
      </td>
      <td>{position.avg_price === null ? '–' : figure(units(position.avg_price), placesOf(instrument?.tick ?? '1'))}</td>
      <td className={table['wide']}>
        <Gain of={position.realized_pnl} />
      </td>
      <td>{position.unrealized_pnl === null ? '–' : <Gain of={position.unrealized_pnl} />}</td>
    </tr>
  )
}

function Gain({ of }: { of: string }) {
  const value = cents(units(of))
  return <span className={value < 0n ? table['sell'] : value > 0n ? table['buy'] : undefined}>{signed(value, 2)}</span>
}
