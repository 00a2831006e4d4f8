import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ForgotPassword } from '../features/forgot-password/ForgotPassword'
import { NewPassword } from '../features/forgot-password/NewPassword'
import type { Waiting } from '../features/mailed-code/waiting'
import { SignIn } from '../features/sign-in/SignIn'
import { EnterCode } from '../features/sign-up/EnterCode'
import { SignUp } from '../features/sign-up/SignUp'
import { Problem } from '../lib/http'
import { go, usePlace } from '../lib/router'
import { useSession, type Venue, VenueContext } from '../lib/venue'
import { Shell } from './Shell'

export function App({ venue }: { venue: Venue }) {
  const [cache] = useState(newCache)
  useEffect(() => {
    // What belongs to one account must not be seen by the next.
    return venue.session.subscribe(() => {
      if (venue.session.state.phase === 'signed-out') cache.removeQueries({ queryKey: ['account'] })
    })
  }, [venue, cache])
  return (
    <VenueContext value={venue}>
      <QueryClientProvider client={cache}>
        <Pages />
      </QueryClientProvider>
    </VenueContext>
  )
}

function Pages() {
  const { path, state } = usePlace()
  const signedIn = useSession().phase === 'signed-in'
  const isDoor = DOORS.includes(path)
  const takesCode = isDoor && path.endsWith(CODE)
  const waiting = takesCode ? (state as Waiting | null) : null
  // Nobody signs in twice, and there is no code to enter before one was asked for.
  const elsewhere = isDoor && signedIn ? '/' : takesCode && !waiting ? path.slice(0, -CODE.length) : undefined
  useEffect(() => {
    if (elsewhere) go(elsewhere, { replace: true })
  }, [elsewhere])
  if (elsewhere) return null
  if (waiting) {
    return path === `/sign-up${CODE}` ? (
      <EnterCode key={waiting.flow} waiting={waiting} />
    ) : (
      <NewPassword key={waiting.flow} waiting={waiting} />
    )
  }
  if (path === '/sign-up') return <SignUp />
  if (path === '/sign-in') return <SignIn />
  if (path === '/forgot-password') return <ForgotPassword />
  return <Shell path={path} />
}

const CODE = '/code'
const DOORS = ['/sign-in', '/sign-up', `/sign-up${CODE}`, '/forgot-password', `/forgot-password${CODE}`]

/** Nothing waits for the network in silence: an order that was pressed minutes ago must never go out by itself. */
function newCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        retry: (tries, problem) => tries < 2 && problem instanceof Problem && problem.passing,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
