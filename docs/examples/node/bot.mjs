// A bot that needs nothing of Openbell but its .proto files: it signs in with an API key, waits for a price, and over one order session
// places a bid far below it, moves it, takes it away again, and says goodbye.
//
//   npm install
//   OPENBELL_KEY_ID=… OPENBELL_SECRET=… node bot.mjs
import { fileURLToPath } from 'node:url'
import grpc from '@grpc/grpc-js'
import protoLoader from '@grpc/proto-loader'

const { env } = process
const protos = env.OPENBELL_PROTOS ?? fileURLToPath(new URL('../../../proto/src/main/protobuf', import.meta.url))
const instrument = env.OPENBELL_INSTRUMENT ?? 'BTC-USD'
const symbol = env.OPENBELL_SYMBOL ?? 'BTC_USDC'

// Whole numbers of 1e-8, which a double cannot hold: they come as text, and are reckoned with as BigInt.
const definition = protoLoader.loadSync(
  ['openbell/auth/v1/auth.proto', 'openbell/market/v1/market.proto', 'openbell/trading/v1/trading.proto'],
  { includeDirs: [protos], longs: String, enums: String, keepCase: true, defaults: true, oneofs: true },
)
const { openbell } = grpc.loadPackageDefinition(definition)
const plain = grpc.credentials.createInsecure()
const auth = new openbell.auth.v1.AuthService(env.OPENBELL_AUTH ?? 'localhost:50051', plain)
const market = new openbell.market.v1.MarketDataService(env.OPENBELL_STREAM ?? 'localhost:50054', plain)
const trading = new openbell.trading.v1.TradingService(env.OPENBELL_MATCHER ?? 'localhost:50052', plain)

const ONE = 100_000_000n
const show = (e8) => `${BigInt(e8) / ONE}.${String(BigInt(e8) % ONE).padStart(8, '0')}`

/** An access token for the key. It lives for a quarter of an hour. */
async function signIn() {
  const request = { key_id: env.OPENBELL_KEY_ID, secret: env.OPENBELL_SECRET }
  const issued = await new Promise((resolve, reject) =>
    auth.IssueToken(request, { deadline: Date.now() + 10_000 }, (error, answer) => (error ? reject(error) : resolve(answer))),
  )
  return issued.access_token
}

/** The feed's next price of a symbol; anybody may listen. */
async function nextPrice() {
  const prices = market.StreamPrices({ symbols: [symbol] }, { deadline: Date.now() + 30_000 })
  for await (const price of prices) {
    prices.cancel()
    return price
  }
  throw new Error(`The feed says nothing of ${symbol}`)
}

/** One line to the market: requests go out at once, and answers come back in the order of the requests. */
function openSession(token) {
  const metadata = new grpc.Metadata()
  metadata.set('authorization', `Bearer ${token}`)
  const line = trading.OrderSession(metadata)
  const waiting = new Map()
  let requests = 0

  line.on('data', (said) => {
    if (said.response === 'report') {
      console.log(`report: ${said.report.order.status.toLowerCase()} at ${show(said.report.order.price_e8)}`)
    } else if (said.response === 'expiring') {
      signIn().then((fresh) => ask({ renew: { token: fresh } }))
    }
    const asked = waiting.get(said.request_id)
    waiting.delete(said.request_id)
    if (said.response === 'refused') asked?.reject(new Error(`${said.refused.code}: ${said.refused.detail}`))
    else asked?.resolve(said[said.response])
  })
  const over = new Promise((resolve, reject) => line.on('end', resolve).on('error', reject))
  over.catch((error) => waiting.forEach((asked) => asked.reject(error)))

  function ask(request) {
    const id = String(++requests)
    line.write({ request_id: id, ...request })
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }
  const close = () => {
    line.end()
    return over
  }
  return { ask, close }
}

const token = await signIn()
console.log('signed in')

const price = await nextPrice()
console.log(`${symbol}: ${show(price.bid_e8)} / ${show(price.ask_e8)}`)

const session = openSession(token)
// What the session places is taken away by the venue when its line breaks.
await session.ask({ start: { cancel_on_disconnect: true, execution_reports: true } })

// A tenth below the market, in whole dollars: on the grid of every instrument.
const below = ((BigInt(price.bid_e8) * 9n) / 10n / ONE) * ONE
const { order } = await session.ask({
  place: { instrument, side: 'BUY', type: 'LIMIT', price_e8: String(below), quantity_e8: String(ONE), idempotency_key: `first-${Date.now()}` },
})
console.log(`placed: ${order.status.toLowerCase()} at ${show(order.price_e8)}`)

const amended = await session.ask({ amend: { order_id: order.order_id, price_e8: String(below - ONE) } })
console.log(`amended: ${amended.order.status.toLowerCase()} at ${show(amended.order.price_e8)}`)

const cancelled = await session.ask({ cancel: { order_id: order.order_id } })
console.log(`cancelled: ${cancelled.order.status.toLowerCase()}`)

await session.close()
console.log('goodbye')
