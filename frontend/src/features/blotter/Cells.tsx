import type { Side } from '../../lib/messages'
import { clock, day, moment } from '../../lib/time'
import css from './Table.module.css'

/** When it was, with its zone on hover. */
export function When({ at }: { at: string }) {
  return (
    <td className={css['wide']}>
      <time dateTime={at} title={moment(at)}>
        {day(at)} {clock(at)}
      </time>
    </td>
  )
}

export function SideCell({ side }: { side: Side }) {
  return <td className={css[side]}>{side === 'buy' ? '▲ Buy' : '▼ Sell'}</td>
}
