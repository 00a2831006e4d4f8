import { placesOf, units } from '../../lib/decimal'
import type { Balance, Instrument } from '../../lib/messages'
import { Figure } from '../../ui/Figure'
import { Empty, Skeleton, Trouble } from '../../ui/Panel'
import css from './Balances.module.css'
import type { useBalances } from './useBalances'

interface BalancesProps {
  balances: ReturnType<typeof useBalances>
  instruments: Instrument[]
}

/** What the account has, and how much of it its open orders hold. */
export function Balances({ balances, instruments }: BalancesProps) {
  const { data, error, refetch } = balances
  if (!data) {
    if (!error) return <Skeleton rows={3} label="The balances are on their way" />
    return <Trouble what="The balances are missing." problem={error} retry={() => void refetch()} />
  }
  if (data.length === 0) return <Empty>Nothing here yet. What you buy will be listed.</Empty>
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="The balances">
      <table className={css['balances']}>
        <thead>
          <tr>
            <th scope="col">Asset</th>
            <th scope="col">Available</th>
            <th scope="col" title="Kept for your open orders">
              Held
            </th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {data.map((balance) => (
            <Row key={balance.asset} balance={balance} places={placesFor(balance.asset, instruments)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ balance, places }: { balance: Balance; places: number }) {
  const available = units(balance.available)
  const held = units(balance.held)
  const total = available + held + units(balance.margin)
  return (
    <tr>
      <th scope="row">{balance.asset}</th>
      <td>
        <Figure value={available} places={places} />
      </td>
      <td>
        <Figure value={held} places={places} />
      </td>
      <td>
        <Figure value={total} places={places} />
      </td>
    </tr>
  )
}

/** A traded asset shows the decimals of its lots, money two. */
function placesFor(asset: string, instruments: Instrument[]): number {
  const traded = instruments.find((instrument) => instrument.kind === 'spot' && instrument.base === asset)
  return traded ? placesOf(traded.lot) : 2
}
