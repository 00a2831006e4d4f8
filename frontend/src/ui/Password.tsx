import { type ComponentProps, useState } from 'react'
import button from './Button.module.css'
import { Field } from './Field'

/** A password, which may be looked at. */
export function Password(props: Omit<ComponentProps<typeof Field>, 'label' | 'type' | 'suffix'>) {
  const [seen, setSeen] = useState(false)
  return (
    <Field
      label="Password"
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
      {...props}
    />
  )
}
