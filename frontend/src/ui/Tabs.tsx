import { type KeyboardEvent, type ReactNode, useId } from 'react'
import css from './Tabs.module.css'

interface Tab<Name extends string> {
  name: Name
  label: ReactNode
}

interface TabsProps<Name extends string> {
  /** What the tabs are of. */
  label: string
  tabs: readonly Tab<Name>[]
  shown: Name
  onShow: (name: Name) => void
  /** Stands at the right of the tabs. */
  aside?: ReactNode
  children: ReactNode
  className?: string | undefined
}

/** One of several views of the same place. The arrows go from tab to tab, as in every tab list. */
export function Tabs<Name extends string>(props: TabsProps<Name>) {
  const { label, tabs, shown, onShow, aside, children, className = '' } = props
  const id = useId()
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const at = tabs.findIndex((tab) => tab.name === shown)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onShow(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  return (
    <section className={`${css['tabs']} ${className}`} aria-label={label}>
      <header className={css['head']}>
        <div role="tablist" aria-label={label} className={css['list']} onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              key={tab.name}
              id={`${id}-${tab.name}`}
              type="button"
              role="tab"
              aria-selected={tab.name === shown}
              aria-controls={`${id}-panel`}
              tabIndex={tab.name === shown ? 0 : -1}
              onClick={() => onShow(tab.name)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        <div className={css['aside']}>{aside}</div>
      </header>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown}`} className={css['panel']}>
        {children}
      </div>
    </section>
  )
}
