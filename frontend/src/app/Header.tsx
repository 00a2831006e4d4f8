import { useMutation } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import type { Problem } from '../lib/http'
import { go, Link } from '../lib/router'
import { choose, useTheme } from '../lib/theme'
import { useConnection, useSession, useVenue } from '../lib/venue'
import { Brand } from '../ui/Brand'
import button from '../ui/Button.module.css'
import css from './Header.module.css'
import { type Route, ROUTES } from './routes'

export function Header({ here, onJump }: { here: Route; onJump: () => void }) {
  return (
    <header className={css['header']}>
      <Brand />
      <nav className={css['pages']} aria-label="Pages">
        {shownIn('header').map((route) => (
          <Way key={route.path} route={route} here={here} />
        ))}
      </nav>
      <div className={css['right']}>
        <button type="button" className={css['jump']} title="Go to an instrument or a page" onClick={onJump}>
          Go to <kbd>Ctrl K</kbd>
        </button>
        <Pulse />
        <ThemeSwitch />
        <Account here={here} />
      </div>
    </header>
  )
}

function shownIn(place: Route['shown']): Route[] {
  return ROUTES.filter((route) => route.shown === place)
}

function Way({ route, here }: { route: Route; here: Route }) {
  return (
    <Link href={route.path} aria-current={route === here ? 'page' : undefined}>
      {route.name}
    </Link>
  )
}

/** Whether the stream is there, and how far away it is. */
function Pulse() {
  const connection = useConnection()
  const latency = connection.state === 'live' ? connection.latency : undefined
  const words = { connecting: 'Connecting', live: 'Live', lost: 'Not connected' }[connection.state]
  return (
    <span className={css['pulse']} data-state={connection.state} title="The stream of prices, and its round trip">
      <span className="unseen">{words}</span>
      <span className={css['latency']}>{latency !== undefined && `${latency} ms`}</span>
    </span>
  )
}

function ThemeSwitch() {
  const other = useTheme() === 'dark' ? 'light' : 'dark'
  return (
    <button
      type="button"
      className={css['icon']}
      aria-label={`Switch to the ${other} theme`}
      title={`Switch to the ${other} theme`}
      onClick={() => choose(other)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" fill="currentColor" />
      </svg>
    </button>
  )
}

function Account({ here }: { here: Route }) {
  const { session } = useVenue()
  const state = useSession()
  const signOut = useMutation<void, Problem>({
    mutationFn: () => session.signOut(),
    onSuccess: () => go('/sign-in'),
  })
  if (state.phase === 'starting') return <span className={css['starting']} role="status" aria-label="Signing in" />
  if (state.phase === 'signed-out') {
    return (
      <>
        <Link href="/sign-in" className={css['link']}>
          Sign in
        </Link>
        <Link href="/sign-up" className={`${button['primary']} ${css['join']}`}>
          Sign up
        </Link>
      </>
    )
  }
  return (
    <>
      {signOut.error && <span role="alert">Still signed in. {signOut.error.message}</span>}
      <button type="button" className={css['who']} popoverTarget={MENU} title="Your account">
        <span>{state.user.email}</span>
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M1.5 3.5 5 7l3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </button>
      <nav id={MENU} popover="auto" className={css['menu']} aria-label="Account" onClick={hide}>
        {shownIn('account-menu').map((route) => (
          <Way key={route.path} route={route} here={here} />
        ))}
        <button type="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </button>
      </nav>
    </>
  )
}

const MENU = 'account-menu'

function hide(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.hidePopover()
}
