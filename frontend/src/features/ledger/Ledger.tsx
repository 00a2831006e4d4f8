import { figure, signed, units } from '../../lib/decimal'
import type { LedgerEntry } from '../../lib/messages'
import { When } from '../blotter/Cells'
import { List } from '../blotter/List'
import table from '../blotter/Table.module.css'
import { useHistory } from '../blotter/useHistory'

const KINDS: Record<string, string> = {
  grant: 'Opening gift',
  deposit: 'Deposit',
  trade: 'Trade',
  fee: 'Fee',
  cfd_pnl: 'CFD result',
  cfd_fee: 'CFD fee',
  financing: 'Financing',
  correction: 'Correction',
}

/** Every movement of money, with what there was afterwards. */
export function Ledger() {
  const list = useHistory('entries', (api, limit, cursor) => api.ledger(limit, cursor))
  return (
    <List
      what="entries"
      list={list}
      empty="No money has moved yet. Every movement will be here, with what there was afterwards."
      heads={
        <>
          <th scope="col" className={table['wide']}>
            Time
          </th>
          <th scope="col">What</th>
          <th scope="col">Asset</th>
          <th scope="col">Amount</th>
          <th scope="col">Total afterwards</th>
        </>
      }
      row={(entry) => <Row key={entry.entry_id} entry={entry} />}
    />
  )
}

function Row({ entry }: { entry: LedgerEntry }) {
  const amount = units(entry.amount)
  return (
    <tr>
      <When at={entry.timestamp} />
      <td title={entry.reference ?? undefined}>{KINDS[entry.kind] ?? entry.kind}</td>
      <td>{entry.asset}</td>
      <td className={amount < 0n ? table['sell'] : table['buy']}>{signed(amount, 2)}</td>
      <td>{figure(units(entry.balance), 2)}</td>
    </tr>
  )
}
