import { fireEvent, render, screen } from '@testing-library/react'
import { useEffect } from 'react'
import { expect, it, vi } from 'vitest'
import { useDrag } from './useDrag'

// What jsdom does not know yet of a pointer: that it can be kept.
HTMLElement.prototype.setPointerCapture = () => {}

it('takes the line that is near, and leaves the chart alone everywhere else', () => {
  const moves: [string, number, boolean][] = []
  const pan = vi.fn()
  render(<Chart onMove={(...move) => moves.push(move)} onPan={pan} />)
  // Of a pointer's place, jsdom knows only what a mouse has.
  const hand = (type: string, clientY: number) =>
    fireEvent(screen.getByTestId('canvas'), new MouseEvent(type, { bubbles: true, cancelable: true, clientY }))

  // A price of 900 lies 100 pixels below the upper edge.
  hand('pointerdown', 150)
  hand('pointermove', 160)
  expect(moves).toEqual([])
  expect(pan).toHaveBeenCalledOnce()

  hand('pointerdown', 103)
  expect(pan).toHaveBeenCalledOnce()
  hand('pointermove', 140)
  hand('pointerup', 150)
  hand('pointermove', 190)
  expect(moves).toEqual([
    ['stop', 860, false],
    ['stop', 850, true],
  ])
})

interface ChartProps {
  onMove: (id: string, price: number, dropped: boolean) => void
  onPan: () => void
}

function Chart({ onMove, onPan }: ChartProps) {
  const { onScale, hands } = useDrag([{ id: 'stop', price: 900 }], onMove)
  useEffect(() => onScale({ priceToCoordinate: (price) => 1000 - price, coordinateToPrice: (y) => 1000 - y }))
  return (
    <div {...hands}>
      <canvas data-testid="canvas" onPointerDown={onPan} />
    </div>
  )
}
