import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, onThe, openTerminal, signUp } from './terminal.mjs'
import { codeFor, edge, lowPrice, newEmail } from './venue.mjs'

test('the keyboard alone is enough to sign up and to trade', async () => {
  await onThe(await openTerminal(edge), async (terminal) => {
    const { page, ticket, blotter, book } = terminal
    await signUp(terminal, newEmail(), codeFor)
    await book.isThere()
    const price = await lowPrice()

    await page.keyboard.press('Escape')
    await page.locator('body').focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })

    await page.keyboard.press('b')
    await page.keyboard.press('/')
    await page.keyboard.type(price)
    await page.keyboard.press('Tab')
    await page.keyboard.type('0.25')
    await page.keyboard.press('Enter')
    await ticket.says(/waiting in the book/)
    await blotter.waits('buy 0.25')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('ethusd')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/trade/ETH-USD')
  })
})

test('a lost connection says so, comes back by itself, and the book goes on', async () => {
  await onThe(await openTerminal(edge), async ({ page, header, book }) => {
    const line = await lineOf(page)
    await page.reload()
    await book.isThere()
    await header.isLive()
    line.cut()
    await header.saysLost()
    line.mend()
    await header.saysBack()
    await book.isThere()
  })
})

test('a phone shows a part at a time, and the ticket slides up over it', async () => {
  const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
  await onThe(await openTerminal(edge, phone), async (terminal) => {
    const { page, ticket, blotter } = terminal
    await signUp(terminal, newEmail(), codeFor)
    const parts = page.getByRole('navigation', { name: 'Parts of the desk' })
    for (const part of ['Book', 'Orders', 'Chart']) {
      await parts.getByRole('button', { name: part }).click()
      assert.equal(await overflows(page), false, `${part} is wider than the phone`)
      assert.deepEqual(await barriers(terminal), [])
    }
    await parts.getByRole('button', { name: 'Trade' }).click()
    await ticket.buys(`0.25 @ ${await lowPrice()}`)
    await ticket.says(/waiting in the book/)
    await parts.getByRole('button', { name: 'Orders' }).click()
    await blotter.waits('buy 0.25')
  })
})

/** The wire between the page and the stream, which can be cut and mended. */
async function lineOf(page) {
  const sockets = []
  let isCut = false
  await page.routeWebSocket('**/ws', (socket) => {
    if (isCut) return socket.close()
    sockets.push(socket)
    return socket.connectToServer()
  })
  return {
    cut: () => {
      isCut = true
      for (const socket of sockets.splice(0)) socket.close()
    },
    mend: () => (isCut = false),
  }
}

function overflows(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}
