import {
  CandlestickSeries,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineStyle,
  type UTCTimestamp,
} from 'lightweight-charts'
import { useEffect, useEffectEvent, useRef } from 'react'
import { type Bar, newBars } from './bars'
import css from './Chart.module.css'
import { type Colours, faded, type Token } from './colours'
import { useChart } from './useChart'

export interface PriceLine {
  name: string
  price: number
  colour: Token
  dashed?: boolean
}

interface CandleChartProps {
  /** What is drawn, for who can't see it; the numbers belong in a table beside it. */
  label: string
  /** Oldest first. Bars that did not change should be the same objects: only the others are drawn anew. */
  bars: readonly Bar[]
  /** The decimals of a price, and the step between two prices. */
  places: number
  tick: number
  lines?: readonly PriceLine[]
  /** The bar under the crosshair; undefined when the pointer leaves. */
  onPoint?: (bar: Bar | undefined) => void
  /** The left end of what is known has come into sight. */
  onEarlier?: () => void
  /** The series, for who wants to turn a price into a place on the screen and back. */
  onReady?: (series: ISeriesApi<'Candlestick'>, chart: IChartApi) => void
}

const NO_LINES: readonly PriceLine[] = []
/** So many bars before the left end it is time to ask for more. */
const SOON = 20
/** As many bars as can be told apart at once; fewer are not drawn out to fill the place of many. */
const FIRST_SEEN = { least: 48, most: 120 }

/** Candles with their volume below them. */
export function CandleChart(props: CandleChartProps) {
  const { label, bars, places, tick, lines = NO_LINES, onPoint, onEarlier, onReady } = props
  const drawn = useRef<readonly Bar[]>([])
  const series = useRef<{ candles: ISeriesApi<'Candlestick'>; volume: ISeriesApi<'Histogram'> }>(undefined)
  const colours = useRef<Colours>(undefined)
  /** The view was put on the newest bars; from then on it is the reader's. */
  const placed = useRef(false)

  const { element, chart } = useChart((painted, tokens) => {
    colours.current = tokens
    series.current ??= seriesOf(painted)
    const { candles } = series.current
    candles.applyOptions({
      upColor: tokens.up,
      downColor: tokens.down,
      wickUpColor: tokens.up,
      wickDownColor: tokens.down,
      borderVisible: false,
    })
    drawn.current = []
    draw()
  })

  const draw = useEffectEvent(() => {
    if (!chart || !series.current || !colours.current) return
    const { candles, volume } = series.current
    const fresh = newBars(drawn.current, bars)
    const tints = colours.current
    if (fresh === 'all') {
      candles.setData(bars.map(candle))
      volume.setData(bars.map((bar) => column(bar, tints)))
      if (!placed.current && bars.length > 0) {
        placed.current = true
        chart.timeScale().setVisibleLogicalRange(latest(bars.length))
      }
    } else {
      for (const bar of fresh) {
        candles.update(candle(bar))
        volume.update(column(bar, tints))
      }
    }
    drawn.current = bars
  })

  const pointed = useEffectEvent((time: unknown) => onPoint?.(bars.find((bar) => bar.time === time)))
  const ready = useEffectEvent((candles: ISeriesApi<'Candlestick'>, made: IChartApi) => onReady?.(candles, made))
  const early = useEffectEvent((from: number) => {
    if (from < SOON && drawn.current.length > 0) onEarlier?.()
  })

  useEffect(() => {
    if (!chart) return undefined
    // A chart that goes takes these along.
    chart.subscribeCrosshairMove((event) => pointed(event.time))
    chart.timeScale().subscribeVisibleLogicalRangeChange((range) => range && early(range.from))
    series.current ??= seriesOf(chart)
    ready(series.current.candles, chart)
    return () => {
      series.current = undefined
      drawn.current = []
      placed.current = false
    }
  }, [chart])

  useEffect(() => {
    if (!chart) return
    const written = new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })
    series.current?.candles.applyOptions({
      priceFormat: { type: 'custom', minMove: tick, formatter: (price: number) => written.format(price) },
    })
  }, [chart, places, tick])

  useEffect(() => draw(), [chart, bars])

  useEffect(() => {
    const candles = series.current?.candles
    if (!chart || !candles) return undefined
    const made = lines.map(({ name, price, colour, dashed }) =>
      candles.createPriceLine({
        price,
        title: name,
        color: colours.current?.[colour] ?? '',
        lineWidth: 1,
        lineStyle: dashed ? LineStyle.Dashed : LineStyle.Solid,
        axisLabelVisible: true,
      }),
    )
    return () => {
      // A chart that is gone has taken its lines along.
      if (series.current?.candles === candles) for (const line of made) candles.removePriceLine(line)
    }
  }, [chart, lines])

  return <div ref={element} className={css['chart']} role="img" aria-label={label} />
}

function seriesOf(chart: IChartApi) {
  const candles = chart.addSeries(CandlestickSeries)
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  })
  chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } })
  return { candles, volume }
}

function candle({ time, open, high, low, close }: Bar) {
  return { time: time as UTCTimestamp, open, high, low, close }
}

function column(bar: Bar, colours: Colours) {
  const colour = bar.close < bar.open ? colours.down : colours.up
  return { time: bar.time as UTCTimestamp, value: bar.volume, color: faded(colour, 0.3) }
}

function latest(count: number) {
  return { from: count - Math.min(Math.max(count, FIRST_SEEN.least), FIRST_SEEN.most), to: count + 4 }
}
