import { Link } from '../lib/router'
import css from './Brand.module.css'

/** The bell and the name; leads home. */
export function Brand() {
  return (
    <Link href="/" className={css['brand']} aria-label="Openbell">
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M3.2 13.2a6.8 6.8 0 0 1 13.6 0z" fill="currentColor" />
        <path d="M2 15.9h16" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        <circle cx="10" cy="4.1" r="1.4" fill="currentColor" />
      </svg>
      <span>Openbell</span>
    </Link>
  )
}
