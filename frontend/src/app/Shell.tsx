import { Suspense } from 'react'
import { Skeleton } from '../ui/Panel'
import { Toasts } from '../ui/Toasts'
import { Footer } from './Footer'
import { Header } from './Header'
import { routeAt } from './routes'
import css from './Shell.module.css'

/** What stays around every page: the ways to the others above it, how the connection is below it. */
export function Shell({ path }: { path: string }) {
  const { route, rest } = routeAt(path)
  return (
    <div className={css['shell']}>
      <Header here={route} />
      <Suspense fallback={<Skeleton rows={20} label={`${route.name} is on its way`} />}>
        <route.page rest={rest} />
      </Suspense>
      <Footer />
      <Toasts />
    </div>
  )
}
