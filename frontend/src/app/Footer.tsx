import { useEffect, useState } from 'react'
import { useConnection, useVenue } from '../lib/venue'
import button from '../ui/Button.module.css'
import css from './Footer.module.css'

/** Whether the market is heard; while it is not, what works meanwhile. It has its room either way. */
export function Footer({ onKeys }: { onKeys: () => void }) {
  const connection = useConnection()
  const [wasLost, setWasLost] = useState(false)
  if (connection.state === 'lost' && !wasLost) setWasLost(true)
  return (
    <footer className={css['line']} data-lost={connection.state === 'lost' ? '' : undefined}>
      <div role="status" className={css['banner']}>
        {connection.state === 'lost' && <Lost retryAt={connection.retryAt} />}
        {connection.state === 'live' && (wasLost ? 'Connected again; everything is up to date.' : 'Prices are live.')}
      </div>
      <p className={css['thanks']}>
        <button type="button" className={css['keys']} onClick={onKeys}>
          <kbd>?</kbd> Keys
        </button>
        <span>
          Charts by{' '}
          <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
            TradingView
          </a>
        </span>
      </p>
    </footer>
  )
}

function Lost({ retryAt }: { retryAt: number }) {
  const { stream } = useVenue()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000))
  return (
    <>
      <strong>Connection lost.</strong>
      <span className={css['meanwhile']}>Prices stand still; orders and balances still work.</span>
      <span aria-hidden="true">{seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again…'}</span>
      <button type="button" className={button['quiet']} onClick={stream.connect}>
        Try now
      </button>
    </>
  )
}
