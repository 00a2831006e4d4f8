import { useState } from 'react'
import { figure, ONE, placesOf, signedPercent, units } from '../../lib/decimal'
import type { Candle, Instrument, Interval } from '../../lib/messages'
import { moment } from '../../lib/time'
import type { Bar } from '../../ui/chart/bars'
import { CandleChart, type PriceLine } from '../../ui/chart/CandleChart'
import type { Scale } from '../../ui/chart/useDrag'
import { Empty, Skeleton, Trouble } from '../../ui/Panel'
import { barOf } from './candles'
import css from './ChartPanel.module.css'
import { useCandles } from './useCandles'

interface CandlesProps {
  instrument: Instrument
  interval: Interval
  asTable: boolean
  /** Prices that are drawn across the candles. */
  lines?: readonly PriceLine[]
  /** Turns a price into a height and back, once there is a chart. */
  onScale?: (scale: Scale) => void
}

/** Candles, live. The line above them tells the one under the crosshair, or the newest. */
export function Candles({ instrument, interval, asTable, lines, onScale }: CandlesProps) {
  const { data, bars, error, refetch, earlier } = useCandles(instrument.symbol, interval)
  const [pointed, setPointed] = useState<Bar>()
  if (!data || !bars) {
    return error ? (
      <Trouble what="The candles are missing." problem={error} retry={() => void refetch()} />
    ) : (
      <Skeleton rows={12} label="The candles are on their way" />
    )
  }
  if (data.length === 0) return <Empty>No trade yet. The first one opens the first candle.</Empty>
  if (asTable) return <Table candles={data} instrument={instrument} />
  const told = data.find((candle) => barOf(candle).time === pointed?.time) ?? data.at(-1)
  return (
    <>
      {told && <Legend candle={told} instrument={instrument} />}
      <CandleChart
        label={`${instrument.symbol}, candles of ${interval}. The table has the numbers.`}
        bars={bars}
        places={placesOf(instrument.tick)}
        tick={Number(instrument.tick)}
        onPoint={setPointed}
        onEarlier={() => void earlier()}
        {...(lines && { lines })}
        {...(onScale && { onReady: onScale })}
      />
    </>
  )
}

function Legend({ candle, instrument }: { candle: Candle; instrument: Instrument }) {
  const places = placesOf(instrument.tick)
  const [open, close] = [units(candle.open), units(candle.close)]
  const change = open === 0n ? 0n : ((close - open) * ONE) / open
  return (
    <dl className={css['legend']} data-way={close < open ? 'down' : 'up'}>
      {(['open', 'high', 'low', 'close'] as const).map((each) => (
        <div key={each}>
          <dt title={each}>{each.charAt(0).toUpperCase()}</dt>
          <dd>{figure(units(candle[each]), places)}</dd>
        </div>
      ))}
      <div>
        <dt className="unseen">Change</dt>
        <dd>{signedPercent(change)}</dd>
      </div>
      <div>
        <dt title={`Volume in ${instrument.base}`}>Vol</dt>
        <dd className={css['plain']}>{figure(units(candle.volume), 0)}</dd>
      </div>
    </dl>
  )
}

function Table({ candles, instrument }: { candles: readonly Candle[]; instrument: Instrument }) {
  const places = placesOf(instrument.tick)
  const price = (value: string) => figure(units(value), places)
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Candles as a table">
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col" title="Coordinated universal time">
              Time UTC
            </th>
            <th scope="col">Open</th>
            <th scope="col">High</th>
            <th scope="col">Low</th>
            <th scope="col">Close</th>
            <th scope="col">Volume {instrument.base}</th>
            <th scope="col">Trades</th>
          </tr>
        </thead>
        <tbody>
          {candles
            .slice(-100)
            .toReversed()
            .map((candle) => (
              <tr key={candle.open_time}>
                <th scope="row">
                  <time dateTime={candle.open_time} title={moment(candle.open_time)}>
                    {candle.open_time.slice(0, 16).replace('T', ' ')}
                  </time>
                </th>
                <td>{price(candle.open)}</td>
                <td>{price(candle.high)}</td>
                <td>{price(candle.low)}</td>
                <td>{price(candle.close)}</td>
                <td>{figure(units(candle.volume), placesOf(instrument.lot))}</td>
                <td>{candle.trades}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
