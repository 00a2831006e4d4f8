import { describe, expect, it } from 'vitest'
import { figure, floorTo, parse, placesOf, text, timesDown, timesUp, units , cents, signed } from './decimal'

describe('a decimal', () => {
  it('is read and written exactly', () => {
    for (const exact of ['0', '70150.5', '0.00000001', '-12.3', '92233720368.54775807']) {
      expect(text(units(exact))).toBe(exact)
    }
    expect(text(units('0.1') + units('0.2'))).toBe('0.3')
  })

  it('may be half typed', () => {
    expect(parse('12.')).toBe(1_200_000_000n)
    expect(parse('.5')).toBe(50_000_000n)
  })

  it('is nothing else', () => {
    for (const other of ['', '.', '-', '1,5', '1e3', 'NaN', '0.000000001', '1 000', '0x10', '92233720368.54775808']) {
      expect(parse(other), other).toBeUndefined()
    }
    expect(() => units('many')).toThrow('"many" is not a decimal')
  })

  it('shows its thousands, the decimals of its grid, and every digit it has', () => {
    expect(figure(units('1234567.5'), 2)).toBe('1,234,567.50')
    expect(figure(units('999'), 0)).toBe('999')
    expect(figure(units('-1000.125'), 1)).toBe('-1,000.125')
  })

  it('multiplies beyond the reach of a double, and says which way it rounds', () => {
    expect(text(timesDown(units('60012.5'), units('0.0003')))).toBe('18.00375')
    expect(text(timesDown(units('90000000000.1'), units('1')))).toBe('90000000000.1')
    expect(text(timesUp(units('0.00000001'), units('0.001')))).toBe('0.00000001')
    expect(text(timesDown(units('0.00000001'), units('0.001')))).toBe('0')
  })

  it('knows its grid', () => {
    expect(text(floorTo(units('0.12345'), units('0.0001')))).toBe('0.1234')
    expect(placesOf('0.0001')).toBe(4)
    expect(placesOf('0.50')).toBe(1)
    expect(placesOf('10')).toBe(0)
  })
})

it('says a gain and a loss by a mark and a sign, and nothing by neither', () => {
  expect(signed(units('1234.5'), 2)).toBe('▲ +1,234.50')
  expect(signed(units('-3'), 2)).toBe('▼ -3.00')
  expect(signed(0n, 2)).toBe('0.00')
})

it('cuts to the cent towards zero', () => {
  expect(text(cents(units('1.99999')))).toBe('1.99')
  expect(text(cents(units('-1.99999')))).toBe('-1.99')
})
