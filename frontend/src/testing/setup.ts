import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// What comes by itself is waited for as long as a busy machine may take; it comes at once elsewhere.
configure({ asyncUtilTimeout: 20_000 })

afterEach(cleanup)

// What jsdom does not know yet of a dialog: that it opens, and closes.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true
}
HTMLDialogElement.prototype.close = function () {
  this.open = false
}

// Nor does it know what the system prefers.
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList
