import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react'

/** The place that the address bar shows, with what a page has left there for itself. */
export interface Place {
  path: string
  state: unknown
}

let place: Place = here()
const listeners = new Set<() => void>()

window.addEventListener('popstate', () => move())

export function usePlace(): Place {
  return useSyncExternalStore(listen, () => place)
}

export function go(path: string, how: { state?: unknown; replace?: boolean } = {}): void {
  history[how.replace ? 'replaceState' : 'pushState'](how.state ?? null, '', path)
  move()
}

/** A link within the terminal: no reload on a plain click, a new tab wherever the reader asks for one. */
export function Link({ href, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
  }
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  )
}

function move(): void {
  place = here()
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function here(): Place {
  return { path: location.pathname, state: history.state }
}
