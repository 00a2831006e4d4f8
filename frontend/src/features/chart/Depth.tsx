import { figure, placesOf, text } from '../../lib/decimal'
import type { Instrument } from '../../lib/messages'
import { Empty, Skeleton } from '../../ui/Panel'
import { useOrderBook } from '../order-book/useOrderBook'
import css from './ChartPanel.module.css'
import { depthOf, outline, type Step } from './depth'

const WIDTH = 1000
const HEIGHT = 400
/** A mountain that shimmers fifty times a second can't be read. */
const REST_MS = 250

/** How much stands up to each price, on both sides of the middle. */
export function Depth({ instrument, asTable }: { instrument: Instrument; asTable: boolean }) {
  const book = useOrderBook(instrument.symbol, REST_MS)
  if (!book) return <Skeleton rows={12} label="The depth is on its way" />
  const picture = depthOf(book)
  if (!picture) return <Empty>The depth is drawn as soon as somebody wants to buy and somebody to sell.</Empty>
  if (asTable) return <Table bids={picture.bids} asks={picture.asks} instrument={instrument} />
  const places = placesOf(instrument.tick)
  const middle = (picture.from + picture.to) / 2n
  return (
    <figure className={css['depth']}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`The depth of ${instrument.symbol}. The table has the numbers.`}
      >
        <path d={outline(picture.bids, picture, WIDTH, HEIGHT)} className={css['bids']} />
        <path d={outline(picture.asks, picture, WIDTH, HEIGHT)} className={css['asks']} />
      </svg>
      <span className={css['deepest']} title="The most that stands on one side">
        {figure(picture.deepest, 0)} {instrument.base}
      </span>
      <figcaption>
        <span>{figure(picture.from, places)}</span>
        <span title="The middle">{figure(middle, places)}</span>
        <span>{figure(picture.to, places)}</span>
      </figcaption>
    </figure>
  )
}

function Table({ bids, asks, instrument }: { bids: Step[]; asks: Step[]; instrument: Instrument }) {
  const rows = [...asks.slice(0, 50).toReversed().map(ask), ...bids.slice(0, 50).map(bid)]
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Depth as a table">
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">Side</th>
            <th scope="col">Price {instrument.quote}</th>
            <th scope="col">Up to here {instrument.base}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ side, price, depth }) => (
            <tr key={side + text(price)}>
              <th scope="row">{side}</th>
              <td>{figure(price, placesOf(instrument.tick))}</td>
              <td>{figure(depth, placesOf(instrument.lot))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ask(step: Step) {
  return { side: 'Sell', ...step }
}

function bid(step: Step) {
  return { side: 'Buy', ...step }
}
