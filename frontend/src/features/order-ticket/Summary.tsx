import { type E8, figure, percent, placesOf, units } from '../../lib/decimal'
import type { Instrument, Preview } from '../../lib/messages'
import type { Estimate } from './estimate'
import css from './OrderTicket.module.css'
import { hasPrice, type Ticket } from './ticket'

interface SummaryProps {
  instrument: Instrument
  ticket: Ticket
  figures: Estimate | undefined
  preview: Preview | undefined
}

/** What the order comes to. The lines stand before there is anything to say, so that nothing jumps. */
export function Summary({ instrument, ticket, figures, preview }: SummaryProps) {
  const { base, quote } = instrument
  const { side } = ticket
  const maker = percent(instrument.maker_fee ?? instrument.taker_fee)
  const total = figures && (side === 'buy' ? figures.value + figures.feeAtMost : figures.value - figures.feeAtMost)
  const named = hasPrice(ticket)
  const bound = (most: string) => (named ? most : 'about')
  return (
    <>
      <dl className={css['summary']}>
        <div title="What the book would give at this moment">
          <dt>Trades at once</dt>
          <dd>{preview ? atOnce(preview, instrument) : '–'}</dd>
        </div>
        <Line name={side === 'buy' ? 'Cost' : 'Proceeds'} value={figures?.value} asset={quote} />
        <Line
          name={`Fee, ${bound('at most')}`}
          title={`${percent(instrument.taker_fee)} for what trades at once, ${maker} for what waits in the book`}
          value={figures?.feeAtMost}
          asset={quote}
        />
        <Line
          name={side === 'buy' ? `Total, ${bound('at most')}` : `You get, ${bound('at least')}`}
          value={total}
          asset={quote}
          strong
        />
        <Line
          name="Held meanwhile"
          title="Kept aside until the order trades or is cancelled"
          value={figures?.held}
          asset={side === 'buy' ? quote : base}
        />
      </dl>
      <p className={css['rest']}>{fateOf(ticket)}</p>
    </>
  )
}

function atOnce({ fills, average_price }: Preview, instrument: Instrument): string {
  const quantity = fills.reduce((sum, fill) => sum + units(fill.quantity), 0n)
  if (quantity === 0n || average_price === null) return 'Nothing yet'
  return `${figure(quantity, 0)} ${instrument.base} at ${figure(units(average_price), placesOf(instrument.tick))}`
}

/** What becomes of whatever does not trade at once. */
export function fateOf({ type, side, timeInForce, postOnly }: Ticket): string {
  if (type === 'market') return 'It trades at once, at most 5 % away from the best price. What finds nobody is cancelled.'
  const trigger = side === 'buy' ? 'rises to the stop price' : 'falls to the stop price'
  if (type === 'stop') return `It waits unseen until the last trade ${trigger}, and then trades at the market.`
  if (type === 'stop_limit') return `It waits unseen until the last trade ${trigger}, and then becomes a limit order.`
  if (timeInForce === 'ioc') return 'What does not trade at once is cancelled.'
  if (timeInForce === 'fok') return 'It trades at once and as a whole, or not at all.'
  const until = timeInForce === 'gtd' ? 'the chosen time' : 'you cancel it'
  if (postOnly) return `It only ever waits in the book, until it trades or ${until}; what would trade at once is refused.`
  return `What does not trade at once waits in the book until it does, or until ${until}.`
}

interface LineProps {
  name: string
  value: E8 | undefined
  asset: string
  title?: string
  strong?: boolean
}

function Line({ name, value, asset, title, strong }: LineProps) {
  return (
    <div className={strong ? css['strong'] : undefined} title={title}>
      <dt>{name}</dt>
      <dd>{value === undefined ? '–' : `${figure(value, 2)} ${asset}`}</dd>
    </div>
  )
}
