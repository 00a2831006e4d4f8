import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { CodeBoxes } from './CodeBoxes'

it('begins in the first box and moves on with each digit', async () => {
  const hand = shown()
  expect(box(1)).toHaveFocus()

  await hand.keyboard('12')
  expect(written()).toBe('12')
  expect(box(3)).toHaveFocus()
})

it('takes a pasted code whole, with whatever stands around its digits', async () => {
  const hand = shown()
  await hand.click(box(4))
  await hand.paste(' 123-456 ')
  expect(written()).toBe('123456')
  expect(box(6)).toHaveFocus()
})

it('takes a code that the system fills into one box', async () => {
  const hand = shown()
  await hand.type(box(1), '654321')
  expect(written()).toBe('654321')
})

it('goes back with Backspace, from an empty box too', async () => {
  const hand = shown()
  await hand.keyboard('123{Backspace}')
  expect(written()).toBe('12')
  expect(box(3)).toHaveFocus()
  await hand.keyboard('{Backspace}{Backspace}9')
  expect(written()).toBe('9')
})

it('corrects a digit in its place', async () => {
  const hand = shown()
  await hand.keyboard('123456')
  await hand.click(box(2))
  await hand.keyboard('0')
  expect(written()).toBe('103456')
  expect(box(3)).toHaveFocus()
})

it('takes digits only', async () => {
  const hand = shown()
  await hand.keyboard('a1-b2')
  expect(written()).toBe('12')
})

function shown() {
  render(<Boxes />)
  return userEvent.setup()
}

function Boxes() {
  const [code, setCode] = useState('')
  return <CodeBoxes code={code} onCode={setCode} disabled={false} invalid={false} describedBy="words" />
}

function box(number: number): HTMLInputElement {
  return screen.getByLabelText(`Digit ${number} of 6`)
}

function written(): string {
  return screen
    .getAllByRole<HTMLInputElement>('textbox')
    .map((each) => each.value)
    .join('')
}
