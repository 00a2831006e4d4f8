import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeVenue, inVenue, refusal } from '../testing/FakeVenue'
import { BTC } from '../testing/market'
import { Equity } from '../features/equity/Equity'
import PortfolioPage from './PortfolioPage'

const LEDGER = 'GET /api/v1/account/ledger?limit=50'
const EQUITY = /^GET \/api\/v1\/account\/equity\?interval=1h/

let venue: FakeVenue

beforeEach(() => {
  venue = new FakeVenue()
    .answers('GET /api/v1/instruments', { status: 200, body: { instruments: [BTC] } })
    .answers('GET /api/v1/account/balances', { status: 200, body: { balances: [] } })
    .answers('GET /api/v1/account/summary', {
      status: 200,
      body: {
        equity: '100250.129',
        cash: '100000',
        margin_used: '600',
        margin_free: '99400',
        margin_level: '167.0835',
        unrealized_pnl: '250.129',
      },
    })
})

describe('the portfolio', () => {
  it('says what the account is worth, to the cent that is really there', async () => {
    await shown()
    const strip = within(await screen.findByRole('region', { name: 'Account summary' }))
    expect(await strip.findByText('▲ +250.12')).toBeVisible()
    expect(strip.getByText('100,250.12')).toBeVisible()
    expect(strip.getByText('16,708 %')).toBeVisible()
  })

  it('says what the trades of an instrument come to', async () => {
    const position = {
      instrument: 'BTC-USD',
      net_quantity: '0.5',
      total_cost: '30000',
      avg_price: '60000',
      realized_pnl: '-12.5',
      unrealized_pnl: null,
      last_updated: '2026-03-01T10:00:00Z',
    }
    venue.answers('GET /api/v1/account/positions', { status: 200, body: { positions: [position] } })
    const hand = await shown()
    await hand.click(screen.getByRole('tab', { name: 'Positions' }))
    const row = within((await screen.findByText('BTC-USD')).closest('tr') as HTMLElement)
    for (const words of ['▲ Long', '60,000.0', '▼ -12.50', '–']) expect(row.getByText(words)).toBeVisible()
  })

  it('tells the ledger page by page, and gives it all as a file', async () => {
    const entry = {
      entry_id: '2',
      asset: 'USD',
      amount: '-0.3',
      balance: '99999.7',
      kind: 'fee',
      reference: null,
      timestamp: '2026-03-01T10:00:00Z',
    }
    const grant = { ...entry, entry_id: '1', amount: '100000', balance: '100000', kind: 'grant' }
    venue.answers(LEDGER, { status: 200, body: { entries: [entry], next_cursor: 'c' } })
    venue.answers(`${LEDGER}&cursor=c`, { status: 200, body: { entries: [grant] } })
    venue.answers('GET /api/v1/account/ledger?format=csv', { status: 200, body: {} })
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    URL.createObjectURL = () => 'blob:ledger'
    URL.revokeObjectURL = () => {}
    const hand = await shown()
    await hand.click(screen.getByRole('tab', { name: 'Ledger' }))
    expect(await screen.findByText('▼ -0.30')).toBeVisible()
    await hand.click(screen.getByRole('button', { name: 'Earlier ones' }))
    expect(await screen.findByText('Opening gift')).toBeVisible()

    await hand.click(screen.getByRole('button', { name: 'Download CSV' }))
    await waitFor(() => expect(saved).toHaveBeenCalledOnce())
    expect(venue.calls('GET /api/v1/account/ledger?format=csv')[0]?.token).toBe('Bearer alice')
  })

  it('has the numbers of its line as a table, and says why they are missing', async () => {
    const points = [
      { timestamp: '2026-03-01T10:00:00Z', equity: '100000' },
      { timestamp: '2026-03-01T11:00:00Z', equity: '100250.129' },
    ]
    venue.answersLike(EQUITY, refusal(503, 'UNAVAILABLE', 'the history is not there'), { status: 200, body: { points } })
    render(<Equity />, { wrapper: await inVenue(venue) })
    const hand = userEvent.setup()
    expect(await screen.findByText('The equity is missing. The history is not there.')).toBeVisible()
    await hand.click(screen.getByRole('button', { name: 'Table' }))
    await hand.click(screen.getByRole('button', { name: 'Try again' }))
    const table = within(await screen.findByRole('region', { name: 'Equity as a table' }))
    expect(table.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['100,250.12', '100,000.00'])
  })
})

async function shown() {
  venue.answersLike(EQUITY, { status: 200, body: { points: [] } })
  render(<PortfolioPage />, { wrapper: await inVenue(venue) })
  return userEvent.setup()
}
