/** The header by which an origin tells of a login: what is believed, and what is not. */

import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDENTITY_HEADER, identityHeader, readIdentityHeader } from '../../src/visitor/identity-header.ts'
import { loginHash } from '../../src/visitor/identity-key.ts'

const KEY = 'an identity key of at least thirty-two characters'
const NOW = Date.parse('2026-11-22T12:00:00Z')

const read = (value: string | null, key: string | null = KEY, now = NOW) =>
  readIdentityHeader(new Headers(value === null ? {} : { [IDENTITY_HEADER]: value }), key, now)

test('as an origin in Node writes it', async () => {
  const signed = `v1.${Buffer.from('田中@example.jp').toString('base64url')}.${NOW / 1000}`
  const mac = createHmac('sha256', KEY).update(signed).digest('base64url')
  expect(await read(`${signed}.${mac}`)).toEqual({ ok: true, value: { kind: 'login', login: '田中@example.jp' } })
})

test.each([
  [null, { kind: 'none' }],
  ['logout', { kind: 'logout' }],
])('%s', async (value, word) => {
  expect(await read(value)).toEqual({ ok: true, value: word })
  expect(await read(value, null)).toEqual({ ok: true, value: word })
})

test('what is old, from the future, of another key, or changed is not believed', async () => {
  const good = await identityHeader('customer-7', KEY, NOW)
  expect(await read(good, KEY, NOW + 300_000)).toMatchObject({ ok: true })
  expect(await read(good, KEY, NOW + 301_000)).toEqual({ ok: false, error: 'stale' })
  expect(await read(good, KEY, NOW - 301_000)).toEqual({ ok: false, error: 'stale' })
  expect(await read(good, `${KEY}!`)).toEqual({ ok: false, error: 'forged' })
  expect(await read(good, null)).toEqual({ ok: false, error: 'no_key' })
  expect(await read(good, 'short')).toEqual({ ok: false, error: 'no_key' })
  const [v, login, time, mac] = good.split('.')
  const other = Buffer.from('customer-8').toString('base64url')
  expect(await read([v, other, time, mac].join('.'))).toEqual({ ok: false, error: 'forged' })
  expect(await read([v, login, Number(time) + 1, mac].join('.'))).toEqual({ ok: false, error: 'forged' })
  expect(await read(await identityHeader(' ', KEY, NOW))).toEqual({ ok: false, error: 'malformed' })
  expect(await read(await identityHeader('x'.repeat(321), KEY, NOW))).toEqual({ ok: false, error: 'malformed' })
})

test('any change of any letter is refused', async () => {
  const good = await identityHeader('customer-7', KEY, NOW)
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.string({ minLength: 1, maxLength: 1 }), async (place, letter) => {
      const changed = good.slice(0, place) + letter + good.slice(place + 1)
      fc.pre(changed !== good && !/[^\x21-\x7e]/.test(changed))
      expect(await read(changed)).toMatchObject({ ok: false })
    }),
    { numRuns: 300 },
  )
})

test('a login’s hash is of its site and key, and says nothing of it', async () => {
  const hash = await loginHash('main', 'customer-7', KEY)
  expect(hash).toMatch(/^[\w-]{43}$/)
  expect(await loginHash('main', 'customer-7', KEY)).toBe(hash)
  const others = [
    loginHash('shop', 'customer-7', KEY),
    loginHash('main', 'Customer-7', KEY),
    loginHash('main', 'customer-7', `${KEY}!`),
  ]
  expect(new Set([hash, ...(await Promise.all(others))]).size).toBe(4)
})
