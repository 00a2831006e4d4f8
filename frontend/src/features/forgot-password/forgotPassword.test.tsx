import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { FakeVenue, inVenue, refusal } from '../../testing/FakeVenue'
import { waitingFor } from '../mailed-code/waiting'
import { ForgotPassword } from './ForgotPassword'
import { NewPassword } from './NewPassword'

const FORGOT = 'POST /api/v1/auth/forgot-password'
const RESET = 'POST /api/v1/auth/reset-password'
const FLOW = { flow_id: 'f1', expires_in: 600 }

let venue: FakeVenue

beforeEach(() => {
  venue = new FakeVenue().answers('GET /config.json', { status: 200, body: { ws_url: null, inbox_url: null } })
})

it('has a code sent to the e-mail, and leads to where it is entered', async () => {
  venue.answers(FORGOT, { status: 202, body: FLOW })
  render(<ForgotPassword />, { wrapper: await inVenue(venue) })
  const hand = userEvent.setup()

  await hand.type(screen.getByLabelText('E-mail'), 'alice{Enter}')
  expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription(/the code goes there/)
  expect(venue.calls(FORGOT)).toEqual([])

  await hand.type(screen.getByLabelText('E-mail'), '@example.com{Enter}')
  await expect.poll(() => location.pathname).toBe('/forgot-password/code')
  expect(venue.calls(FORGOT)[0]?.body).toEqual({ email: 'alice@example.com' })
})

it('changes the password by the code, and then one signs in with it', async () => {
  venue.answers(RESET, { status: 204 })
  const hand = await choosing()
  await hand.paste('123456')
  expect(screen.getByLabelText('New password')).toHaveFocus()
  await hand.keyboard('a better secret{Enter}')
  await expect.poll(() => location.pathname).toBe('/sign-in')
  expect(history.state).toEqual({ newPasswordOf: 'alice@example.com' })
  expect(venue.calls(RESET)[0]?.body).toEqual({ flow_id: 'f1', otp: '123456', password: 'a better secret' })
})

it('says what is wrong where it can be mended: the password, or the code', async () => {
  const long = { field: 'password', message: 'must have at most 72 bytes' }
  venue.answers(
    RESET,
    refusal(400, 'VALIDATION', 'the password is too long', [long]),
    refusal(400, 'OTP_INVALID', 'this is not the code'),
  )
  const hand = await choosing()
  await hand.paste('123456')
  await hand.keyboard('short{Enter}')
  expect(screen.getByLabelText('New password')).toHaveAccessibleDescription('At least 8 characters.')
  expect(venue.calls(RESET)).toEqual([])

  await hand.keyboard(' no more{Enter}')
  expect(await screen.findByText('Must have at most 72 bytes.')).toBeVisible()
  expect(screen.getByLabelText('Digit 6 of 6')).toHaveValue('6')

  await hand.keyboard('{Enter}')
  expect(await screen.findByText('This is not the code.')).toBeVisible()
  expect(screen.getByLabelText('Digit 1 of 6')).toHaveFocus()
  expect(screen.getByLabelText('Digit 1 of 6')).toHaveValue('')
})

async function choosing() {
  render(<NewPassword waiting={waitingFor(FLOW, 'alice@example.com')} />, { wrapper: await inVenue(venue) })
  return userEvent.setup()
}
