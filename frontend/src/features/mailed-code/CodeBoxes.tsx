import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import css from './CodeBoxes.module.css'

export const CODE_LENGTH = 6

interface CodeBoxesProps {
  /** The digits so far, from the left. */
  code: string
  onCode: (code: string) => void
  disabled: boolean
  invalid: boolean
  describedBy: string
}

/** Six boxes, one for each digit of the code. Typing moves on, Backspace moves back, a paste fills them all. */
export function CodeBoxes({ code, onCode, disabled, invalid, describedBy }: CodeBoxesProps) {
  const boxes = useRef<(HTMLInputElement | null)[]>([])
  const focus = (at: number) => boxes.current[Math.max(0, Math.min(at, CODE_LENGTH - 1))]?.focus()

  // An empty code is to be typed: at the start, and again after a wrong one.
  const waiting = code === '' && !disabled
  useEffect(() => {
    if (waiting) boxes.current[0]?.focus()
  }, [waiting])

  const write = (at: number, typed: string) => {
    const digits = typed.replace(/\D/g, '')
    if (!digits) return
    // A whole code, pasted or filled in by the system, begins at the first box wherever it was put.
    const from = digits.length >= CODE_LENGTH ? 0 : Math.min(at, code.length)
    const next = (code.slice(0, from) + digits + code.slice(from + digits.length)).slice(0, CODE_LENGTH)
    onCode(next)
    focus(from + digits.length)
  }

  const erase = (event: KeyboardEvent, at: number) => {
    if (event.key === 'Backspace') {
      event.preventDefault()
      const last = code[at] === undefined ? at - 1 : at
      if (last < 0) return
      onCode(code.slice(0, last) + code.slice(last + 1))
      focus(last)
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault()
      focus(at + (event.key === 'ArrowLeft' ? -1 : 1))
    }
  }

  const paste = (event: ClipboardEvent, at: number) => {
    event.preventDefault()
    write(at, event.clipboardData.getData('text'))
  }

  return (
    <div className={css['boxes']} role="group" aria-label="Code" aria-describedby={describedBy}>
      {Array.from({ length: CODE_LENGTH }, (_, at) => (
        <input
          key={at}
          ref={(box) => {
            boxes.current[at] = box
          }}
          className={css['box']}
          inputMode="numeric"
          autoComplete={at === 0 ? 'one-time-code' : 'off'}
          aria-label={`Digit ${at + 1} of ${CODE_LENGTH}`}
          aria-invalid={invalid || undefined}
          value={code[at] ?? ''}
          disabled={disabled}
          onFocus={(event) => event.target.select()}
          onKeyDown={(event) => erase(event, at)}
          onPaste={(event) => paste(event, at)}
          onChange={({ target: { value } }) => {
            const known = code[at] ?? ''
            write(at, value.length > 1 && value.startsWith(known) ? value.slice(known.length) : value)
          }}
        />
      ))}
    </div>
  )
}
