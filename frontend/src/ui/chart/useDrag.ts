import { type PointerEvent, type SyntheticEvent, useRef, useState } from 'react'

/** As much of a chart's price scale as dragging needs. */
export interface Scale {
  priceToCoordinate(price: number): number | null
  coordinateToPrice(coordinate: number): unknown
}

/** A line that can be taken. Its price is pixels in waiting. */
export interface Handle {
  id: string
  price: number
}

/** As near as a hand gets to a line of one pixel. */
const REACH = 7

/**
 * Lines across a chart that can be dragged up and down. Spread `hands` on the element around the chart: a line under
 * the pointer is taken before the chart can take it for a pan.
 */
export function useDrag(handles: readonly Handle[], onMove: (id: string, price: number, dropped: boolean) => void) {
  const scale = useRef<Scale>(undefined)
  const [taken, setTaken] = useState<string>()
  const [near, setNear] = useState(false)

  /** How far below the upper edge of the chart; undefined while there is none, whose scale must not be asked any more. */
  const heightOf = (event: PointerEvent<HTMLElement>) => {
    const canvas = event.currentTarget.querySelector('canvas')
    return canvas ? event.clientY - canvas.getBoundingClientRect().top : undefined
  }
  const under = (height: number | undefined) =>
    handles.find(({ price }) => {
      const place = height === undefined ? undefined : scale.current?.priceToCoordinate(price)
      return height !== undefined && typeof place === 'number' && Math.abs(place - height) <= REACH
    })
  const move = (event: PointerEvent<HTMLElement>, id: string, dropped: boolean) => {
    const height = heightOf(event)
    const price = height === undefined ? undefined : scale.current?.coordinateToPrice(height)
    if (typeof price === 'number' && price > 0) onMove(id, price, dropped)
  }
  const keepFromChart = (event: SyntheticEvent) => {
    if (near || taken) event.stopPropagation()
  }

  return {
    onScale: (ready: Scale) => {
      scale.current = ready
    },
    hands: {
      style: near || taken ? { cursor: 'ns-resize' } : undefined,
      onPointerDownCapture: (event: PointerEvent<HTMLElement>) => {
        const handle = under(heightOf(event))
        if (!handle) return
        event.stopPropagation()
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setTaken(handle.id)
      },
      onPointerMoveCapture: (event: PointerEvent<HTMLElement>) => {
        if (taken) move(event, taken, false)
        else setNear(under(heightOf(event)) !== undefined)
      },
      onPointerUpCapture: (event: PointerEvent<HTMLElement>) => {
        if (!taken) return
        setTaken(undefined)
        move(event, taken, true)
      },
      onPointerCancelCapture: () => setTaken(undefined),
      onMouseDownCapture: keepFromChart,
      onTouchStartCapture: keepFromChart,
    },
  }
}
