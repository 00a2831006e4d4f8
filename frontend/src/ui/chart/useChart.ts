import { type ChartOptions, ColorType, createChart, CrosshairMode, type DeepPartial, type IChartApi } from 'lightweight-charts'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Colours, coloursAt, onRecolour } from './colours'

/**
 * An empty chart that fills an element, in the colours of the tokens and repainted when they change. `paint` colours
 * what stands in the chart. The chart is there after the first effect, and another one when the element is.
 */
export function useChart(paint: (chart: IChartApi, colours: Colours) => void) {
  const element = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<IChartApi>()
  const repaint = useEffectEvent((painted: IChartApi) => {
    if (!element.current) return
    const colours = coloursAt(element.current)
    painted.applyOptions(surface(colours))
    paint(painted, colours)
  })
  useEffect(() => {
    if (!element.current) return undefined
    const created = createChart(element.current, FIXED)
    setChart(created)
    const stop = onRecolour(() => repaint(created))
    return () => {
      stop()
      setChart(undefined)
      created.remove()
    }
  }, [])
  useEffect(() => {
    if (chart) repaint(chart)
  }, [chart])
  return { element, chart }
}

const FIXED: DeepPartial<ChartOptions> = {
  autoSize: true,
  layout: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontSize: 11,
    // Its notice stands in the footer: its own is styled in a way that the content policy does not allow.
    attributionLogo: false,
  },
  crosshair: { mode: CrosshairMode.Normal },
  rightPriceScale: { scaleMargins: { top: 0.08, bottom: 0.22 } },
  timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 4 },
  localization: { timeFormatter: (seconds: number) => HERE.format(seconds * 1000) },
}

/** The axis counts in UTC, as the candles do; the crosshair says so. */
const HERE = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
})

function surface(colours: Colours): DeepPartial<ChartOptions> {
  const crosshair = { color: colours['text-faint'], labelBackgroundColor: colours['line-strong'] }
  return {
    layout: { background: { type: ColorType.Solid, color: colours.panel }, textColor: colours['text-faint'] },
    grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
    crosshair: { vertLine: crosshair, horzLine: crosshair },
    rightPriceScale: { borderColor: colours.line },
    timeScale: { borderColor: colours.line },
  }
}
