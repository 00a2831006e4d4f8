import { type ComponentProps, useState } from 'react'
import button from './Button.module.css'
import { Field } from './Field'

/** The venue takes no shorter password. */
export const SHORTEST = 8

type PasswordProps = Omit<ComponentProps<typeof Field>, 'label' | 'type' | 'suffix'> & { label?: string }

/** A password, which may be looked at. */
export function Password({ label = 'Password', ...field }: PasswordProps) {
  const [seen, setSeen] = useState(false)
  return (
    <Field
      label={label}
      type={seen ? 'text' : 'password'}
      required
      suffix={
        <button
          type="button"
          className={button['quiet']}
          aria-label={seen ? 'Hide what is typed' : 'Show what is typed'}
          onClick={() => setSeen(!seen)}
        >
          {seen ? 'Hide' : 'Show'}
        </button>
      }
      {...field}
    />
  )
}
