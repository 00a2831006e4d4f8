// Photographs each page of a running venue, dark and light, on a desktop and on a phone:
//   OPENBELL_EDGE=http://localhost:8080 OPENBELL_INBOX=http://localhost:8025 npm run screenshots
import { mkdir } from 'node:fs/promises'
import { openTerminal, signUp } from './terminal.mjs'
import { codeFor, edge, lowPrice, newEmail } from './venue.mjs'

const FOLDER = process.env.OPENBELL_SCREENSHOTS ?? 'target/screenshots'
const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
}
const OUTSIDE = { 'sign-up': '/sign-up', 'sign-in': '/sign-in', 'forgot-password': '/forgot-password' }
const INSIDE = { trade: '/trade', cfd: '/cfd', portfolio: '/portfolio', settings: '/settings', status: '/status' }

await mkdir(FOLDER, { recursive: true })
const terminal = await openTerminal(edge, SCREENS.desktop)
const { page } = terminal
await photographAll(OUTSIDE)
await page.setViewportSize(SCREENS.desktop.viewport)
await page.goto(edge)
await signUp(terminal, newEmail(), codeFor)
await terminal.book.isThere()
await terminal.ticket.buys('0.25')
await terminal.ticket.says(/Bought/)
await terminal.ticket.buys(`0.5 @ ${await lowPrice()}`)
await terminal.blotter.waits('buy 0.5')
await photographAll(INSIDE)
await terminal.close()

async function photographAll(pages) {
  for (const [name, path] of Object.entries(pages)) {
    for (const [screen, { viewport }] of Object.entries(SCREENS)) {
      await page.setViewportSize(viewport)
      await page.goto(new URL(path, edge).toString())
      await page.waitForLoadState('load')
      await settled()
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme })
        await settled()
        await page.screenshot({ path: `${FOLDER}/${name}-${screen}-${colorScheme}.png` })
      }
    }
  }
}

/** Nothing is still on its way, and the chart has had a moment to draw. */
async function settled() {
  await page.locator('[role=status][aria-label$="on their way"]').first().waitFor({ state: 'detached' })
  await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 700)))
}
