import { useEffect, useState } from 'react'
import { useVenue } from '../../lib/venue'
import type { Book } from './book'
import { feedOf } from './feed'

/** The live book, at most once a frame of the screen, or as seldom as is said: more would be drawn and never seen. */
export function useOrderBook(instrument: string, restMs = 0): Book | undefined {
  const { stream } = useVenue()
  const [seen, setSeen] = useState<{ instrument: string; book: Book }>()
  useEffect(() => {
    const feed = feedOf(stream, instrument)
    let frame = 0
    let rest: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      frame = 0
      if (feed.book) setSeen({ instrument, book: feed.book })
    }
    const next = () => {
      rest = undefined
      frame = requestAnimationFrame(draw)
    }
    const changed = () => {
      if (frame || rest) return
      if (restMs === 0) next()
      else rest = setTimeout(next, restMs)
    }
    // Whoever comes later finds what the others have been told.
    if (feed.book) frame = requestAnimationFrame(draw)
    const stop = feed.read(changed)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      stop()
    }
  }, [stream, instrument, restMs])
  return seen?.instrument === instrument ? seen.book : undefined
}
