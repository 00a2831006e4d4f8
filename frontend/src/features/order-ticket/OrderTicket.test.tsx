import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef, useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeVenue, inVenue, refusal } from '../../testing/FakeVenue'
import { BTC, orderWith } from '../../testing/market'
import { OrderTicket } from './OrderTicket'

const PLACE = 'POST /api/v1/orders'

let venue: FakeVenue

beforeEach(() => {
  venue = new FakeVenue()
})

describe('the ticket', () => {
  it('says what an order costs and holds before it is pressed, exactly', async () => {
    const hand = await shown()
    await hand.type(price(), '60012.5')
    await hand.type(amount(), '0.0003')
    expect(line('Cost')).toBe('18.00375 USD')
    expect(line('Fee, at most')).toBe('0.01800375 USD')
    expect(line('Held meanwhile')).toBe('18.02175375 USD')

    await hand.click(screen.getByRole('radio', { name: 'Sell' }))
    expect(line('You get, at least')).toBe('17.98574625 USD')
    expect(line('Held meanwhile')).toBe('0.0003 BTC')
  })

  it('places a limit order and says what became of it', async () => {
    const order = orderWith({ quantity: '0.25', remaining_quantity: '0.25' })
    venue.answers(PLACE, { status: 201, body: { order, trades: [], sequence: 7 } })
    const hand = await shown()
    await hand.type(price(), '60000')
    await hand.type(amount(), '0.25')
    await hand.click(press('Buy BTC'))

    expect(await screen.findByText('Placed, and waiting in the book: Buy 0.25 BTC at 60,000.0.')).toBeVisible()
    expect(venue.calls(PLACE)[0]?.body).toMatchObject({
      instrument: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      price: '60000',
      quantity: '0.25',
    })
    expect(venue.calls(PLACE)[0]?.token).toBe('Bearer alice')
    expect(amount()).toHaveValue('')
  })

  it('shows what is off the grid at its field, and asks the venue nothing', async () => {
    const hand = await shown()
    await hand.type(price(), '60000.25')
    await hand.type(amount(), '1,5')
    await hand.click(press('Buy BTC'))

    expect(price()).toHaveAccessibleDescription('Prices go in steps of 0.5: 60,000.0 or 60,000.5.')
    expect(amount()).toHaveAccessibleDescription('Write the amount in digits with a point, as in 1250.5.')
    expect(price()).toHaveFocus()
    expect(price()).toBeInvalid()
    expect(venue.calls(PLACE)).toEqual([])
  })

  it('shows a refusal at the field that can mend it, with the cursor in it', async () => {
    venue.answers(PLACE, refusal(422, 'PRICE_OUT_OF_BAND', 'the price must be between 30000 and 90000'))
    const hand = await shown()
    await hand.type(price(), '95000')
    await hand.type(amount(), '0.1')
    await hand.click(press('Buy BTC'))

    await waitFor(() => expect(price()).toHaveAccessibleDescription('The price must be between 30000 and 90000.'))
    expect(price()).toHaveFocus()
    await hand.click(press('A price in the book'))
    expect(price()).toBeValid()
    expect(price()).toHaveValue('60000')
  })

  it('repeats an order of unknown outcome with the same key, and another order with another', async () => {
    venue.answers(PLACE, 'unreachable')
    const hand = await shown()
    await hand.type(price(), '60000')
    await hand.type(amount(), '0.25')
    await hand.click(press('Buy BTC'))
    expect(await screen.findByText(/It is not known whether the venue took this order/)).toBeVisible()

    await hand.click(press('Buy BTC'))
    await waitFor(() => expect(venue.calls(PLACE)).toHaveLength(6))
    expect(new Set(keys())).toHaveLength(1)

    await screen.findByText(/It is not known/)
    await hand.type(amount(), '1')
    await hand.click(press('Buy BTC'))
    await waitFor(() => expect(new Set(keys()).size).toBe(2))
  })

  it('takes a part of what is available, in whole lots and with the fee', async () => {
    const hand = await shown()
    await hand.type(price(), '60000')
    await hand.click(screen.getByRole('button', { name: '50 %' }))
    expect(amount()).toHaveValue('0.8325')
    expect(line('Total, at most')).toBe('49,999.95 USD')
  })

  it('moves the price by a tick with the arrows', async () => {
    const hand = await shown()
    await hand.type(price(), '60000.2{ArrowUp}')
    expect(price()).toHaveValue('60000.5')
    await hand.type(price(), '{ArrowDown}{ArrowDown}')
    expect(price()).toHaveValue('59999.5')
  })
})

async function shown() {
  render(<Ticket />, { wrapper: await inVenue(venue) })
  return userEvent.setup()
}

const BALANCES = [
  { asset: 'USD', available: '100000', held: '0', margin: '0' },
  { asset: 'BTC', available: '2', held: '0', margin: '0' },
]

function Ticket() {
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <OrderTicket
        instrument={BTC}
        balances={BALANCES}
        price={typed}
        onPrice={setTyped}
        onPlaced={() => {}}
        priceField={field}
      />
      <button onClick={() => setTyped('60000')}>A price in the book</button>
    </>
  )
}

function price(): HTMLElement {
  return screen.getByRole('textbox', { name: 'Price' })
}

function amount(): HTMLElement {
  return screen.getByRole('textbox', { name: 'Amount' })
}

function press(name: string): HTMLElement {
  return screen.getByRole('button', { name })
}

function line(name: string): string | null | undefined {
  return screen.getByText(name).nextElementSibling?.textContent
}

function keys(): (string | undefined)[] {
  return venue.calls(PLACE).map((call) => call.body['idempotency_key'])
}
