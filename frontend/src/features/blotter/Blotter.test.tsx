import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeVenue, inVenue, refusal } from '../../testing/FakeVenue'
import { BTC, orderWith } from '../../testing/market'
import { useBalances } from '../balances/useBalances'
import { Blotter } from './Blotter'

const OPEN = 'GET /api/v1/orders?status=open&limit=500'
const ALL = 'GET /api/v1/orders?limit=50'
const FILLS = 'GET /api/v1/account/fills?limit=50'
const AMEND = 'PATCH /api/v1/orders/1'

let venue: FakeVenue

beforeEach(() => {
  venue = new FakeVenue()
    .answers(OPEN, { status: 200, body: { orders: [orderWith({})] } })
    .answers('GET /api/v1/account/balances', { status: 200, body: { balances: [] } })
})

describe('the blotter', () => {
  it('amends an order, and says only what is another', async () => {
    const amended = orderWith({ quantity: '2', remaining_quantity: '2', updated_at: '2' })
    venue.answers(AMEND, { status: 200, body: { order: amended, trades: [] } })
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: 'Amend buy 3 BTC-USD at 60,000.0' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Amend buy BTC-USD' }))
    await hand.clear(dialog.getByLabelText('Amount'))
    await hand.type(dialog.getByLabelText('Amount'), '2')
    await hand.click(dialog.getByRole('button', { name: 'Amend order' }))

    expect(await screen.findByRole('button', { name: 'Amend buy 2 BTC-USD at 60,000.0' })).toBeVisible()
    expect(screen.queryByRole('dialog')).toBeNull()
    const { idempotency_key, ...said } = venue.calls(AMEND)[0]?.body ?? {}
    expect(said).toEqual({ quantity: '2' })
    expect(idempotency_key).toMatch(/^web-/)
  })

  it('shows why an order can not be amended, at the field that can mend it', async () => {
    venue.answers(AMEND, refusal(422, 'PRICE_OUT_OF_BAND', 'the price must be below 90000'))
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: /^Amend/ }))
    const price = within(screen.getByRole('dialog')).getByLabelText('Price')
    await hand.clear(price)
    await hand.type(price, '95000{Enter}')
    await waitFor(() => expect(price).toHaveAccessibleDescription('The price must be below 90000.'))
  })

  it('asks once before it cancels them all', async () => {
    const two = [orderWith({}), orderWith({ order_id: '2', created_at: '2' })]
    venue.answers(OPEN, { status: 200, body: { orders: two } }, { status: 200, body: { orders: [] } })
    venue.answers('DELETE /api/v1/orders', { status: 200, body: { cancelled: 2 } })
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: 'Cancel all' }))
    expect(venue.calls('DELETE /api/v1/orders')).toEqual([])
    await hand.click(screen.getByRole('button', { name: 'Cancel them all' }))
    expect(await screen.findByText(/Nothing waits in the book/)).toBeVisible()
  })

  it('tells the history page by page', async () => {
    const first = { orders: [orderWith({ order_id: '2', status: 'filled', filled_quantity: '3' })], next_cursor: 'c' }
    const second = { orders: [orderWith({ status: 'cancelled' })] }
    venue.answers(ALL, { status: 200, body: first })
    venue.answers(`${ALL}&cursor=c`, { status: 200, body: second })
    const hand = await shown()
    await hand.click(screen.getByRole('tab', { name: 'History' }))
    expect(await screen.findByText('filled')).toBeVisible()
    await hand.click(screen.getByRole('button', { name: 'Earlier ones' }))
    expect(await screen.findByText('cancelled')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Earlier ones' })).toBeNull()
  })

  it('says why a list is missing, and asks again when it is told to', async () => {
    venue.answers(FILLS, refusal(503, 'UNAVAILABLE', 'the history is not there'), { status: 200, body: { fills: [] } })
    const hand = await shown()
    await hand.click(screen.getByRole('tab', { name: 'Fills' }))
    expect(await screen.findByText('The fills are missing. The history is not there.')).toBeVisible()
    await hand.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText(/No trade yet/)).toBeVisible()
  })

  it('goes from tab to tab by the arrows', async () => {
    const hand = await shown()
    await hand.click(screen.getByRole('tab', { name: /Open orders/ }))
    await hand.keyboard('{ArrowLeft}')
    expect(screen.getByRole('tab', { name: 'Balances' })).toHaveFocus()
    expect(await screen.findByText(/What you buy will be listed/)).toBeVisible()
  })
})

async function shown() {
  render(<Account />, { wrapper: await inVenue(venue) })
  return userEvent.setup()
}

function Account() {
  return <Blotter instruments={[BTC]} balances={useBalances()} onBegin={() => {}} />
}
