import type { ReactNode, RefObject } from 'react'
import type { TimeInForce } from '../../lib/messages'
import { Field } from '../../ui/Field'
import css from './OrderTicket.module.css'
import { mayWait, type Ticket } from './ticket'

const NAMES: Record<TimeInForce, string> = {
  gtc: 'Until cancelled (GTC)',
  gtd: 'Until a time (GTD)',
  ioc: 'Now or never (IOC)',
  fok: 'All or nothing (FOK)',
}

interface TermsProps {
  ticket: Ticket
  mistake: string | undefined
  expiresField: RefObject<HTMLInputElement | null>
  onChange: (changes: Partial<Ticket>) => void
}

/** How long an order waits, and whether it may trade at once. */
export function Terms({ ticket, mistake, expiresField, onChange }: TermsProps) {
  return (
    <>
      <div className={css['terms']}>
        <Choice
          label="In force"
          value={ticket.timeInForce}
          onChoose={(timeInForce) => onChange({ timeInForce: timeInForce as TimeInForce })}
        >
          {Object.entries(NAMES).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Choice>
        <label className={css['check']} title="Refused if it would trade at once: it pays the maker's fee for certain">
          <input
            type="checkbox"
            checked={ticket.postOnly && mayWait(ticket)}
            disabled={!mayWait(ticket)}
            onChange={(event) => onChange({ postOnly: event.target.checked })}
          />
          Post-only
        </label>
      </div>
      {ticket.timeInForce === 'gtd' && (
        <Field
          label="Until"
          type="datetime-local"
          ref={expiresField}
          value={ticket.expires}
          error={mistake}
          onChange={(event) => onChange({ expires: event.target.value })}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  label: string
  value: string
  onChoose: (value: string) => void
  children: ReactNode
}

/** One of a few, in one line. */
export function Choice({ label, value, onChoose, children }: ChoiceProps) {
  return (
    <label className={css['choice']}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {children}
      </select>
    </label>
  )
}
