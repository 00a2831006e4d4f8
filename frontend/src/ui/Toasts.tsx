import { useSyncExternalStore } from 'react'
import css from './Toasts.module.css'
import { current, dismiss, listen } from './toasts'

/** The corner where news is told. It is read out as well, when the reader has finished the sentence. */
export function Toasts() {
  const toasts = useSyncExternalStore(listen, current)
  return (
    <div className={css['toasts']} role="log" aria-label="News">
      {toasts.map(({ id, tone, title, words }) => (
        <div key={id} className={css['toast']} data-tone={tone}>
          <div>
            <strong>{title}</strong>
            <p>{words}</p>
          </div>
          <button type="button" aria-label={`Dismiss: ${title}`} onClick={() => dismiss(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
