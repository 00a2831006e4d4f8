import { type PointerEvent, useState } from 'react'

/**
 * A value that stands still while a mouse rests on it, so that nothing moves away from under the hand.
 * Spread `hold` on the element; touch does not freeze, because a finger does not hover.
 */
export function useFrozen<T>(value: T) {
  const [held, setHeld] = useState<{ value: T } | null>(null)
  return {
    shown: held ? held.value : value,
    frozen: held !== null,
    hold: {
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && setHeld({ value }),
      onPointerLeave: () => setHeld(null),
    },
  }
}
