import { createRequire } from 'node:module'

// The browser's driver is a development dependency of the terminal itself.
const { chromium } = createRequire(new URL('../../frontend/package.json', import.meta.url))('playwright-core')

/** Chromium as the system brings it, with nothing of its own going out to the network. */
export async function openTerminal(venue) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(60_000)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refused request is an answer, not a fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  await page.goto(venue)
  return { page, complaints, ticket: ticket(page), book: book(page), close: () => browser.close() }
}

/** The newcomer's way in. */
export async function signUp({ page }, email, password, codeFor) {
  await page.getByRole('link', { name: 'Sign up' }).first().click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('group', { name: 'Code' }).waitFor()
  const code = await codeFor(email)
  await page.getByLabel('Digit 1 of 6').click()
  await page.keyboard.type(code)
  await page.getByText(email).first().waitFor()
}

function ticket(page) {
  const form = page.getByRole('form', { name: 'Order ticket' })
  const send = async (side, order) => {
    const [quantity, price] = order.split(' @ ')
    await form.getByText(side, { exact: true }).first().click() // the radio itself is drawn by its label
    await form.getByLabel('Price').fill(price)
    await form.getByLabel('Amount').fill(quantity)
    await form.getByRole('button', { name: new RegExp(`^${side} `) }).click()
  }
  return { buys: (order) => send('Buy', order), sells: (order) => send('Sell', order) }
}

function book(page) {
  const best = page.getByRole('region', { name: 'Order book' }).getByRole('list', { name: 'Bids' }).getByRole('button').first()
  return { isThere: () => best.waitFor() }
}
