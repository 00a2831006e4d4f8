import { useSyncExternalStore } from 'react'
import { preference } from './preference'

export type Theme = 'light' | 'dark'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const theme = preference<Theme>('theme', ['light', 'dark'])

/** The colours of up and down. */
export const sides = preference('sides', ['green-red', 'blue-orange'])

/** The theme that is seen: the chosen one, or the system's. */
export function useTheme(): Theme {
  const system = useSyncExternalStore(listen, () => (dark.matches ? 'dark' : 'light'))
  return theme.use() ?? system
}

export const choose = theme.choose

function listen(listener: () => void): () => void {
  dark.addEventListener('change', listener)
  return () => dark.removeEventListener('change', listener)
}
