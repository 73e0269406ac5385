import { describe, expect, test } from 'vitest'
import { mapOriginNames } from '../../src/edge/origin-names.ts'

const OURS = new URL('https://ours.workers.dev/page?x')
const ORIGIN = new URL('https://www.shop.example:8443')

function mapped(headers: readonly (readonly [string, string])[], status = 200) {
  const response = new Response('body', { status })
  for (const [name, value] of headers) response.headers.append(name, value)
  return { given: response, got: mapOriginNames(response, OURS, ORIGIN) }
}

describe('Location', () => {
  test.each([
    ['https://www.shop.example:8443/a?b#c', 'https://ours.workers.dev/a?b#c'],
    ['//www.shop.example:8443/a', 'https://ours.workers.dev/a'],
    ['HTTPS://WWW.SHOP.EXAMPLE:8443/a', 'https://ours.workers.dev/a'],
    ['http://www.shop.example:8443/a', 'https://ours.workers.dev/a'],
    ['https://www.shop.example/a', 'https://www.shop.example/a'],
    ['https://shop.example:8443/a', 'https://shop.example:8443/a'],
    ['https://www.shop.example.evil:8443/a', 'https://www.shop.example.evil:8443/a'],
    ['https://www.shop.example:8443@evil/a', 'https://www.shop.example:8443@evil/a'],
    ['/a', '/a'],
    ['a', 'a'],
    ['https://', 'https://'],
    ['mailto:a@b', 'mailto:a@b'],
  ])('%s: %s', (location, expected) => {
    expect(mapped([['location', location]], 302).got.headers.get('location')).toBe(expected)
  })
})

describe('Set-Cookie', () => {
  test.each([
    ['a=1; Domain=www.shop.example; Path=/', 'a=1; Path=/'],
    ['a=1; domain=.shop.example', 'a=1'],
    ['a=1; DOMAIN = SHOP.EXAMPLE ; Secure', 'a=1; Secure'],
    ['a=1; Domain=other.example', 'a=1; Domain=other.example'],
    ['a=1; Domain=op.example', 'a=1; Domain=op.example'],
    ['a=domain=shop.example', 'a=domain=shop.example'],
    ['a=1; Path=/', 'a=1; Path=/'],
  ])('%s: %s', (cookie, expected) => {
    expect(
      mapped([
        ['set-cookie', cookie],
        ['set-cookie', 'z=1'],
      ]).got.headers.getSetCookie(),
    ).toEqual([expected, 'z=1'])
  })
})

test('an answer that names no host passes as the very same object', () => {
  const { given, got } = mapped([
    ['set-cookie', 'a=1'],
    ['location', '/x'],
  ])
  expect(got).toBe(given)
})

test('status, other headers and body stay', async () => {
  const { got } = mapped(
    [
      ['location', 'https://www.shop.example:8443/'],
      ['x-a', '1'],
      ['x-a', '2'],
    ],
    308,
  )
  expect([got.status, got.headers.get('x-a'), await got.text()]).toEqual([308, '1, 2', 'body'])
})
