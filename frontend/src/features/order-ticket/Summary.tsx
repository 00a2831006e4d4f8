import { type E8, figure, percent } from '../../lib/decimal'
import type { Instrument, Side } from '../../lib/messages'
import type { Estimate } from './estimate'
import css from './OrderTicket.module.css'

interface SummaryProps {
  instrument: Instrument
  side: Side
  figures: Estimate | undefined
}

/** What the order comes to. The lines stand before there is anything to say, so that nothing jumps. */
export function Summary({ instrument, side, figures }: SummaryProps) {
  const { base, quote } = instrument
  const maker = percent(instrument.maker_fee ?? instrument.taker_fee)
  const total = figures && (side === 'buy' ? figures.value + figures.feeAtMost : figures.value - figures.feeAtMost)
  return (
    <>
      <dl className={css['summary']}>
        <Line name={side === 'buy' ? 'Cost' : 'Proceeds'} value={figures?.value} asset={quote} />
        <Line
          name="Fee, at most"
          title={`${percent(instrument.taker_fee)} for what trades at once, ${maker} for what waits in the book`}
          value={figures?.feeAtMost}
          asset={quote}
        />
        <Line name={side === 'buy' ? 'Total, at most' : 'You get, at least'} value={total} asset={quote} strong />
        <Line
          name="Held meanwhile"
          title="Kept aside until the order trades or is cancelled"
          value={figures?.held}
          asset={side === 'buy' ? quote : base}
        />
      </dl>
      <p className={css['rest']}>
        What does not trade at once waits in the book until it does, or until you cancel it.
      </p>
    </>
  )
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
