import { useState } from 'react'
import css from './OrderTicket.module.css'

interface SharesProps {
  enabled: boolean
  /** As it stands in the ticket: once it is typed over, it is no share any more. */
  quantity: string
  /** Writes a part into the ticket, and answers the amount that it came to. */
  onTake: (percent: number) => string
}

/** Takes a part of what is available: any by the slider, the usual ones by a button. */
export function Shares({ enabled, quantity, onTake }: SharesProps) {
  const [taken, setTaken] = useState({ share: 0, quantity: '' })
  const share = quantity === taken.quantity ? taken.share : 0
  const take = (percent: number) => setTaken({ share: percent, quantity: onTake(percent) })
  return (
    <div className={css['shares']} role="group" aria-label="Part of what is available">
      <input
        type="range"
        min="0"
        max="100"
        step="1"
        aria-label="Part of what is available, in percent"
        aria-valuetext={`${share} %`}
        disabled={!enabled}
        value={share}
        onChange={(event) => take(Number(event.target.value))}
      />
      {[25, 50, 75, 100].map((percent) => (
        <button key={percent} type="button" disabled={!enabled} onClick={() => take(percent)}>
          {percent} %
        </button>
      ))}
    </div>
  )
}
