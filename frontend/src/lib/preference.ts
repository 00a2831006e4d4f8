import { useSyncExternalStore } from 'react'

/**
 * A choice of this reader, kept in this browser and marked at the root of the page, where style sheets see it. theme.js
 * has marked it before the first paint.
 */
export function preference<Word extends string>(name: string, words: readonly Word[]) {
  const listeners = new Set<() => void>()
  const listen = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const chosen = () => words.find((word) => word === document.documentElement.dataset[name])
  return {
    /** What was chosen; undefined before anything was. */
    use: (): Word | undefined => useSyncExternalStore(listen, chosen),
    choose(word: Word): void {
      document.documentElement.dataset[name] = word
      try {
        localStorage.setItem(name, word)
      } catch (reason) {
        console.info(`The choice of ${name} is not remembered, because storage is switched off.`, reason)
      }
      for (const listener of listeners) listener()
    },
  }
}
