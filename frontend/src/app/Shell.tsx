import { Suspense, useState } from 'react'
import { useKeys } from '../lib/useKeys'
import { Skeleton } from '../ui/Panel'
import { Toasts } from '../ui/Toasts'
import { Footer } from './Footer'
import { Header } from './Header'
import { KeySheet } from './KeySheet'
import { Palette } from './Palette'
import { routeAt } from './routes'
import css from './Shell.module.css'

/** What stays around every page: the ways to the others above it, how the connection is below it. */
export function Shell({ path }: { path: string }) {
  const { route, rest } = routeAt(path)
  const [open, setOpen] = useState<'palette' | 'keys'>()
  useKeys({ 'mod+k': () => setOpen('palette'), '?': () => setOpen('keys') })
  const close = () => setOpen(undefined)
  return (
    <div className={css['shell']}>
      <Header here={route} onJump={() => setOpen('palette')} />
      <Suspense fallback={<Skeleton rows={20} label={`${route.name} is on its way`} />}>
        <route.page rest={rest} />
      </Suspense>
      <Footer onKeys={() => setOpen('keys')} />
      <Toasts />
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'keys' && <KeySheet onClose={close} />}
    </div>
  )
}
