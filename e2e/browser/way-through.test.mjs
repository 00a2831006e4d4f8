import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers, openTerminal, signIn, signUp } from './terminal.mjs'
import { codeFor, edge, lowPrice, newEmail } from './venue.mjs'

let terminal
before(async () => {
  terminal = await openTerminal(edge)
})
after(() => terminal?.close())

test('a newcomer signs up, sees the book, trades, and finds it all again', async () => {
  const { page, ticket, book, blotter, header } = terminal
  const email = newEmail()

  await signUp(terminal, email, codeFor)
  await blotter.open('Balances')
  await blotter.shows('100,000')
  await blotter.open('Open orders')
  await book.isThere()
  await terminal.chart.isThere()

  // At the market, whoever sells there: the market maker does.
  await ticket.buys('0.01')
  await ticket.says(/Bought 0.01 BTC/)
  await blotter.open('Fills')
  await blotter.shows('taker')
  await blotter.open('Open orders')

  // Below the market, whatever the market is: it waits in the book.
  await ticket.buys(`1 @ ${await lowPrice()}`)
  await blotter.waits('buy 1')
  await photograph('order-in-the-book')

  await page.reload()
  await blotter.waits('buy 1')
  await book.isThere()

  await blotter.amend('buy 1', { quantity: '0.5' })
  await blotter.waits('buy 0.5')
  await blotter.cancel('buy 0.5')
  await blotter.open('History')
  await blotter.shows('cancelled')

  await header.signOut()
  await signIn(terminal, email)

  assert.deepEqual(terminal.complaints, [])
})

test('keeps nobody out: axe finds nothing serious, in the dark and in the light', async () => {
  const { page, book, chart } = terminal
  await book.isThere()
  await chart.isThere()
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme })
    assert.deepEqual(await barriers(terminal), [])
  }
  await chart.asTable()
  assert.deepEqual(await barriers(terminal), [])
})

async function photograph(name) {
  const folder = process.env.OPENBELL_SCREENSHOTS
  if (folder) await terminal.page.screenshot({ path: `${folder}/${name}.png` })
}
