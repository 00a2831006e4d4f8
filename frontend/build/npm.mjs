import { spawnSync } from 'node:child_process'

/** Runs npm in the foreground, and ends with its exit code where it fails. */
export function npm(...words) {
  const { status, error } = spawnSync('npm', words, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (error) console.error(`npm cannot be run: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}
