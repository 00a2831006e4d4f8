import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AccountStrip } from '../features/account-strip/AccountStrip'
import { Balances } from '../features/balances/Balances'
import { useBalances } from '../features/balances/useBalances'
import { Fills } from '../features/blotter/Fills'
import { Equity } from '../features/equity/Equity'
import { Download } from '../features/ledger/Download'
import { Ledger } from '../features/ledger/Ledger'
import { NetPositions } from '../features/net-positions/NetPositions'
import { useVenue } from '../lib/venue'
import { ForMembers, Page } from '../ui/Page'
import { Tabs } from '../ui/Tabs'
import { instrumentsQuery } from './instruments'
import css from './PortfolioPage.module.css'

const TABS = [
  { name: 'balances', label: 'Balances' },
  { name: 'positions', label: 'Positions' },
  { name: 'ledger', label: 'Ledger' },
  { name: 'fills', label: 'Fills' },
] as const

/** What the account has, what it was worth, and how it came to it. */
export default function PortfolioPage() {
  return (
    <Page title="Portfolio">
      <ForMembers what="Your equity, balances and trades">
        <AccountStrip />
        <Equity />
        <Lists />
      </ForMembers>
    </Page>
  )
}

function Lists() {
  const { api } = useVenue()
  const { data: instruments = [] } = useQuery(instrumentsQuery(api))
  const balances = useBalances()
  const [shown, setShown] = useState<(typeof TABS)[number]['name']>('balances')
  return (
    <Tabs
      label="Account"
      tabs={TABS}
      shown={shown}
      onShow={setShown}
      className={css['lists']}
      aside={(shown === 'ledger' || shown === 'fills') && <Download key={shown} list={shown} />}
    >
      {
        {
          balances: <Balances balances={balances} instruments={instruments} />,
          positions: <NetPositions instruments={instruments} />,
          ledger: <Ledger />,
          fills: <Fills instruments={instruments} />,
        }[shown]
      }
    </Tabs>
  )
}
