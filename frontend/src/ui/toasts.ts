/** What has just happened and is told once, in a corner: a fill, a refusal. */
export interface Toast {
  id: number
  tone: 'up' | 'down' | 'plain'
  title: string
  words: string
}

const SEEN_FOR_MS = 6000
const MOST = 4

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

export function tell(toast: Omit<Toast, 'id'>): void {
  const told = { ...toast, id: ++last }
  change([...toasts, told].slice(-MOST))
  setTimeout(() => dismiss(told.id), SEEN_FOR_MS)
}

export function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

export function current(): readonly Toast[] {
  return toasts
}

export function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
