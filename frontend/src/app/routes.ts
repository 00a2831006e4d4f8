import { type ComponentType, lazy } from 'react'

export interface Route {
  /** A page stands at its path and at every path below it. */
  path: string
  name: string
  /** Where the way to it is shown. */
  shown: 'header' | 'account-menu'
  /** What follows the path, such as the symbol of an instrument, is told to the page. */
  page: ComponentType<{ rest: string | undefined }>
}

/** The pages behind the door, each a chunk of its own. Any other path leads to the first. */
export const ROUTES: readonly [Route, ...Route[]] = [
  { path: '/trade', name: 'Trade', shown: 'header', page: lazy(() => import('./TradePage')) },
  { path: '/cfd', name: 'CFD', shown: 'header', page: lazy(() => import('./CfdPage')) },
  { path: '/portfolio', name: 'Portfolio', shown: 'header', page: lazy(() => import('./PortfolioPage')) },
  { path: '/settings', name: 'Settings', shown: 'account-menu', page: lazy(() => import('./SettingsPage')) },
  { path: '/status', name: 'Status', shown: 'account-menu', page: lazy(() => import('./StatusPage')) },
]

/** The page at a path, and what follows the page's own part of it. */
export function routeAt(path: string): { route: Route; rest: string | undefined } {
  const route = ROUTES.find((each) => path === each.path || path.startsWith(`${each.path}/`))
  const rest = route && path.slice(route.path.length + 1)
  return { route: route ?? ROUTES[0], rest: rest ? decodeURIComponent(rest) : undefined }
}
