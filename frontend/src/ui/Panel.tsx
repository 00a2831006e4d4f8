import { type HTMLAttributes, type ReactNode, useId } from 'react'
import type { Problem } from '../lib/http'
import css from './Panel.module.css'

interface PanelProps extends HTMLAttributes<HTMLElement> {
  title: string
  /** Stands at the right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A region of the desk with its name on it. */
export function Panel({ title, aside, children, className = '', ...rest }: PanelProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`${css['panel']} ${className}`} {...rest}>
      <header className={css['head']}>
        <h2 id={id} className={css['title']}>
          {title}
        </h2>
        <div className={css['aside']}>{aside}</div>
      </header>
      {children}
    </section>
  )
}

/** Rows of the final shape, until there is something to show. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className={css['skeleton']} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={css['bone']} />
      ))}
    </div>
  )
}

/** Says what will be here, and how to get it. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className={css['empty']}>{children}</div>
}

/** Says why there is nothing here, and offers to try again. */
export function Trouble({ what, problem, retry }: { what: string; problem: Problem; retry: () => void }) {
  return (
    <div className={css['empty']} role="alert">
      <p>
        {what} {problem.message}
      </p>
      <button type="button" className={css['again']} onClick={retry}>
        Try again
      </button>
    </div>
  )
}
