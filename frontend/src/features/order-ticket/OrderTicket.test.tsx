import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef, useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeVenue, inVenue, refusal } from '../../testing/FakeVenue'
import { BTC, orderWith } from '../../testing/market'
import { OrderTicket } from './OrderTicket'

const PLACE = 'POST /api/v1/orders'
const PREVIEW = 'POST /api/v1/orders/preview'

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

  it('takes any part by the slider, which goes back when the amount is typed over', async () => {
    const hand = await shown()
    await hand.type(price(), '60000')
    const slider = screen.getByRole('slider', { name: 'Part of what is available, in percent' })
    fireEvent.change(slider, { target: { value: '10' } })
    expect(amount()).toHaveValue('0.1665')
    expect(slider).toHaveValue('10')
    await hand.type(amount(), '1')
    expect(slider).toHaveValue('0')
  })

  it('asks the venue what a market order would do, and shows it before it is pressed', async () => {
    venue.answers(PREVIEW, {
      status: 200,
      body: {
        fills: [
          { price: '60000', quantity: '0.1' },
          { price: '60010', quantity: '0.1' },
        ],
        average_price: '60005',
        fee: '12.001',
        fee_asset: 'USD',
        hold: '0',
        hold_asset: null,
      },
    })
    const hand = await shown()
    await hand.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'Market')
    await hand.type(amount(), '0.2')
    await waitFor(() => expect(line('Trades at once')).toBe('0.2 BTC at 60,005.0'))
    expect(line('Cost')).toBe('12,001.00 USD')
    expect(line('Total, about')).toBe('12,013.001 USD')
    expect(venue.calls(PREVIEW)[0]?.body).toEqual({
      instrument: 'BTC-USD',
      side: 'buy',
      type: 'market',
      quantity: '0.2',
    })
  })

  it('says before it is pressed what the venue would refuse, at the field that can mend it', async () => {
    venue.answers(PREVIEW, refusal(422, 'WOULD_TAKE', 'the order would trade at once'))
    const hand = await shown()
    await hand.click(screen.getByRole('checkbox', { name: 'Post-only' }))
    await hand.type(price(), '60000')
    await hand.type(amount(), '0.2')
    await waitFor(() => expect(price()).toHaveAccessibleDescription('The order would trade at once.'))
  })

  it('spends a sum in a market order to buy', async () => {
    venue.answers(PLACE, refusal(422, 'NO_LIQUIDITY', 'nobody sells'))
    const hand = await shown()
    await hand.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'Market')
    await hand.click(screen.getByRole('button', { name: '50 %' }))
    expect(screen.getByRole('textbox', { name: 'Spend' })).toHaveValue('50000')
    await hand.click(press('Buy BTC'))
    expect(await screen.findByText('Nobody sells.')).toBeVisible()
    expect(venue.calls(PLACE)[0]?.body).toMatchObject({ type: 'market', quote_quantity: '50000' })
  })

  it('wants to know until when an order may wait that has an end', async () => {
    const hand = await shown()
    await hand.selectOptions(screen.getByRole('combobox', { name: 'In force' }), 'Until a time (GTD)')
    await hand.type(price(), '60000')
    await hand.type(amount(), '0.2')
    await hand.click(press('Buy BTC'))
    expect(screen.getByLabelText('Until')).toHaveAccessibleDescription('Choose until when it may wait.')
    expect(screen.getByLabelText('Until')).toHaveFocus()
  })

  it('turns to a side by its letter, and to the price by a slash, but not while something is typed', async () => {
    const hand = await shown()
    await hand.keyboard('s')
    expect(screen.getByRole('radio', { name: 'Sell' })).toBeChecked()
    await hand.keyboard('/')
    expect(price()).toHaveFocus()
    await hand.keyboard('b')
    expect(screen.getByRole('radio', { name: 'Sell' })).toBeChecked()
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
