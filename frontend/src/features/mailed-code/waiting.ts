import type { Flow } from '../../lib/messages'

/** A flow whose code was mailed. Kept with the address bar's history, so that a reload does not lose it. */
export interface Waiting {
  flow: string
  email: string
  /** Milliseconds of this clock. */
  sentAt: number
  endsAt: number
}

export function waitingFor(flow: Flow, email: string): Waiting {
  const now = Date.now()
  return { flow: flow.flow_id, email, sentAt: now, endsAt: now + flow.expires_in * 1000 }
}
