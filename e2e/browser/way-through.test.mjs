import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTerminal, signUp } from './terminal.mjs'

const venue = process.env.OPENBELL_EDGE
const inbox = process.env.OPENBELL_INBOX
const password = 'a horse that is correct'

let terminal
before(async () => {
  terminal = await openTerminal(venue)
})
after(() => terminal?.close())

test('a newcomer signs up, sees the book, trades, and finds it all again', async () => {
  const { page, ticket, book } = terminal
  const email = `browser-${Date.now()}@example.com`

  await signUp(terminal, email, password, codeFor)
  await page.getByText('100,000').first().waitFor()

  // Below the market, whatever the market is: it waits in the book.
  await ticket.buys(`1 @ ${await lowPrice()}`)
  const order = page.getByRole('button', { name: /^Cancel buy 1 / })
  await order.waitFor()
  await photograph('order-in-the-book')

  await page.reload()
  await order.waitFor()
  await book.isThere()

  await order.click()
  await order.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(email).first().waitFor()

  assert.deepEqual(terminal.complaints, [])
})

async function codeFor(email) {
  for (let tries = 0; tries < 1_200; tries++) {
    const { messages } = await (await fetch(new URL('/api/v1/messages', inbox))).json()
    const mail = messages.find((each) => each.To[0].Address === email)
    if (mail) {
      const { Text } = await (await fetch(new URL(`/api/v1/message/${mail.ID}`, inbox))).json()
      return Text.match(/\b\d{6}\b/)[0]
    }
    await new Promise((again) => setTimeout(again, 50))
  }
  throw new Error(`no mail came for ${email}`)
}

/** A fifth below the best bid of the instrument that the page opens with. */
async function lowPrice() {
  const { instruments } = await (await fetch(new URL('/api/v1/instruments', venue))).json()
  const symbol = instruments[0].symbol
  const { bids } = await (await fetch(new URL(`/api/v1/book/${symbol}`, venue))).json()
  return bids.length ? Math.floor(Number(bids[0].price) * 0.8) : 50000
}

async function photograph(name) {
  const folder = process.env.OPENBELL_SCREENSHOTS
  if (folder) await terminal.page.screenshot({ path: `${folder}/${name}.png` })
}
