import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ApiKey, SignInPlace } from '../lib/messages'
import { FakeVenue, inVenue, refusal } from '../testing/FakeVenue'
import SettingsPage from './SettingsPage'

const SESSIONS = 'GET /api/v1/auth/sessions'
const KEYS = 'GET /api/v1/api-keys?limit=500'
const MAKE = 'POST /api/v1/api-keys'
const CHANGE = 'POST /api/v1/auth/change-password'

const HERE: SignInPlace = {
  session_id: 's1',
  created_at: '2026-03-01T09:00:00Z',
  last_seen_at: '2026-03-01T10:00:00Z',
  address: '127.0.0.1',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
  current: true,
}
const PHONE = { ...HERE, session_id: 's2', user_agent: 'Mozilla/5.0 (iPhone) Safari/604.1', current: false }
const BOT: ApiKey = {
  key_id: 'k1',
  name: 'my bot',
  scopes: ['read', 'trade'],
  created_at: '2026-03-01T09:00:00Z',
  expires_at: null,
  last_used_at: null,
}

let venue: FakeVenue

beforeEach(() => {
  venue = new FakeVenue()
    .answers(SESSIONS, { status: 200, body: { sessions: [HERE, PHONE] } })
    .answers(KEYS, { status: 200, body: { api_keys: [] } })
})

describe('the settings', () => {
  it('sign out another browser, never this one', async () => {
    venue.answers(SESSIONS, { status: 200, body: { sessions: [HERE, PHONE] } }, { status: 200, body: { sessions: [HERE] } })
    venue.answers('DELETE /api/v1/auth/sessions/s2', { status: 204 })
    const hand = await shown()
    expect(await screen.findByText('This browser')).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Sign out Firefox/ })).toBeNull()
    await hand.click(screen.getByRole('button', { name: /^Sign out Safari on iPhone/ }))
    await waitFor(() => expect(screen.queryByText('Safari on iPhone')).toBeNull())
  })

  it('say so when a browser could not be signed out', async () => {
    venue.answers('DELETE /api/v1/auth/sessions/s2', refusal(503, 'UNAVAILABLE', 'try again'))
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: /^Sign out Safari/ }))
    expect(await screen.findByText('Still signed in there. Try again.')).toBeVisible()
  })

  it('change the password, and guess once for each press', async () => {
    venue.answers(CHANGE, refusal(401, 'UNAUTHENTICATED', 'the current password is wrong'), { status: 204 })
    const hand = await shown()
    const form = within(screen.getByRole('form', { name: 'Change password' }))
    await hand.type(form.getByLabelText('Current password'), 'wrong')
    await hand.type(form.getByLabelText('New password'), 'a better secret{Enter}')
    const current = form.getByLabelText('Current password')
    await waitFor(() => expect(current).toHaveAccessibleDescription('The current password is wrong.'))
    expect(venue.calls(CHANGE)).toHaveLength(1)

    await hand.clear(current)
    await hand.type(current, 'right{Enter}')
    await waitFor(() => expect(current).toHaveValue(''))
    expect(venue.calls(CHANGE)[1]?.body).toEqual({ password: 'right', new_password: 'a better secret' })
  })

  it('make a key, and show its secret once', async () => {
    const made = { key_id: 'k1', secret: 'top secret', name: 'my bot', scopes: ['read', 'trade'] }
    venue.answers(KEYS, { status: 200, body: { api_keys: [] } }, { status: 200, body: { api_keys: [BOT] } })
    venue.answers(MAKE, { status: 201, body: made })
    const hand = await shown()
    await hand.click(screen.getByRole('button', { name: 'New key' }))
    await hand.click(screen.getByRole('button', { name: 'Make the key' }))
    expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(/Give it a name/)
    await hand.type(screen.getByLabelText('Name'), 'my bot')
    await hand.click(screen.getByLabelText('It may trade'))
    await hand.click(screen.getByRole('button', { name: 'Make the key' }))

    expect(await screen.findByText('top secret')).toBeVisible()
    expect(venue.calls(MAKE)[0]?.body).toEqual({ name: 'my bot', scopes: ['read', 'trade'] })
    await hand.click(screen.getByRole('button', { name: 'Copy the secret' }))
    expect(await navigator.clipboard.readText()).toBe('top secret')
    await hand.click(screen.getByRole('button', { name: 'I have kept it' }))
    expect(screen.queryByText('top secret')).toBeNull()
    expect(await screen.findByRole('button', { name: 'Revoke my bot' })).toBeVisible()
  })

  it('revoke a key after one question', async () => {
    venue.answers(KEYS, { status: 200, body: { api_keys: [BOT] } }, { status: 200, body: { api_keys: [] } })
    venue.answers('DELETE /api/v1/api-keys/k1', { status: 204 })
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: 'Revoke my bot' }))
    expect(venue.calls('DELETE /api/v1/api-keys/k1')).toEqual([])
    await hand.click(screen.getByRole('button', { name: 'Revoke the key' }))
    expect(await screen.findByText(/No key yet/)).toBeVisible()
  })

  it('swap the colours of up and down, and remember it', async () => {
    const hand = await shown()
    await hand.click(screen.getByLabelText('Blue and orange'))
    expect(document.documentElement.dataset['sides']).toBe('blue-orange')
    expect(localStorage.getItem('sides')).toBe('blue-orange')
    await hand.click(screen.getByLabelText('Green and red'))
    expect(document.documentElement.dataset['sides']).toBe('green-red')
  })
})

async function shown() {
  render(<SettingsPage />, { wrapper: await inVenue(venue) })
  return userEvent.setup()
}
