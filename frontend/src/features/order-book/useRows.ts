import { useLayoutEffect, useRef, useState } from 'react'

/** How many rows of a height fit into an element, kept up to date as it is resized. */
export function useRows(height: number) {
  const ref = useRef<HTMLOListElement>(null)
  const [rows, setRows] = useState(12)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => setRows(Math.max(1, Math.floor(element.clientHeight / height))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [height])
  return [ref, rows] as const
}
