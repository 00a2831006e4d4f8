/** Where the palette can lead. */
export interface Destination {
  name: string
  kind: string
  path: string
}

/** Those whose name has all that was typed, those that begin with it first; all of them for nothing. */
export function matching(all: readonly Destination[], typed: string): Destination[] {
  const wanted = plain(typed)
  return all
    .filter(({ name }) => plain(name).includes(wanted))
    .toSorted((a, b) => Number(plain(b.name).startsWith(wanted)) - Number(plain(a.name).startsWith(wanted)))
}

/** Nobody types the dash of BTC-USD. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
