import { useState } from 'react'
import button from '../../ui/Button.module.css'
import { Dialog } from '../../ui/Dialog'
import css from './Amend.module.css'
import { useCancelAll } from './useOpenOrders'

/** Takes back every open order, after one question. */
export function CancelAll({ count }: { count: number }) {
  const [asked, setAsked] = useState(false)
  const cancel = useCancelAll()
  return (
    <>
      <button type="button" className={button['quiet']} onClick={() => setAsked(true)}>
        Cancel all
      </button>
      {asked && (
        <Dialog title={`Cancel all ${count} orders?`} onClose={() => setAsked(false)}>
          <p className={css['words']}>
            Every open order is taken back, in all instruments. What is held for them is available again.
          </p>
          {cancel.error && (
            <p role="alert" className={css['refusal']}>
              Not cancelled. {cancel.error.message}
            </p>
          )}
          <button
            type="button"
            className={button['primary']}
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onSuccess: () => setAsked(false) })}
          >
            Cancel them all
          </button>
        </Dialog>
      )}
    </>
  )
}
