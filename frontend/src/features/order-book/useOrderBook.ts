import { useEffect, useState } from 'react'
import { useVenue } from '../../lib/venue'
import type { Book } from './book'
import { followBook } from './followBook'

/** The live book, at most once a frame of the screen: more would be drawn and never seen. */
export function useOrderBook(instrument: string): Book | undefined {
  const { stream } = useVenue()
  const [book, setBook] = useState<{ instrument: string; book: Book }>()
  useEffect(() => {
    let newest: Book | undefined
    let due = 0
    const stop = followBook(stream, instrument, (next) => {
      newest = next
      due ||= requestAnimationFrame(() => {
        due = 0
        if (newest) setBook({ instrument, book: newest })
      })
    })
    return () => {
      cancelAnimationFrame(due)
      stop()
    }
  }, [stream, instrument])
  return book?.instrument === instrument ? book.book : undefined
}
