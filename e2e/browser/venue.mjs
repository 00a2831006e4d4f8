/** What a journey knows of the venue from outside the browser. */
export const edge = process.env.OPENBELL_EDGE ?? 'http://localhost:8080'
const inbox = process.env.OPENBELL_INBOX ?? 'http://localhost:8025'

const feed = process.env.OPENBELL_FEED ?? 'http://localhost:9055'

export function newEmail() {
  return `browser-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.com`
}

/** The code that was mailed to somebody, in the letter about signing up or about the password. */
export async function codeFor(email, about = 'sign-up') {
  for (let tries = 0; tries < 1_200; tries++) {
    const { messages } = await (await fetch(new URL('/api/v1/messages', inbox))).json()
    const mail = messages.find((each) => each.To[0].Address === email && each.Subject.includes(`${about} code`))
    if (mail) {
      const { Text } = await (await fetch(new URL(`/api/v1/message/${mail.ID}`, inbox))).json()
      return Text.match(/\b\d{6}\b/)[0]
    }
    await new Promise((again) => setTimeout(again, 50))
  }
  throw new Error(`no ${about} code came for ${email}`)
}

/** A fifth below the best bid of the instrument that the terminal opens with: an order there waits in the book. */
export async function lowPrice() {
  const { instruments } = await (await fetch(new URL('/api/v1/instruments', edge))).json()
  const { symbol } = instruments.find(({ kind }) => kind === 'spot')
  const { bids } = await (await fetch(new URL(`/api/v1/book/${symbol}`, edge))).json()
  return bids.length ? String(Math.floor(Number(bids[0].price) * 0.8)) : '50000'
}

/** What a CFD symbol is sold at now. */
export async function bidFor(symbol) {
  const { prices } = await (await fetch(new URL('/api/v1/cfd/prices', edge))).json()
  return Number(prices.find((price) => price.symbol === symbol).bid)
}

/** The price of a symbol jumps, as the feed of a venue without a network does when it is asked to. */
export async function jump(symbol, percent) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ symbol, percent })
  const { status } = await fetch(new URL('/market/jump', feed), { method: 'POST', headers, body })
  if (status !== 200) throw new Error(`the feed answered ${status}`)
}
