import { Dialog } from '../ui/Dialog'
import css from './KeySheet.module.css'

const KEYS = [
  [['Ctrl', 'K'], 'Go to an instrument or a page (on a Mac ⌘ K)'],
  [['B'], 'Buy, or go long'],
  [['S'], 'Sell, or go short'],
  [['/'], 'Write the price, or the margin'],
  [['↑', '↓'], 'A tick up or down, in a price; from row to row, in the book'],
  [['Enter'], 'Place the order, in the ticket'],
  [['Esc'], 'Close what is open'],
  [['?'], 'This sheet'],
] as const

/** Every key that does something. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={css['keys']}>
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
