// Says what the trade page of a running venue costs: how soon the book is there, and how much of each second goes into
// scripts, layout and painting while the book changes fifty times a second:
//   OPENBELL_EDGE=http://localhost:8080 npm run measure
import { openBrowser } from './terminal.mjs'
import { edge } from './venue.mjs'

const FRAMES_A_SECOND = 50
const SECONDS = 20
const LEVELS = 100

const browser = await openBrowser()
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.goto(edge)
await page.getByRole('list', { name: 'Bids' }).getByRole('button').first().waitFor()
const firstBook = await page.evaluate(() => Math.round(performance.now()))

// From here on the stream is ours: a book of a hundred levels a side, of which five change with each frame.
const instrument = await page.getByLabel('Instrument', { exact: true }).inputValue()
let frames
const streaming = new Promise((began) => {
  frames = page.routeWebSocket('**/ws', (socket) => {
    const say = (frame) => socket.send(JSON.stringify(frame))
    let sequence = 1
    say({ type: 'hello', symbols: [instrument], heartbeat_ms: 15_000, session_id: 'measure' })
    socket.onMessage((text) => {
      const { type, id, channels } = JSON.parse(text)
      if (type === 'ping') return say({ type: 'pong' })
      say({ type: type === 'auth' ? 'authenticated' : 'subscribed', id })
      if (!channels?.includes('orderbook')) return undefined
      say({ type: 'orderbook_snapshot', instrument, sequence, ...sides(LEVELS, () => 1) })
      setInterval(() => {
        const previous_sequence = sequence++
        const five = sides(5, () => 1 + Math.floor(Math.random() * 1000) / 1000)
        say({ type: 'orderbook_delta', instrument, previous_sequence, sequence, ...five })
      }, 1000 / FRAMES_A_SECOND)
      return began()
    })
  })
})
await frames
await page.reload()
await streaming
await page.waitForTimeout(3000)

const devtools = await page.context().newCDPSession(page)
await devtools.send('Performance.enable')
const before = await figures()
await page.waitForTimeout(SECONDS * 1000)
const after = await figures()
const spent = (name) => Math.round(((after[name] - before[name]) * 1000) / SECONDS)
console.log(`first book        ${firstBook} ms after the page was asked for`)
console.log(`scripts           ${spent('ScriptDuration')} ms a second at ${FRAMES_A_SECOND} book frames a second`)
console.log(`styles and layout ${spent('RecalcStyleDuration') + spent('LayoutDuration')} ms a second`)
console.log(`everything        ${spent('TaskDuration')} ms a second`)
console.log(`heap              ${(after.JSHeapUsedSize / 1e6).toFixed(1)} MB`)
await browser.close()

function sides(levels, quantity) {
  const side = (way) =>
    Array.from({ length: levels }, (_, at) => [String(60_000 + way * (at + 1)), String(quantity()), 1])
  return { bids: side(-1), asks: side(1) }
}

async function figures() {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}
