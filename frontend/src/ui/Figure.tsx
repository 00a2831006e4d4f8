import { type E8, figure } from '../lib/decimal'
import css from './Figure.module.css'

/** A number, with the zeros that only keep the column dimmed. */
export function Figure({ value, places }: { value: E8; places: number }) {
  const written = figure(value, places)
  const [moves = written, rest = ''] = written.includes('.') ? split(written) : []
  return (
    <span className={css['figure']}>
      {moves}
      {rest && <span className={css['rest']}>{rest}</span>}
    </span>
  )
}

function split(written: string): [string, string] {
  const moves = written.replace(/\.?0+$/, '')
  return [moves, written.slice(moves.length)]
}
