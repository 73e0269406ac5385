import { expect, test } from 'vitest'
import { withoutCookie } from '../../../src/edge/cookie-header.ts'
import { COOKIE_NAMES, clearCookieHeader, cookieName, setCookieHeader } from '../../../src/edge/sealed/cookie-name.ts'

test.each([
  ['http://localhost:8787/', true, 'awase'],
  ['http://127.0.0.1:8787/', true, 'awase'],
  ['http://[::1]/', true, 'awase'],
  ['https://localhost:8787/', true, '__Host-awase'],
  ['http://shop.example/', true, '__Host-awase'],
  ['http://localhost.shop.example/', true, '__Host-awase'],
  ['http://localhost:8787/', false, '__Host-awase'],
  ['https://shop.example/', false, '__Host-awase'],
])('%s, in development: %j', (url, development, name) => {
  expect(cookieName(new URL(url), development)).toBe(name)
})

test('a cookie is set for this host and all its paths, and is nobody’s but the server’s', () => {
  expect(setCookieHeader('__Host-awase', 'AbC')).toBe(
    '__Host-awase=AbC; Path=/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax',
  )
  expect(setCookieHeader('awase', 'AbC')).toBe('awase=AbC; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax')
  expect(clearCookieHeader('__Host-awase')).toBe('__Host-awase=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax')
})

test('the origin sees neither', () => {
  expect(withoutCookie('a=1; awase=x; __Host-awase=y; awaseful=2; awase-simulate={}', COOKIE_NAMES)).toBe(
    'a=1; awaseful=2',
  )
})
