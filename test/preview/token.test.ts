/** Tokens that grant something, and everything that does not. Not what a granted page looks like: test/promises/preview*. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_LIFETIME_MS, type Preview } from '../../src/preview/preview.ts'
import { MAX_TOKEN_LENGTH, readPreview, signPreview } from '../../src/preview/token.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const SECRET = 'publish-token-of-this-test'
const READING = { site: 'main', secret: SECRET, now: NOW }

const GRANT: Preview = {
  site: 'main',
  expiresAt: NOW + 3_600_000,
  rules: { kind: 'draft', name: 'spring' },
  simulation: { 'weather.kind': 'rain', visitor: null, now: '2026-12-24T18:00:00+09:00', 'geo.city': '仙台' },
  forced: { experience: 'hero-season', arm: null, anyAudience: true },
}

const name = fc.stringMatching(/^[a-z0-9][\w-]{0,20}$/)
const previews: fc.Arbitrary<Preview> = fc.record({
  site: fc.constantFrom('main', 'shop', '店'),
  expiresAt: fc.integer({ min: NOW / 1000 + 1, max: (NOW + MAX_LIFETIME_MS) / 1000 }).map((seconds) => seconds * 1000),
  rules: fc.oneof(
    fc.constantFrom<Preview['rules']>({ kind: 'published' }, { kind: 'previous' }),
    name.map((draft): Preview['rules'] => ({ kind: 'draft', name: draft })),
  ),
  simulation: fc.option(
    fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxKeys: 5 }),
  ),
  forced: fc.option(fc.record({ experience: name, arm: fc.option(name), anyAudience: fc.boolean() })),
})

test('what was signed is read back, in characters that no URL and no cookie changes', async () => {
  await fc.assert(
    fc.asyncProperty(previews, async (preview) => {
      const token = await signPreview(preview, SECRET)
      expect(token).toMatch(/^1\.[\w-]+\.[\w-]{43}$/)
      expect(await readPreview(token, { ...READING, site: preview.site })).toEqual({ ok: true, value: preview })
    }),
  )
})

describe('forged', () => {
  test('every byte counts', async () => {
    const token = await signPreview(GRANT, SECRET)
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %']
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...letters), async (at, letter) => {
        fc.pre(token[at] !== letter)
        expect((await readPreview(token.slice(0, at) + letter + token.slice(at + 1), READING)).ok).toBe(false)
      }),
      { numRuns: 1_000 },
    )
    for (let at = 0; at < token.length; at++) {
      const flipped = token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ 1) + token.slice(at + 1)
      expect((await readPreview(flipped, READING)).ok, `byte ${at}`).toBe(false)
    }
  })

  test('the last letter has one spelling', async () => {
    const token = await signPreview(GRANT, SECRET)
    const bits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = bits.indexOf(token.at(-1)!)
    for (const spare of [1, 2, 3]) {
      const twin = token.slice(0, -1) + bits[last | spare]
      expect(await readPreview(twin, READING)).toEqual({ ok: false, error: 'malformed' })
    }
  })

  test('cut at any place', async () => {
    const token = await signPreview(GRANT, SECRET)
    for (let end = 0; end < token.length; end++)
      expect((await readPreview(token.slice(0, end), READING)).ok).toBe(false)
  })

  test('by another secret, or after the publish token was replaced', async () => {
    const token = await signPreview(GRANT, 'somebody-elses')
    expect(await readPreview(token, READING)).toEqual({ ok: false, error: 'forged' })
  })

  test('with the secret itself as the key, without the derivation', async () => {
    const signed = (await signPreview(GRANT, SECRET)).split('.').slice(0, 2).join('.')
    const encode = (text: string) => new TextEncoder().encode(text)
    const hmac = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', encode(SECRET), hmac, false, ['sign'])
    const mac = Buffer.from(await crypto.subtle.sign('HMAC', key, encode(signed))).toString('base64url')
    expect(await readPreview(`${signed}.${mac}`, READING)).toEqual({ ok: false, error: 'forged' })
  })

  test('the payload of one token with the signature of another', async () => {
    const [one, other] = [await signPreview(GRANT, SECRET), await signPreview({ ...GRANT, forced: null }, SECRET)]
    const mixed = [...other.split('.').slice(0, 2), one.split('.')[2]].join('.')
    expect(await readPreview(mixed, READING)).toEqual({ ok: false, error: 'forged' })
  })
})

describe('refused though signed', () => {
  const reading = async (grant: Preview, more = {}) =>
    readPreview(await signPreview(grant, SECRET), { ...READING, ...more })

  test('another site', async () => {
    expect(await reading(GRANT, { site: 'shop' })).toEqual({ ok: false, error: 'other_site' })
  })

  test('expired, from the very millisecond on', async () => {
    expect((await reading(GRANT, { now: GRANT.expiresAt - 1 })).ok).toBe(true)
    expect(await reading(GRANT, { now: GRANT.expiresAt })).toEqual({ ok: false, error: 'expired' })
  })

  test('for longer than anything may last', async () => {
    const grant = { ...GRANT, expiresAt: NOW + MAX_LIFETIME_MS + 3_600_000 }
    expect(await reading(grant)).toEqual({ ok: false, error: 'malformed' })
  })

  test('longer than a cookie may be', async () => {
    const grant = { ...GRANT, simulation: { 'geo.city': 'x'.repeat(MAX_TOKEN_LENGTH) } }
    expect(await reading(grant)).toEqual({ ok: false, error: 'too_long' })
  })

  test('a payload of another shape', async () => {
    const odd = [
      { ...GRANT, rules: { kind: 'draft', name: '../x' } },
      { ...GRANT, rules: { kind: 'everything' } },
      { ...GRANT, simulation: ['weather.kind'] },
      { ...GRANT, forced: { experience: '', arm: null, anyAudience: true } },
      { ...GRANT, site: 7 },
      { ...GRANT, expiresAt: Number.POSITIVE_INFINITY },
    ]
    for (const grant of odd) {
      const answer = await reading(grant as unknown as Preview)
      expect(answer, JSON.stringify(grant)).toEqual({ ok: false, error: 'malformed' })
    }
  })
})

test.each([
  ['', 'malformed'],
  ['off', 'malformed'],
  ['1..', 'malformed'],
  [`1.e30.${'A'.repeat(43)}`, 'forged'],
  [`1.A.${'A'.repeat(43)}`, 'malformed'],
  [`2.e30.${'A'.repeat(43)}`, 'unknown_format'],
  [`x.e30.${'A'.repeat(43)}`, 'malformed'],
  [`1.e30.${'A'.repeat(42)}`, 'malformed'],
  [`1.e30.${'A'.repeat(43)}.x`, 'malformed'],
  [`1.${'A'.repeat(100_000)}.${'A'.repeat(43)}`, 'too_long'],
  ['１.e30.あ', 'malformed'],
])('%.40s: %s', async (token, error) => {
  expect(await readPreview(token, READING)).toEqual({ ok: false, error })
})

test('whatever is shown, the answer is a value', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^1\.[\w-]*\.[\w-]*$/)),
      async (text) => {
        expect((await readPreview(text, READING)).ok).toBe(false)
      },
    ),
  )
})

test('names that every object has stay names', async () => {
  const simulation = JSON.parse('{"__proto__":{"polluted":1},"constructor":"x","toString":"y"}')
  const forced = { experience: '__proto__', arm: 'constructor', anyAudience: false }
  const read = await readPreview(await signPreview({ ...GRANT, simulation, forced }, SECRET), READING)
  if (!read.ok) throw new Error(read.error)
  expect(JSON.stringify(read.value.simulation)).toBe(JSON.stringify(simulation))
  expect(read.value.forced).toEqual(forced)
  expect('polluted' in {}).toBe(false)
})
