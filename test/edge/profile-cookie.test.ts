import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RememberedVisits, readCookie, setCookie, writeCookie } from '../../src/edge/profile-cookie.ts'

const visits: fc.Arbitrary<RememberedVisits> = fc.record({
  visitor: fc.stringMatching(/^[\w-]{22}$/),
  count: fc.integer({ min: 1, max: 1_000_000 }),
  pageCount: fc.integer({ min: 1, max: 100_000 }),
  lastSeen: fc.integer({ min: 0, max: 4_000_000_000 }),
  daysSinceLast: fc.option(fc.integer({ min: 0, max: 3650 })),
  landingPath: fc.string({ unit: 'grapheme', maxLength: 20 }).map((path) => `/${path}`),
})

test('what was written is read back', () => {
  fc.assert(
    fc.property(visits, (given) => {
      const read = readCookie(writeCookie(given))
      const { landingPath, ...rest } = given
      expect(read).toMatchObject(rest)
      expect(landingPath.toWellFormed().startsWith(read!.landingPath)).toBe(true)
    }),
  )
})

test('whatever the path is, the cookie is one value of few, plain characters', () => {
  fc.assert(
    fc.property(visits, fc.string({ unit: 'binary', maxLength: 2_000 }), (given, landingPath) => {
      const value = writeCookie({ ...given, landingPath })
      expect(value).toMatch(/^[\w.!'()*~%-]{1,400}$/)
      expect(readCookie(value)).not.toBe(null)
      expect(setCookie(value).split(';').length).toBe(6)
    }),
  )
})

test('anything else is no cookie, and reading it never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 500 }),
        fc.stringMatching(/^[12]\.[\w-]{0,30}(\.[0-9a-z]{0,6}){0,5}\.?[%\w]{0,6}$/),
      ),
      (value) => {
        const read = readCookie(value)
        if (read !== null) expect(readCookie(writeCookie(read))).toEqual(read)
      },
    ),
  )
})

const ID = 'A'.repeat(22)

test.each([
  null,
  '',
  '1',
  `2.${ID}.1.1.1..%2F`,
  `1.${ID}.0.1.1..%2F`,
  `1.${ID}.1.0.1..%2F`,
  `1.${ID}.lfls2.1.1..%2F`,
  `1.${ID.slice(1)}.1.1.1..%2F`,
  `1.${ID}.1.1.1..%`,
  `1.${ID}.1.1.1..%C3`,
  `1.${ID}.1.1.1../`,
  `1.${ID}.1.1.1..${'a'.repeat(400)}`,
])('%j is a new visitor', (value) => {
  expect(readCookie(value)).toBe(null)
})
