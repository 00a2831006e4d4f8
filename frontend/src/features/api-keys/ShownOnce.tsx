import type { CreatedApiKey } from '../../lib/messages'
import button from '../../ui/Button.module.css'
import { Copy } from '../../ui/Copy'
import { Dialog } from '../../ui/Dialog'
import rows from '../../ui/Rows.module.css'
import css from './ApiKeys.module.css'

/** The key with its secret, which the venue itself does not know any more. */
export function ShownOnce({ made, onClose }: { made: CreatedApiKey; onClose: () => void }) {
  return (
    <Dialog title={`${made.name} is ready`} onClose={onClose}>
      <p className={rows['words']}>The secret is shown this once. Keep it where your bot finds it, and nobody else.</p>
      <dl className={css['secret']}>
        <div>
          <dt>Key</dt>
          <dd>
            <code>{made.key_id}</code>
            <Copy what="key" text={made.key_id} />
          </dd>
        </div>
        <div>
          <dt>Secret</dt>
          <dd>
            <code>{made.secret}</code>
            <Copy what="secret" text={made.secret} />
          </dd>
        </div>
      </dl>
      <button type="button" className={button['primary']} onClick={onClose}>
        I have kept it
      </button>
    </Dialog>
  )
}
