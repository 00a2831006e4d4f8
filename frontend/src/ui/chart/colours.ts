/** The tokens that a canvas needs as plain colours, because it can't read CSS. */
const TOKENS = ['text', 'text-soft', 'text-faint', 'line', 'line-strong', 'panel', 'raised', 'up', 'down', 'accent'] as const

export type Token = (typeof TOKENS)[number]

export type Colours = Record<Token, string>

/** The colours as they are at this place of the page, in whichever theme it is seen. */
export function coloursAt(place: HTMLElement): Colours {
  const probe = place.appendChild(document.createElement('span'))
  const seen = TOKENS.map((token) => {
    probe.style.color = `var(--${token})`
    return [token, getComputedStyle(probe).color] as const
  })
  probe.remove()
  return Object.fromEntries(seen) as Colours
}

/** The same colour, seen through. */
export function faded(colour: string, strength: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${strength})`)
}

/** Calls whenever the theme changes: by the system, or by a choice, which marks the root of the page. */
export function onRecolour(repaint: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const choice = new MutationObserver(repaint)
  choice.observe(document.documentElement, { attributes: true })
  dark.addEventListener('change', repaint)
  return () => {
    choice.disconnect()
    dark.removeEventListener('change', repaint)
  }
}
