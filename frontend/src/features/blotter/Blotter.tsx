import { useState } from 'react'
import type { Instrument } from '../../lib/messages'
import { useSession } from '../../lib/venue'
import { Empty } from '../../ui/Panel'
import { Tabs } from '../../ui/Tabs'
import { Balances } from '../balances/Balances'
import type { useBalances } from '../balances/useBalances'
import { CancelAll } from './CancelAll'
import { OpenOrders } from './OpenOrders'
import { openOf } from './orders'
import { useOpenOrders } from './useOpenOrders'
import { Fills } from './Fills'
import { History } from './History'

interface BlotterProps {
  instruments: Instrument[]
  balances: ReturnType<typeof useBalances>
  /** The trader wants to place an order. */
  onBegin: () => void
  className?: string | undefined
}

type View = 'open' | 'history' | 'fills' | 'balances'

/** What the account has in the market, did there, and owns. */
export function Blotter({ instruments, balances, onBegin, className }: BlotterProps) {
  const [shown, setShown] = useState<View>('open')
  const signedOut = useSession().phase === 'signed-out'
  const orders = useOpenOrders()
  const open = orders.data && openOf(orders.data)
  const tabs = [
    { name: 'open', label: open?.length ? `Open orders ${open.length}` : 'Open orders' },
    { name: 'history', label: 'History' },
    { name: 'fills', label: 'Fills' },
    { name: 'balances', label: 'Balances' },
  ] as const
  return (
    <Tabs
      label="Account"
      tabs={tabs}
      shown={shown}
      onShow={setShown}
      className={className}
      aside={shown === 'open' && open && open.length > 1 && <CancelAll count={open.length} />}
    >
      {signedOut ? (
        <Empty>{SIGNED_OUT[shown]}</Empty>
      ) : (
        {
          open: <OpenOrders orders={orders} instruments={instruments} onBegin={onBegin} />,
          history: <History instruments={instruments} />,
          fills: <Fills instruments={instruments} />,
          balances: <Balances balances={balances} instruments={instruments} />,
        }[shown]
      )}
    </Tabs>
  )
}

const SIGNED_OUT: Record<View, string> = {
  open: 'Sign in to place orders. Those that wait in the book will be here.',
  history: 'Sign in, and what became of each of your orders will be here.',
  fills: 'Sign in, and each trade of yours with its fee will be here.',
  balances: 'Your balances will be here. A new account is given 100,000 USD of play money.',
}
