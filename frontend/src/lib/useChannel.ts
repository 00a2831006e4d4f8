import { useEffect, useEffectEvent, useState } from 'react'
import type { Channels } from './messages'
import type { Channel } from './stream'
import { useConnection, useVenue } from './venue'

/**
 * Listens to a channel while it is wanted. Answers whether the present connection has told anything of it yet:
 * until then, and whenever the stream is lost, what is shown has to be asked for by REST.
 */
export function useChannel<C extends Channel>(
  channel: C,
  instrument: string | null,
  wanted: boolean,
  hear: (frame: Channels[C]) => void,
): boolean {
  const { stream } = useVenue()
  const connection = useConnection()
  const [heardOn, setHeardOn] = useState(0)
  const heard = useEffectEvent((frame: Channels[C]) => {
    if (stream.connection.state === 'live') setHeardOn(stream.connection.number)
    hear(frame)
  })
  useEffect(() => {
    if (!wanted) return undefined
    return stream.subscribe(channel, instrument, (frame) => heard(frame))
  }, [stream, channel, instrument, wanted])
  return wanted && connection.state === 'live' && heardOn === connection.number
}
