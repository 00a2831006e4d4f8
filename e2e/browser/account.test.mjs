import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers, onThe, openTerminal, signIn, signUp } from './terminal.mjs'
import { codeFor, edge, newEmail } from './venue.mjs'

test('a trade is found in the portfolio: its fee in the ledger, the ledger as a file', async () => {
  await onThe(await openTerminal(edge), async (terminal) => {
    const { page, ticket, blotter } = terminal
    await signUp(terminal, newEmail(), codeFor)
    await ticket.buys('0.01')
    await ticket.says(/Bought 0.01 BTC/)
    await page.getByRole('link', { name: 'Portfolio' }).click()
    await page.getByRole('region', { name: 'Account summary' }).getByText('Equity').waitFor()
    await blotter.open('Positions')
    await blotter.shows('▲ Long')
    await blotter.open('Ledger')
    await blotter.shows('Fee')
    assert.deepEqual(await barriers(terminal), [])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download CSV' }).click()
    assert.match(await readFile(await (await download).path(), 'utf8'), /,grant,/)
  })
})

test('a bot comes in by its key until the key is revoked', async () => {
  await onThe(await openTerminal(edge), async (terminal) => {
    const { header, settings } = terminal
    await signUp(terminal, newEmail(), codeFor)
    await header.opens('Settings')
    const key = await settings.makeKey('my bot')
    assert.equal(await tokenFor(key), 200)
    assert.deepEqual(await barriers(terminal), [])
    await settings.revokeKey('my bot')
    assert.equal(await tokenFor(key), 401)
  })
})

test('whoever is signed in elsewhere can be signed out from here', async () => {
  const email = newEmail()
  await onThe(await openTerminal(edge), async (here) => {
    await signUp(here, email, codeFor)
    await onThe(await openTerminal(`${edge}/sign-in`), async (there) => {
      await signIn(there, email)
      await here.header.opens('Settings')
      await here.settings.signOutTheOther()
      await there.page.reload()
      await there.page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
    })
  })
})

test('a forgotten password is replaced by a mailed code', async () => {
  const email = newEmail()
  await onThe(await openTerminal(edge), async (terminal) => {
    const { page, header } = terminal
    await signUp(terminal, email, codeFor)
    await header.signOut()
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send a code' }).click()
    await page.getByLabel('Digit 1 of 6').click()
    await page.keyboard.type(await codeFor(email, 'password reset'))
    assert.deepEqual(await barriers(terminal), [])
    await page.keyboard.type('a mule that is correct')
    await page.keyboard.press('Enter')
    await page.getByText('Your password is changed.').waitFor()
    await signIn(terminal, email, 'a mule that is correct')
  })
})

test('the status page says that every part is up', async () => {
  await onThe(await openTerminal(`${edge}/status`), async (terminal) => {
    await terminal.page.getByText('Everything works.').waitFor()
    await terminal.page.getByText(/ms there and back/).first().waitFor()
    assert.deepEqual(await barriers(terminal), [])
  })
})

/** How the venue answers who shows a key. */
async function tokenFor(key) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(key)
  return (await fetch(new URL('/api/v1/auth/token', edge), { method: 'POST', headers, body })).status
}
