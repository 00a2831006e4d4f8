import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { Instrument } from '../lib/messages'
import { go } from '../lib/router'
import { Dialog } from '../ui/Dialog'
import css from './Palette.module.css'
import { matching, type Destination } from './destinations'
import { ROUTES } from './routes'
import { instrumentsQuery } from './instruments'
import { useVenue } from '../lib/venue'

/** Jumps to an instrument or a page by a few letters of its name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { api } = useVenue()
  const { data: spots = [] } = useQuery(instrumentsQuery(api))
  const { data: cfds = [] } = useQuery(instrumentsQuery(api, 'cfd'))
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(destinations([...spots, ...cfds]), typed)
  const chosen = found[Math.min(at, found.length - 1)]
  const leave = (to: Destination | undefined) => {
    if (!to) return
    onClose()
    go(to.path)
  }
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') leave(chosen)
    else if (step && found.length > 0) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Go to" onClose={onClose} className={css['palette']}>
      <input
        className={css['input']}
        role="combobox"
        aria-label="Instrument or page"
        aria-expanded="true"
        aria-controls="destinations"
        aria-activedescendant={chosen && idOf(chosen)}
        placeholder="BTC, portfolio…"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={keys}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
      />
      <ul id="destinations" role="listbox" aria-label="Where to go" className={css['list']}>
        {found.map((each) => (
          <li
            key={each.path}
            id={idOf(each)}
            role="option"
            aria-selected={each === chosen}
            onPointerMove={() => setAt(found.indexOf(each))}
            onClick={() => leave(each)}
          >
            <span>{each.name}</span>
            <span className={css['kind']}>{each.kind}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css['kind']}>Nothing here is called that.</p>}
    </Dialog>
  )
}

function destinations(instruments: readonly Instrument[]): Destination[] {
  const symbols = instruments.map(({ symbol, kind }) =>
    kind === 'spot'
      ? { name: symbol, kind: 'Instrument', path: `/trade/${symbol}` }
      : { name: symbol, kind: 'CFD', path: `/cfd/${symbol}` },
  )
  return [...symbols, ...ROUTES.map(({ name, path }) => ({ name, kind: 'Page', path }))]
}

function idOf({ path }: Destination): string {
  return `to${path.replaceAll('/', '-')}`
}
