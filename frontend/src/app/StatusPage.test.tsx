import { render, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { type Answer, FakeVenue, inVenue } from '../testing/FakeVenue'
import StatusPage from './StatusPage'

const UP = { matcher: 'up', auth: 'up', history: 'up', postgres: 'up', redis: 'up', kafka: 'up' }

it('says that everything works, and how far away it is', async () => {
  await shown({ status: 200, body: healthWith('healthy', UP) })
  expect(await screen.findByText('Everything works.')).toBeVisible()
  expect(screen.getAllByText('● Up')).toHaveLength(6)
  expect(partOf('Requests')).toHaveTextContent(/\d+ ms there and back/)
})

it('says which part is down, also when nobody can trade', async () => {
  await shown({ status: 503, body: healthWith('unhealthy', { ...UP, matcher: 'down' }) })
  expect(await screen.findByText('Nobody can trade at the moment.')).toBeVisible()
  expect(partOf('Matcher')).toHaveTextContent('▼ Down')
  expect(partOf('History')).toHaveTextContent('● Up')
})

it('says so when nobody answers', async () => {
  await shown('unreachable')
  const trouble = await screen.findByRole('alert')
  expect(trouble).toHaveTextContent('The venue does not answer. The venue cannot be reached.')
  expect(within(trouble).getByRole('button', { name: 'Try again' })).toBeVisible()
})

function healthWith(status: string, checks: object) {
  return { status, timestamp: '2026-03-01T10:00:00Z', symbols: ['BTC-USD'], checks }
}

function partOf(name: string): HTMLElement {
  return screen.getByText(name).closest('li') as HTMLElement
}

async function shown(answer: Answer) {
  const venue = new FakeVenue().answers('GET /healthz', answer)
  render(<StatusPage />, { wrapper: await inVenue(venue) })
}
