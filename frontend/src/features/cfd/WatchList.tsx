import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { figure, placesOf, signedPercent, units } from '../../lib/decimal'
import type { Problem } from '../../lib/http'
import type { Candle, Instrument } from '../../lib/messages'
import { useVenue } from '../../lib/venue'
import { Panel } from '../../ui/Panel'
import { useTicker } from '../ticker/useTicker'
import css from './Cfd.module.css'
import { sparkline } from './sparkline'
import { useLivePrice } from './usePrice'

interface WatchListProps {
  instruments: readonly Instrument[]
  chosen: string
  onChoose: (symbol: string) => void
}

/** Every symbol with its bid and ask, and how its last day was. */
export function WatchList({ instruments, chosen, onChoose }: WatchListProps) {
  return (
    <Panel title="Markets" className={css['watch'] ?? ''}>
      <ul className={css['symbols']}>
        {instruments.map((each) => (
          <Row key={each.symbol} instrument={each} isChosen={each.symbol === chosen} onChoose={onChoose} />
        ))}
      </ul>
    </Panel>
  )
}

interface RowProps {
  instrument: Instrument
  isChosen: boolean
  onChoose: (symbol: string) => void
}

const Row = memo(function Row({ instrument, isChosen, onChoose }: RowProps) {
  const price = useLivePrice(instrument.symbol)
  const ticker = useTicker(instrument.symbol)
  const places = placesOf(instrument.tick)
  const change = ticker?.change_percent ? units(ticker.change_percent) / 100n : undefined
  const shown = (value: string | undefined) => (value ? figure(units(value), places) : '–')
  return (
    <li>
      <button type="button" aria-pressed={isChosen} onClick={() => onChoose(instrument.symbol)}>
        <strong>{instrument.symbol}</strong>
        <Sparkline symbol={instrument.symbol} />
        <span className={css['change']} data-way={change === undefined ? 0 : change > 0n ? 1 : change < 0n ? -1 : 0}>
          {change === undefined ? '–' : signedPercent(change)}
        </span>
        <span className={css['bid']} title="Bid: what you sell at">
          {shown(price?.bid)}
        </span>
        <span className={css['ask']} title="Ask: what you buy at">
          {shown(price?.ask)}
        </span>
      </button>
    </li>
  )
})

const HOURS = 24

/** The last day as a line; the change beside it says the same in a number. */
function Sparkline({ symbol }: { symbol: string }) {
  const { api } = useVenue()
  const { data } = useQuery<Candle[], Problem>({
    queryKey: ['candles', symbol, 'sparkline'],
    queryFn: () => api.candles(symbol, '1h', HOURS),
    refetchInterval: 300_000,
  })
  return (
    <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" className={css['sparkline']}>
      {data && <path d={sparkline(data.map(({ close }) => Number(close)), 100, 24)} />}
    </svg>
  )
}
