import { Api } from '../lib/api'
import { Session } from '../lib/session'
import { Stream } from '../lib/stream'
import type { Venue } from '../lib/venue'

/** Opens the ways to the venue: signs in by the cookie if there is one, and connects the stream. */
export function openVenue(): Venue {
  const session = new Session()
  const api = new Api(session)
  const stream = new Stream({
    url: async () => streamUrl((await api.config()).ws_url),
    token: () => session.token,
    refused: () => void session.renew(),
  })
  session.subscribe(stream.tokenChanged)
  // A network that comes back need not wait for the next try.
  window.addEventListener('online', stream.connect)
  void session.renew()
  stream.connect()
  return { session, api, stream }
}

/** While developing, the stream goes through the development server, whose origin the venue does not know. */
function streamUrl(told: string | null): string {
  if (told && !import.meta.env.DEV) return told
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`
}
