import { useMemo, useState } from 'react'
import { text, units } from '../../lib/decimal'
import type { CfdPosition, Instrument, Interval } from '../../lib/messages'
import { INTERVALS } from '../../lib/messages'
import type { PriceLine } from '../../ui/chart/CandleChart'
import { useDrag } from '../../ui/chart/useDrag'
import { Panel } from '../../ui/Panel'
import { Candles } from '../chart/Candles'
import panel from '../chart/ChartPanel.module.css'
import { remember, remembered } from '../chart/interval'
import css from './Cfd.module.css'
import type { TriggerTexts } from './mistakes'
import { useAmendPosition } from './usePositions'

interface CfdChartProps {
  instrument: Instrument
  positions: readonly CfdPosition[]
  /** What the ticket says is drawn before it is sent. */
  triggers: TriggerTexts
  onTriggers: (triggers: TriggerTexts) => void
}

/** Candles of the feed's middle, with where each position began, is to close, and would be liquidated. */
export default function CfdChart({ instrument, positions, triggers, onTriggers }: CfdChartProps) {
  const [interval, setChosen] = useState<Interval>(remembered)
  const [asTable, setAsTable] = useState(false)
  const [dragged, setDragged] = useState<{ id: string; price: number }>()
  const amend = useAmendPosition()
  const lines = useMemo(() => linesOf(positions, triggers), [positions, triggers])
  const handles = lines.flatMap(({ id, price }) => (id ? [{ id, price }] : []))
  const drag = useDrag(handles, (id, price, dropped) => {
    const [field, owner] = id.split(' ') as [TriggerField, string | undefined]
    const written = onGrid(price, instrument.tick)
    const position = positions.find((each) => each.position_id === owner)
    if (!owner) return onTriggers({ ...triggers, [field === 'stop_loss_price' ? 'stopLoss' : 'takeProfit']: written })
    // The line stays where it was let go until the venue has answered.
    setDragged({ id, price })
    if (position && dropped)
      amend.mutate({ position, triggers: { [field]: written } }, { onSettled: () => setDragged(undefined) })
  })
  const seen = useMemo(
    () => lines.map((line) => (line.id && line.id === dragged?.id ? { ...line, price: dragged.price } : line)),
    [lines, dragged],
  )
  return (
    <Panel
      title={instrument.symbol}
      className={css['chart'] ?? ''}
      aside={
        <>
          {amend.error && <span role="alert">Not moved. {amend.error.message}</span>}
          <div role="group" aria-label="Interval" className={panel['intervals']}>
            {INTERVALS.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === interval}
                onClick={() => {
                  setChosen(each)
                  remember(each)
                }}
              >
                {each}
              </button>
            ))}
          </div>
          <button
            type="button"
            className={panel['as-table']}
            aria-pressed={asTable}
            title="The same as numbers"
            onClick={() => setAsTable(!asTable)}
          >
            Table
          </button>
        </>
      }
    >
      <div className={css['canvas']} {...drag.hands}>
        <Candles
          key={interval}
          instrument={instrument}
          interval={interval}
          asTable={asTable}
          lines={seen}
          onScale={drag.onScale}
        />
      </div>
    </Panel>
  )
}

type TriggerField = 'stop_loss_price' | 'take_profit_price'

interface Line extends PriceLine {
  /** Only what can be moved has one: the field, and the position unless it is the ticket's. */
  id?: string
}

function linesOf(positions: readonly CfdPosition[], triggers: TriggerTexts): Line[] {
  const held = positions.flatMap((position): Line[] => {
    const way = position.direction === 'LONG' ? 'Long' : 'Short'
    const own = position.position_id
    return [
      { name: way, price: Number(position.entry_price), colour: 'text-soft' },
      ...lineAt('SL', position.stop_loss_price, 'down', `stop_loss_price ${own}`),
      ...lineAt('TP', position.take_profit_price, 'up', `take_profit_price ${own}`),
      ...lineAt('Liq', position.liquidation_price, 'text-faint'),
    ]
  })
  return [
    ...held,
    ...lineAt('SL?', typedPrice(triggers.stopLoss), 'down', 'stop_loss_price'),
    ...lineAt('TP?', typedPrice(triggers.takeProfit), 'up', 'take_profit_price'),
  ]
}

function lineAt(name: string, price: string | null, colour: PriceLine['colour'], id?: string): Line[] {
  return price === null ? [] : [{ name, price: Number(price), colour, dashed: true, ...(id && { id }) }]
}

function typedPrice(typed: string): string | null {
  return Number(typed) > 0 ? typed : null
}

/** Where a hand let go is a pixel; what is asked for is the price on the grid that is nearest to it. */
function onGrid(price: number, tick: string): string {
  return text(BigInt(Math.max(1, Math.round(price / Number(tick)))) * units(tick))
}
