import { expect, it } from 'vitest'
import { browserOf } from './browserOf'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

it('tells browsers apart, though each of them names the others too', () => {
  expect(browserOf(`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`)).toBe('Chrome on Linux')
  expect(browserOf(`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`)).toBe(
    'Edge on Windows',
  )
  expect(browserOf(`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${WEBKIT} Version/18.0 Safari/604.1`)).toBe(
    'Safari on iPhone',
  )
  expect(browserOf('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0')).toBe('Firefox on Android')
})

it('leaves any other program its name', () => {
  expect(browserOf('curl/8.5.0')).toBe('curl')
  expect(browserOf(null)).toBe('Unknown program')
})
