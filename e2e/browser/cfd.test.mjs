import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, onThe, openTerminal, signUp } from './terminal.mjs'
import { bidFor, codeFor, edge, jump, newEmail } from './venue.mjs'

/** A coin that no market maker quotes from the feed: its jump is nobody else's. */
const SYMBOL = 'BNB_USDC'

test('a long is closed by its stop loss when the price jumps below it', async () => {
  await onThe(await openTerminal(edge), async (terminal) => {
    const { page, cfd } = terminal
    await signUp(terminal, newEmail(), codeFor)
    await page.getByRole('link', { name: 'CFD' }).click()
    await page.getByRole('button', { name: SYMBOL }).click()
    await page.waitForURL(`**/cfd/${SYMBOL}`)
    await cfd.isThere()

    await cfd.goesLong('100', { stopLoss: String(Math.floor((await bidFor(SYMBOL)) * 0.97)) })
    await cfd.says(/^Long /)
    await cfd.isOpen(SYMBOL)
    assert.deepEqual(await barriers(terminal), [])

    await jump(SYMBOL, -5)
    await page.getByText(`Stop loss: ${SYMBOL}`).waitFor()
    await cfd.nothingIsOpen()
    await cfd.open('Closed')
    await cfd.shows('stop loss')
  })
})
