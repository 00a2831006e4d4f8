import { useState } from 'react'
import { cents, figure, ONE, placesOf, signed, units } from '../../lib/decimal'
import type { CfdPosition, Instrument } from '../../lib/messages'
import { useSession } from '../../lib/venue'
import button from '../../ui/Button.module.css'
import { Empty, Skeleton, Trouble } from '../../ui/Panel'
import { Tabs } from '../../ui/Tabs'
import { levelWords } from '../account-strip/margin'
import { When } from '../blotter/Cells'
import { List } from '../blotter/List'
import table from '../blotter/Table.module.css'
import { useHistory } from '../blotter/useHistory'
import { gain, levelOf, markOf } from './cfd'
import css from './Cfd.module.css'
import { ClosePosition } from './ClosePosition'
import { EditPosition } from './EditPosition'
import { quoteOf, rulesOf } from './rules'
import { usePrice } from './usePrice'
import type { usePositions } from './usePositions'

/** From here a position is called, at 100 % it is closed. */
const CALLED_AT = (ONE * 3n) / 2n

interface PositionsProps {
  instruments: readonly Instrument[]
  positions: ReturnType<typeof usePositions>
  className?: string | undefined
}

/** What is open, live, and what became of the rest. */
export function Positions({ instruments, positions, className }: PositionsProps) {
  const [shown, setShown] = useState<'open' | 'closed'>('open')
  const signedOut = useSession().phase === 'signed-out'
  const count = positions.data?.length
  const tabs = [
    { name: 'open', label: count ? `Positions ${count}` : 'Positions' },
    { name: 'closed', label: 'Closed' },
  ] as const
  return (
    <Tabs label="Positions" tabs={tabs} shown={shown} onShow={setShown} className={className}>
      {signedOut ? (
        <Empty>Sign in, and your positions with what they gain and lose will be here.</Empty>
      ) : shown === 'open' ? (
        <Open instruments={instruments} positions={positions} />
      ) : (
        <Closed instruments={instruments} />
      )}
    </Tabs>
  )
}

function Open({ instruments, positions }: Omit<PositionsProps, 'className'>) {
  const { data, error, refetch } = positions
  const [acting, setActing] = useState<{ does: 'edit' | 'close'; id: string }>()
  if (!data) {
    if (!error) return <Skeleton rows={3} label="The positions are on their way" />
    return <Trouble what="The positions are missing." problem={error} retry={() => void refetch()} />
  }
  if (data.length === 0) return <Empty>Nothing is open. Choose a direction and a margin, and it will be here.</Empty>
  const position = data.find((each) => each.position_id === acting?.id)
  const instrument = instruments.find((each) => each.symbol === position?.asset)
  const close = () => setActing(undefined)
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label="The open positions">
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col" className={table['wide']}>
              Opened
            </th>
            <th scope="col">Symbol</th>
            <th scope="col">Direction</th>
            <th scope="col" className={table['wide']}>
              Size
            </th>
            <th scope="col" className={table['wide']}>
              Entry
            </th>
            <th scope="col" className={table['wide']} title="Where it would close now">
              Mark
            </th>
            <th scope="col" className={table['wide']} title="Stop loss and take profit">
              SL / TP
            </th>
            <th scope="col" className={table['wide']} title="Where it would be liquidated">
              Liquidation
            </th>
            <th scope="col" title="Equity over maintenance margin: called at 150 %, closed at 100 %">
              Level
            </th>
            <th scope="col" title="Gained or lost if it were closed now">
              P&amp;L
            </th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((each) => (
            <Row
              key={each.position_id}
              position={each}
              instrument={instruments.find(({ symbol }) => symbol === each.asset)}
              onAct={(does) => setActing({ does, id: each.position_id })}
            />
          ))}
        </tbody>
      </table>
      {position && instrument && acting?.does === 'edit' && (
        <EditPosition position={position} instrument={instrument} onClose={close} />
      )}
      {position && instrument && acting?.does === 'close' && (
        <ClosePosition position={position} instrument={instrument} onClose={close} />
      )}
    </div>
  )
}

interface RowProps {
  position: CfdPosition
  instrument: Instrument | undefined
  onAct: (does: 'edit' | 'close') => void
}

function Row({ position, instrument, onAct }: RowProps) {
  const price = usePrice(position.asset)
  const { direction, leverage, quantity } = position
  const places = placesOf(instrument?.tick ?? '1')
  const held = { quantity: units(quantity), entry: units(position.entry_price), margin: units(position.margin) }
  const mark = price && markOf(direction, quoteOf(price))
  const pnl = cents(mark === undefined ? units(position.unrealized_pnl) : gain(direction, held.quantity, held.entry, mark))
  const live = mark !== undefined && instrument ? levelOf(rulesOf(instrument), direction, held, mark) : undefined
  const level = live ?? (position.margin_level === null ? undefined : units(position.margin_level))
  const isCalled = level !== undefined && level <= CALLED_AT
  const shown = (value: string | null) => (value === null ? '–' : figure(units(value), places))
  const name = `${direction === 'LONG' ? 'long' : 'short'} ${quantity} ${position.asset}`
  return (
    <tr>
      <When at={position.opened_at} />
      <td>{position.asset}</td>
      <td className={direction === 'LONG' ? table['buy'] : table['sell']}>
        {direction === 'LONG' ? '▲ Long' : '▼ Short'} {leverage}×
      </td>
      <td className={table['wide']}>{quantity}</td>
      <td className={table['wide']}>{shown(position.entry_price)}</td>
      <td className={table['wide']}>{mark === undefined ? shown(position.mark_price) : figure(mark, places)}</td>
      <td className={table['wide']}>
        {shown(position.stop_loss_price)} / {shown(position.take_profit_price)}
        {position.trailing_distance && <span title="Trailing distance"> ⇡{shown(position.trailing_distance)}</span>}
      </td>
      <td className={table['wide']}>{shown(position.liquidation_price)}</td>
      <td className={isCalled ? css['called'] : undefined} title={isCalled ? 'Margin call: it closes at 100 %' : undefined}>
        {isCalled && '⚠ '}
        {level === undefined ? '–' : levelWords(level)}
      </td>
      <td className={pnl < 0n ? table['sell'] : pnl > 0n ? table['buy'] : undefined}>{signed(pnl, 2)}</td>
      <td className={table['act']}>
        <div className={table['actions']}>
          <button type="button" className={button['quiet']} aria-label={`Edit ${name}`} onClick={() => onAct('edit')}>
            Edit
          </button>
          <button type="button" className={button['quiet']} aria-label={`Close ${name}`} onClick={() => onAct('close')}>
            Close
          </button>
        </div>
      </td>
    </tr>
  )
}

const REASONS: Record<NonNullable<CfdPosition['close_reason']>, string> = {
  closed: 'closed by you',
  stop_loss: 'stop loss',
  take_profit: 'take profit',
  trailing_stop: 'trailing stop',
  liquidated: 'liquidated',
  lost: 'lost',
}

function Closed({ instruments }: { instruments: readonly Instrument[] }) {
  const list = useHistory('positions', (api, limit, cursor) => api.closedPositions(limit, cursor))
  return (
    <List
      what="closed positions"
      list={list}
      empty="No position was closed yet. Each will stay here, with what it brought."
      heads={
        <>
          <th scope="col" className={table['wide']}>
            Closed
          </th>
          <th scope="col">Symbol</th>
          <th scope="col">Direction</th>
          <th scope="col" className={table['wide']}>
            Entry
          </th>
          <th scope="col" className={table['wide']}>
            Close
          </th>
          <th scope="col">Why</th>
          <th scope="col">Result</th>
        </>
      }
      row={(position) => {
        const places = placesOf(instruments.find(({ symbol }) => symbol === position.asset)?.tick ?? '1')
        const result = cents(units(position.realized_pnl))
        return (
          <tr key={position.position_id}>
            <When at={position.closed_at ?? position.opened_at} />
            <td>{position.asset}</td>
            <td>{position.direction === 'LONG' ? '▲ Long' : '▼ Short'}</td>
            <td className={table['wide']}>{figure(units(position.entry_price), places)}</td>
            <td className={table['wide']}>
              {position.close_price === null ? '–' : figure(units(position.close_price), places)}
            </td>
            <td>{position.close_reason && REASONS[position.close_reason]}</td>
            <td className={result < 0n ? table['sell'] : table['buy']}>{signed(result, 2)}</td>
          </tr>
        )
      }}
    />
  )
}
