import { describe, expect, test } from 'vitest'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { readProfile } from '../../src/edge/profile.ts'
import { readCookie, writeCookie } from '../../src/edge/profile-cookie.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const START = Date.parse('2026-11-22T09:00:00Z')

/** One page view after another, with the cookie that the browser kept. */
function browse(views: readonly (readonly [path: string, at: number, headers?: Record<string, string>])[]) {
  let cookie: string | null = null
  return views.map(([path, at, headers]) => {
    const all = new Headers({ ...headers, ...(cookie !== null && { cookie: `x=1; ${cookie}` }) })
    const known = readProfile(all, path, at)
    cookie = known.setCookie?.split(';')[0] ?? cookie
    return { ...known.profile, setCookie: known.setCookie }
  })
}

const last = (views: Parameters<typeof browse>[0]) => browse(views).at(-1)!

test('the first page of a visitor', () => {
  const { visitor, visit } = last([['/', START]])
  expect(visitor).toMatch(/^[\w-]{22}$/)
  expect(visit).toEqual({
    isNew: true,
    isReturning: false,
    count: 1,
    daysSinceLast: null,
    pageCount: 1,
    landingPath: '/',
  })
})

test('the second page of a visit keeps the id and where it landed', () => {
  const [first, second] = browse([
    ['/a', START],
    ['/b', START + MINUTE_MS],
  ])
  expect(second!.visitor).toBe(first!.visitor)
  expect(second!.visit).toMatchObject({ isNew: true, count: 1, pageCount: 2, landingPath: '/a' })
})

test('a visit ends after thirty minutes of silence, not before', () => {
  expect(
    last([
      ['/a', START],
      ['/b', START + 30 * MINUTE_MS],
    ]).visit,
  ).toMatchObject({ count: 1, pageCount: 2 })
  expect(
    last([
      ['/a', START],
      ['/b', START + 31 * MINUTE_MS],
    ]).visit,
  ).toEqual({ isNew: false, isReturning: true, count: 2, daysSinceLast: 0, pageCount: 1, landingPath: '/b' })
})

test('days since the last visit are whole days, and stay for the visit', () => {
  const views = browse([
    ['/', START],
    ['/', START + 3 * DAY_MS - MINUTE_MS],
    ['/', START + 3 * DAY_MS],
  ])
  expect(views[1]!.visit.daysSinceLast).toBe(2)
  expect(views[2]!.visit).toMatchObject({ daysSinceLast: 2, pageCount: 2 })
})

test('a clock that ran backwards is the same visit', () => {
  expect(
    last([
      ['/', START],
      ['/', START - 10 * DAY_MS],
    ]).visit,
  ).toMatchObject({ count: 1, pageCount: 2 })
})

describe('a prefetch', () => {
  test.each([{ 'sec-purpose': 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }])(
    '%j counts nothing',
    (headers) => {
      const views = browse([
        ['/a', START],
        ['/b', START + MINUTE_MS, headers],
        ['/c', START + 2 * MINUTE_MS],
      ])
      expect(views[1]).toMatchObject({ visitor: views[0]!.visitor, setCookie: null, visit: { pageCount: 1 } })
      expect(views[2]!.visit.pageCount).toBe(2)
    },
  )

  test('of somebody unknown is nobody’s', () => {
    const { visitor, visit, setCookie } = last([['/', START, { 'sec-purpose': 'prefetch' }]])
    expect([visitor, visit.isNew, visit.count, setCookie]).toEqual([null, UNKNOWN, UNKNOWN, null])
  })
})

test('counts have an end', () => {
  const cookie = `__Host-awase=${writeCookie({ visitor: 'A'.repeat(22), count: 1_000_000, pageCount: 100_000, lastSeen: START / 1000, daysSinceLast: 1, landingPath: '/' })}`
  const same = readProfile(new Headers({ cookie }), '/', START + MINUTE_MS).profile
  expect(same.visit).toMatchObject({ count: 1_000_000, pageCount: 100_000 })
  const next = readProfile(new Headers({ cookie }), '/', START + 9_000 * DAY_MS)
  expect(next.profile.visit).toMatchObject({ count: 1_000_000, daysSinceLast: 3650 })
  expect(readCookie(/__Host-awase=([^;]*)/.exec(next.setCookie!)![1]!)).not.toBe(null)
})
