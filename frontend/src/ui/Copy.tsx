import { useState } from 'react'
import button from './Button.module.css'

/** Puts a text on the clipboard, and says whether it is there. */
export function Copy({ what, text }: { what: string; text: string }) {
  const [done, setDone] = useState<'copied' | 'refused'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone('copied')
    } catch (reason) {
      console.info('The browser does not let this page write to the clipboard.', reason)
      setDone('refused')
    }
  }
  return (
    <>
      <button type="button" className={button['quiet']} aria-label={`Copy the ${what}`} onClick={() => void copy()}>
        Copy
      </button>
      <span role="status">{done === 'copied' ? 'Copied' : done === 'refused' && 'Select it, and copy it by hand'}</span>
    </>
  )
}
