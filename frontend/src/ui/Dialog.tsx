import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import css from './Dialog.module.css'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  className?: string | undefined
}

/** Something to be settled first. It is there while it is rendered; Escape and a click beside it close it. */
export function Dialog({ title, onClose, children, className = '' }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The browser takes the first thing that can be focused, which is the way out; who opens a form wants to write.
    element?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    return () => element?.close()
  }, [])
  const beside = (event: MouseEvent) => event.target === dialog.current && onClose()
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={`${css['dialog']} ${className}`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={beside}
    >
      <div className={css['body']}>
        <header className={css['head']}>
          <h2 id={id}>{title}</h2>
          <button type="button" aria-label="Close" onClick={onClose}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
