import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react'
import css from './Field.module.css'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  /** Stands inside the box, at its right end: a unit, or a button. */
  suffix?: ReactNode
  /** What to know before typing. */
  hint?: ReactNode
  /** Why what was typed will not do; takes the place of the hint. */
  error?: string | undefined
  ref?: Ref<HTMLInputElement>
}

/** One line of input with its name, and below it room for one line of words. */
export function Field({ label, suffix, hint, error, className = '', ...input }: FieldProps) {
  const id = useId()
  const words = error ?? hint
  return (
    <div className={`${css['field']} ${className}`}>
      <label htmlFor={id} className={css['label']}>
        {label}
      </label>
      <div className={css['box']} data-invalid={error ? '' : undefined}>
        <input
          id={id}
          className={css['input']}
          aria-invalid={error ? true : undefined}
          aria-describedby={words ? `${id}-words` : undefined}
          autoCapitalize="off"
          spellCheck={false}
          {...input}
        />
        {suffix && <span className={css['suffix']}>{suffix}</span>}
      </div>
      <p id={`${id}-words`} className={error ? css['error'] : css['hint']} role={error ? 'alert' : undefined}>
        {words}
      </p>
    </div>
  )
}
