import css from './BottomBar.module.css'

const VIEWS = { chart: 'Chart', book: 'Book', trade: 'Trade', orders: 'Orders' } as const

export type View = keyof typeof VIEWS

/** On a small screen one part of the desk is seen at a time. */
export function BottomBar({ view, onView }: { view: View; onView: (view: View) => void }) {
  return (
    <nav data-bottom className={css['bar']} aria-label="Parts of the desk">
      {(Object.keys(VIEWS) as View[]).map((each) => (
        <button key={each} type="button" aria-pressed={view === each} onClick={() => onView(each)}>
          {VIEWS[each]}
        </button>
      ))}
    </nav>
  )
}
