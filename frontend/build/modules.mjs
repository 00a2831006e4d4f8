// Installs the libraries that the lock file names, unless they are there already.
import { fingerprint, isCurrent, remember } from './fingerprint.mjs'
import { npm } from './npm.mjs'

// The stamp lies inside, so that it goes when the folder goes.
const stamp = 'node_modules/.installed'
const print = fingerprint(['package-lock.json', '.npmrc'], [process.version, process.platform, process.arch])

if (!isCurrent(stamp, print)) {
  npm('ci', '--no-audit', '--no-fund')
  remember(stamp, print)
}
