import { placesOf, units } from '../../lib/decimal'
import type { Balance, Instrument } from '../../lib/messages'
import { useSession } from '../../lib/venue'
import { Figure } from '../../ui/Figure'
import { Empty, Panel, Skeleton, Trouble } from '../../ui/Panel'
import css from './Balances.module.css'
import type { useBalances } from './useBalances'

interface BalancesProps {
  balances: ReturnType<typeof useBalances>
  instruments: Instrument[]
  className?: string | undefined
}

/** What the account has, and how much of it its open orders hold. */
export function Balances({ balances, instruments, className }: BalancesProps) {
  const signedOut = useSession().phase === 'signed-out'
  const { data, error, refetch } = balances
  return (
    <Panel title="Balances" className={`${css['panel']} ${className ?? ''}`}>
      {signedOut && <Empty>Your balances will be here. A new account is given 100,000 USD of play money.</Empty>}
      {!signedOut && !data && !error && <Skeleton rows={3} label="The balances are on their way" />}
      {!signedOut && !data && error && (
        <Trouble what="The balances are missing." problem={error} retry={() => void refetch()} />
      )}
      {!signedOut && data?.length === 0 && <Empty>Nothing here yet. What you buy will be listed.</Empty>}
      {!signedOut && data && data.length > 0 && (
        <div className={css['scroll']}>
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
      )}
    </Panel>
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
