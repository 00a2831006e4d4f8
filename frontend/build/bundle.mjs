// Builds dist/ for the jar, unless it was built of exactly these sources.
import { existsSync } from 'node:fs'
import { fingerprint, isCurrent, remember } from './fingerprint.mjs'
import { npm } from './npm.mjs'

const stamp = 'target/bundled'
const print = fingerprint(['src', 'public', 'index.html', 'vite.config.ts', 'build/weight.mjs', 'package-lock.json'])

if (!existsSync('dist/index.html') || !isCurrent(stamp, print)) {
  npm('run', '--silent', 'build')
  remember(stamp, print)
}
