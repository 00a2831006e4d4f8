import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { FakeVenue, inVenue } from '../testing/FakeVenue'
import { BTC } from '../testing/market'
import { Palette } from './Palette'

it('goes to an instrument by a few letters, or to a page by the arrows', async () => {
  const eth = { ...BTC, symbol: 'ETH-USD', base: 'ETH' }
  const venue = new FakeVenue().answers('GET /api/v1/instruments', { status: 200, body: { instruments: [BTC, eth] } })
  let closed = 0
  render(<Palette onClose={() => closed++} />, { wrapper: await inVenue(venue) })
  const hand = userEvent.setup()
  await screen.findByRole('option', { name: /ETH-USD/ })

  await hand.type(screen.getByRole('combobox', { name: 'Instrument or page' }), 'ethu')
  expect(screen.getByRole('option', { selected: true })).toHaveTextContent('ETH-USD')
  await hand.keyboard('{Enter}')
  expect(location.pathname).toBe('/trade/ETH-USD')
  expect(closed).toBe(1)

  await hand.clear(screen.getByRole('combobox'))
  await hand.keyboard('{ArrowUp}')
  expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Page')
})

it('says when nothing is called that', async () => {
  const venue = new FakeVenue().answers('GET /api/v1/instruments', { status: 200, body: { instruments: [] } })
  render(<Palette onClose={() => {}} />, { wrapper: await inVenue(venue) })
  await userEvent.setup().type(screen.getByRole('combobox'), 'doge')
  expect(screen.getByText('Nothing here is called that.')).toBeVisible()
})
