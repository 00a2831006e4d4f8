import { useEffect, useEffectEvent } from 'react'

/**
 * What single keys do, wherever the reader is on the page, but not while something is typed or a dialog is open. "mod+k" is
 * Ctrl-K, or ⌘K, and works everywhere.
 */
export function useKeys(keys: Record<string, () => void>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const held = event.ctrlKey || event.metaKey
    if (event.altKey || event.defaultPrevented || (!held && isBusy(event.target))) return
    const act = keys[held ? `mod+${event.key.toLowerCase()}` : event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  const typing = target instanceof HTMLElement && target.matches('input:not([type=radio], [type=checkbox], [type=range]), select, textarea')
  return typing || document.querySelector('dialog[open]') !== null
}
