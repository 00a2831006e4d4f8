import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

// The browser's driver is a development dependency of the terminal itself.
const terminalsOwn = createRequire(new URL('../../frontend/package.json', import.meta.url))
const { chromium } = terminalsOwn('playwright-core')
const axe = terminalsOwn.resolve('axe-core/axe.min.js')

export const password = 'a horse that is correct'

/** Chromium as the system brings it, with nothing of its own going out to the network. */
export function openBrowser() {
  return chromium.launch({
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
}

/** A terminal in a browser of its own; `context` is what Playwright calls so: viewport, colour scheme, touch. */
export async function openTerminal(venue, context = {}) {
  const browser = await openBrowser()
  // What is looked at from outside goes past the content policy; everything that the page does itself keeps to it.
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...context })
  page.setDefaultTimeout(60_000)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refused request is an answer, not a fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  await page.goto(venue)
  return {
    page,
    complaints,
    ticket: ticket(page),
    book: book(page),
    blotter: blotter(page),
    chart: chart(page),
    header: header(page),
    settings: settings(page),
    cfd: cfd(page),
    close: () => browser.close(),
  }
}

/** Goes through a journey, after which the page has complained of nothing. */
export async function onThe(terminal, journey) {
  try {
    await journey(terminal)
    assert.deepEqual(terminal.complaints, [])
  } finally {
    await terminal.close()
  }
}

/** The newcomer's way in. */
export async function signUp({ page, header }, email, codeFor) {
  await page.getByRole('link', { name: 'Sign up' }).first().click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('group', { name: 'Code' }).waitFor()
  const code = await codeFor(email)
  await page.getByLabel('Digit 1 of 6').click()
  await page.keyboard.type(code)
  await header.knows(email)
}

/** The way back in. */
export async function signIn({ page, header }, email, secret = password) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await header.knows(email)
}

/** What axe finds on the page as it stands, of the kinds that keep somebody out. */
export async function barriers({ page }) {
  await page.evaluate(await readFile(axe, 'utf8'))
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.html}`).join('\n')}`)
}

function header(page) {
  const account = page.getByRole('button', { name: /@/ })
  return {
    knows: (email) => page.getByRole('button', { name: email }).waitFor(),
    opens: async (name) => {
      await account.click()
      await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name }).click()
    },
    signOut: async () => {
      await account.click()
      await page.getByRole('button', { name: 'Sign out' }).click()
    },
    isLive: () => page.getByRole('contentinfo').getByText(/Prices are live|Connected again/).waitFor(),
    saysLost: () => page.getByText('Connection lost.').waitFor(),
    saysBack: () => page.getByText(/Connected again/).waitFor(),
  }
}

function ticket(page) {
  const form = page.getByRole('form', { name: 'Order ticket' })
  const fill = async (side, order) => {
    const [quantity, price] = order.split(' @ ')
    await form.getByText(side, { exact: true }).first().click() // the radio itself is drawn by its label
    await form.getByLabel('Type').selectOption(price ? 'Limit' : 'Market')
    if (price) await form.getByLabel('Price', { exact: true }).fill(price)
    await form.getByLabel('Amount').fill(quantity)
  }
  const send = async (side, order) => {
    await fill(side, order)
    await form.getByRole('button', { name: new RegExp(`^${side} `) }).click()
  }
  return {
    buys: (order) => send('Buy', order),
    sells: (order) => send('Sell', order),
    fills: fill,
    says: (words) => form.getByText(words).first().waitFor(),
    price: form.getByLabel('Price', { exact: true }),
  }
}

function book(page) {
  const bids = page.getByRole('region', { name: 'Order book' }).getByRole('list', { name: 'Bids' })
  const best = bids.getByRole('button').first()
  return { isThere: () => best.waitFor(), takeBestBid: () => best.click() }
}

function chart(page) {
  const panel = page.getByRole('region', { name: 'Chart' })
  return {
    isThere: () => panel.getByRole('img', { name: /candles of/ }).or(panel.getByText('No trade yet.')).first().waitFor(),
    shows: (tab) => panel.getByRole('tab', { name: tab }).click(),
    asTable: () => panel.getByRole('button', { name: 'Table' }).click(),
  }
}

function blotter(page) {
  const panel = page.getByRole('region', { name: 'Account' })
  const cancelButton = (order) => panel.getByRole('button', { name: new RegExp(`^Cancel ${order} `) })
  return {
    open: (tab) => panel.getByRole('tab', { name: new RegExp(tab) }).click(),
    shows: (words) => panel.getByText(words).first().waitFor(),
    /** An order as in "buy 1". */
    waits: (order) => cancelButton(order).waitFor(),
    cancel: async (order) => {
      await cancelButton(order).click()
      await cancelButton(order).waitFor({ state: 'detached' })
    },
    amend: async (order, { quantity }) => {
      await panel.getByRole('button', { name: new RegExp(`^Amend ${order} `) }).click()
      const dialog = page.getByRole('dialog', { name: /^Amend/ })
      await dialog.getByLabel('Amount').fill(quantity)
      await dialog.getByRole('button', { name: 'Amend order' }).click()
      await dialog.waitFor({ state: 'detached' })
    },
  }
}

function settings(page) {
  const keys = page.getByRole('region', { name: 'API keys' })
  const sessions = page.getByRole('region', { name: 'Where you are signed in' })
  const others = sessions.getByRole('button', { name: /^Sign out/ })
  return {
    /** Answers the key with its secret, as they are shown once. */
    makeKey: async (name) => {
      await keys.getByRole('button', { name: 'New key' }).click()
      const asked = page.getByRole('dialog', { name: 'New API key' })
      await asked.getByLabel('Name').fill(name)
      await asked.getByRole('button', { name: 'Make the key' }).click()
      const made = page.getByRole('dialog', { name: `${name} is ready` })
      await made.waitFor()
      const [key_id, secret] = await made.getByRole('definition').locator('code').allTextContents()
      await made.getByRole('button', { name: 'I have kept it' }).click()
      return { key_id, secret }
    },
    revokeKey: async (name) => {
      await keys.getByRole('button', { name: `Revoke ${name}` }).click()
      await page.getByRole('button', { name: 'Revoke the key' }).click()
      await keys.getByText('No key yet.').waitFor()
    },
    signOutTheOther: async () => {
      await others.click()
      await others.waitFor({ state: 'detached' })
    },
  }
}

function cfd(page) {
  const form = page.getByRole('form', { name: 'CFD ticket' })
  const positions = page.getByRole('region', { name: 'Positions', exact: true })
  return {
    isThere: () => form.getByText('▲ Long').waitFor(),
    /** An amount of margin, and where the loss is to stop. */
    goesLong: async (margin, { stopLoss }) => {
      await form.getByRole('radio', { name: '▲ Long' }).check()
      await form.getByLabel('Margin').fill(margin)
      await form.getByLabel('Stop loss').fill(stopLoss)
      await form.getByRole('button', { name: /^Go long/ }).click()
    },
    says: (words) => form.getByText(words).first().waitFor(),
    isOpen: (symbol) => positions.getByRole('button', { name: new RegExp(`^Close long .* ${symbol}$`) }).waitFor(),
    nothingIsOpen: () => positions.getByText('Nothing is open.').waitFor(),
    shows: (words) => positions.getByText(words).first().waitFor(),
    open: (tab) => positions.getByRole('tab', { name: tab }).click(),
  }
}
