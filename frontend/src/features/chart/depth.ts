import { type E8, ONE } from '../../lib/decimal'
import { type Book, cumulative, type Level } from '../order-book/book'

/** What an order would meet up to a price. */
export interface Step {
  price: E8
  depth: E8
}

export interface DepthPicture {
  bids: Step[]
  asks: Step[]
  from: E8
  to: E8
  deepest: E8
}

/** The depth of both sides, as far from the middle on one as on the other; undefined while a side is empty. */
export function depthOf(book: Book): DepthPicture | undefined {
  const [bid, ask] = [book.bids[0]?.price, book.asks[0]?.price]
  const [lowest, highest] = [book.bids.at(-1)?.price, book.asks.at(-1)?.price]
  if (bid === undefined || ask === undefined || lowest === undefined || highest === undefined) return undefined
  const middle = (bid + ask) / 2n
  const [below, above] = [middle - lowest, highest - middle]
  const reach = below < above ? below : above
  const [from, to] = [middle - reach, middle + reach]
  const bids = steps(book.bids).filter(({ price }) => price >= from)
  const asks = steps(book.asks).filter(({ price }) => price <= to)
  const deepest = [bids.at(-1)?.depth ?? 0n, asks.at(-1)?.depth ?? 0n].reduce((a, b) => (a > b ? a : b))
  return { bids, asks, from, to, deepest }
}

/** The outline of a side as the path of an SVG of the given size. Here the units become pixels. */
export function outline(side: readonly Step[], { from, to, deepest }: DepthPicture, width: number, height: number): string {
  const [first] = side
  const last = side.at(-1)
  if (!first || !last || to === from || deepest === 0n) return ''
  const x = (price: E8) => round(share(price - from, to - from) * width)
  const y = (depth: E8) => round(height - share(depth, deepest) * height)
  const climb = side.map(({ price, depth }) => `H${x(price)}V${y(depth)}`).join('')
  const edge = last.price < first.price ? 0 : width
  return `M${x(first.price)} ${height}${climb}H${edge}V${height}Z`
}

function steps(levels: readonly Level[]): Step[] {
  const depths = cumulative(levels)
  return levels.map(({ price }, at) => ({ price, depth: depths[at] ?? 0n }))
}

function share(part: E8, whole: E8): number {
  return Number((part * ONE) / whole) / Number(ONE)
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
