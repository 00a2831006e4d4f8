import { createContext, use, useSyncExternalStore } from 'react'
import type { Api } from './api'
import type { Session, SessionState } from './session'
import type { Connection, Stream } from './stream'

/** The ways to the venue, the same for the whole page. */
export interface Venue {
  readonly session: Session
  readonly api: Api
  readonly stream: Stream
}

export const VenueContext = createContext<Venue | null>(null)

export function useVenue(): Venue {
  const venue = use(VenueContext)
  if (!venue) throw new Error('There is no venue around this component')
  return venue
}

export function useSession(): SessionState {
  const { session } = useVenue()
  return useSyncExternalStore(session.subscribe, () => session.state)
}

export function useConnection(): Connection {
  const { stream } = useVenue()
  return useSyncExternalStore(stream.watch, () => stream.connection)
}
