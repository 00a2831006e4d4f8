import { AreaSeries, type IChartApi, type ISeriesApi, type UTCTimestamp } from 'lightweight-charts'
import { useEffect, useEffectEvent, useRef } from 'react'
import css from './Chart.module.css'
import { faded } from './colours'
import { useChart } from './useChart'

export interface Point {
  /** In whole seconds since 1970. */
  time: number
  value: number
}

interface LineChartProps {
  /** What is drawn, for who can't see it; the numbers belong in a table beside it. */
  label: string
  /** Oldest first. */
  points: readonly Point[]
  places: number
}

/** One figure over time. */
export function LineChart({ label, points, places }: LineChartProps) {
  const series = useRef<{ chart: IChartApi; area: ISeriesApi<'Area'> }>(undefined)
  const areaOf = (chart: IChartApi) => {
    if (series.current?.chart !== chart) series.current = { chart, area: chart.addSeries(AreaSeries) }
    return series.current.area
  }
  const { element, chart } = useChart((painted, { accent }) =>
    areaOf(painted).applyOptions({
      lineColor: accent,
      lineWidth: 2,
      topColor: faded(accent, 0.2),
      bottomColor: faded(accent, 0),
    }),
  )
  const draw = useEffectEvent((drawn: IChartApi) => {
    const area = areaOf(drawn)
    area.applyOptions({ priceFormat: { type: 'price', precision: places, minMove: 10 ** -places } })
    area.setData(points.map(({ time, value }) => ({ time: time as UTCTimestamp, value })))
    drawn.timeScale().fitContent()
  })
  useEffect(() => {
    if (chart) draw(chart)
  }, [chart, points, places])
  return <div ref={element} className={css['chart']} role="img" aria-label={label} />
}
