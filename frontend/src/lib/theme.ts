import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

/** The theme that is seen: the chosen one (which theme.js applies before the first paint), or the system's. */
export function useTheme(): Theme {
  return useSyncExternalStore(listen, theme)
}

export function choose(next: Theme): void {
  document.documentElement.dataset['theme'] = next
  try {
    localStorage.setItem('theme', next)
  } catch (reason) {
    console.info('The theme is not remembered, because storage is switched off.', reason)
  }
  for (const listener of listeners) listener()
}

function theme(): Theme {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return dark.matches ? 'dark' : 'light'
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  dark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    dark.removeEventListener('change', listener)
  }
}
