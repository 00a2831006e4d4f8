import type { ReactNode } from 'react'
import { Link } from '../lib/router'
import { useSession } from '../lib/venue'
import css from './Page.module.css'
import { Empty, Skeleton } from './Panel'

interface PageProps {
  title: string
  /** Stands at the right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A page that is read from top to bottom. */
export function Page({ title, aside, children }: PageProps) {
  return (
    <main className={css['page']}>
      <div className={css['column']}>
        <header className={css['head']}>
          <h1>{title}</h1>
          {aside}
        </header>
        {children}
      </div>
    </main>
  )
}

/** What only the owner of an account sees; anybody else is told what it would be, and how to get there. */
export function ForMembers({ what, children }: { what: string; children: ReactNode }) {
  const { phase } = useSession()
  if (phase === 'starting') return <Skeleton rows={12} label={`${what} on their way`} />
  if (phase === 'signed-in') return children
  return (
    <section className={css['guest']} aria-label={what}>
      <Empty>
        <p>{what} will be here.</p>
        <p>
          <Link href="/sign-in">Sign in</Link> or <Link href="/sign-up">create an account</Link>.
        </p>
      </Empty>
    </section>
  )
}
