import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeVenue, inVenue, refusal } from '../../testing/FakeVenue'
import { BTC_CFD, positionWith } from '../../testing/market'
import type { Direction } from './cfd'
import { CfdTicket } from './CfdTicket'
import { NO_TRIGGERS } from './mistakes'
import { Positions } from './Positions'
import { usePositions } from './usePositions'

const OPEN = 'POST /api/v1/cfd/positions'
const LIST = 'GET /api/v1/cfd/positions?status=open&limit=500'
const AMEND = 'PATCH /api/v1/cfd/positions/1'
const CLOSE = 'POST /api/v1/cfd/positions/1/close'

let venue: FakeVenue

beforeEach(() => {
  const price = { symbol: 'BTC_USDC', bid: '60000', ask: '60000', last: '60000', timestamp: '', age_ms: 10 }
  const dollars = { asset: 'USD', available: '100000', held: '0', margin: '0' }
  venue = new FakeVenue()
    .answers('GET /api/v1/cfd/prices', { status: 200, body: { prices: [price] } })
    .answers('GET /api/v1/account/balances', { status: 200, body: { balances: [dollars] } })
    .answers(LIST, { status: 200, body: { positions: [] } })
})

describe('the CFD desk', () => {
  it('says what a margin opens and where it ends, and opens it with a stop loss', async () => {
    venue.answers(OPEN, { status: 201, body: { position: positionWith({ stop_loss_price: '58000' }) } })
    const hand = await shown()
    await hand.type(screen.getByLabelText('Margin'), '600')
    expect(await screen.findByText('54,271.3')).toBeVisible()
    expect(screen.getByText('0.1000 BTC')).toBeVisible()
    expect(screen.getByText('3.00 USD')).toBeVisible()

    await hand.type(screen.getByLabelText('Stop loss'), '58000{Enter}')
    expect(await screen.findByText('Long 0.1 BTC at 60,000.0.')).toBeVisible()
    expect(await screen.findByRole('button', { name: 'Close long 0.1 BTC_USDC' })).toBeVisible()
    const { idempotency_key, ...said } = venue.calls(OPEN)[0]?.body ?? {}
    expect(said).toEqual({
      asset: 'BTC_USDC',
      direction: 'LONG',
      margin: '600',
      leverage: 10,
      stop_loss_price: '58000',
    })
    expect(idempotency_key).toMatch(/^web-/)
  })

  it('goes short by a press on the other price', async () => {
    const hand = await shown()
    await hand.click(screen.getByRole('radio', { name: /Short/ }))
    await hand.type(screen.getByLabelText('Margin'), '600')
    expect(await screen.findByText('65,671.7')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Go short BTC' })).toBeEnabled()
  })

  it('puts the cursor where a refusal can be mended', async () => {
    venue.answers(OPEN, refusal(422, 'INSUFFICIENT_FUNDS', 'there is less than that'))
    const hand = await shown()
    const margin = screen.getByLabelText('Margin')
    await screen.findByText('100,000.00 USD available')
    await hand.type(margin, '100001{Enter}')
    expect(margin).toHaveAccessibleDescription('You have 100,000.00 USD available.')
    expect(venue.calls(OPEN)).toEqual([])
    await hand.clear(margin)
    await hand.type(margin, '100000{Enter}')
    await waitFor(() => expect(margin).toHaveAccessibleDescription('There is less than that.'))
    expect(margin).toHaveFocus()
  })

  it('moves a stop loss, takes a take profit away, and leaves alone what is the same', async () => {
    venue.answers(LIST, { status: 200, body: { positions: [positionWith({ take_profit_price: '65000' })] } })
    venue.answers(AMEND, { status: 200, body: { position: positionWith({ stop_loss_price: '58000' }) } })
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: 'Edit long 0.1 BTC_USDC' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Edit long BTC_USDC' }))
    await hand.type(dialog.getByLabelText('Stop loss'), '58000')
    await hand.clear(dialog.getByLabelText('Take profit'))
    await hand.click(dialog.getByRole('button', { name: 'Change position' }))
    expect(await screen.findByText('58,000.0 / –')).toBeVisible()
    expect(venue.calls(AMEND)[0]?.body).toEqual({ stop_loss_price: '58000', take_profit_price: '0' })
  })

  it('closes a part of a position', async () => {
    venue.answers(LIST, { status: 200, body: { positions: [positionWith({})] } })
    venue.answers(CLOSE, { status: 200, body: { position: positionWith({ quantity: '0.06', margin: '360' }) } })
    const hand = await shown()
    await hand.click(await screen.findByRole('button', { name: 'Close long 0.1 BTC_USDC' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Close long BTC_USDC' }))
    const amount = dialog.getByLabelText('Amount')
    await hand.clear(amount)
    await hand.type(amount, '0.2{Enter}')
    expect(amount).toHaveAccessibleDescription('There is less than that.')
    await hand.clear(amount)
    await hand.type(amount, '0.04{Enter}')
    expect(await screen.findByRole('button', { name: 'Close long 0.06 BTC_USDC' })).toBeVisible()
    expect(venue.calls(CLOSE)[0]?.body).toMatchObject({ quantity: '0.04' })
  })
})

async function shown() {
  render(<Desk />, { wrapper: await inVenue(venue) })
  return userEvent.setup()
}

function Desk() {
  const [direction, setDirection] = useState<Direction>('LONG')
  const [triggers, setTriggers] = useState(NO_TRIGGERS)
  return (
    <>
      <CfdTicket
        instrument={BTC_CFD}
        direction={direction}
        onDirection={setDirection}
        triggers={triggers}
        onTriggers={setTriggers}
      />
      <Positions instruments={[BTC_CFD]} positions={usePositions()} />
    </>
  )
}
