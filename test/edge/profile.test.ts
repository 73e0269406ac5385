import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/core/plan.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { keepPlan, recall } from '../../src/edge/profile.ts'
import type { SiteRules } from '../../src/edge/ruleset.ts'
import { importSealKeys } from '../../src/edge/sealed/seal-keys.ts'
import { pageVisit } from '../../src/edge/visit.ts'
import { wishesIn } from '../../src/edge/wishes.ts'
import type { Deps } from '../../src/env.ts'
import { returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { TEST_COOKIE_KEYS } from '../harness/worker.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const START = Date.parse('2026-11-22T09:00:00Z')

const RULES = { site: { schema: { traits: {}, scores: {}, categories: null }, paths: [] } } as unknown as SiteRules
const NO_PLAN: Plan = { addressed: true, slots: [], assignments: [], holdout: false }
const keys = await importSealKeys(TEST_COOKIE_KEYS)
const config = { development: true, sites: {} }

/** One page view of a browser that sends `cookie`; nobody is known beyond it. */
async function view(path: string, at: number, headers: Record<string, string>) {
  const deps = {
    config,
    now: () => at,
    sealKeys: async () => (keys.ok ? keys.value : null),
    readKnown: async () => null,
    wishes: wishesIn(null),
  } as unknown as Deps
  const url = new URL(path, 'http://127.0.0.1')
  const visit = pageVisit(new Request(url, { headers }), url, deps)
  const known = await recall(visit, RULES, Promise.resolve(), deps, () => {})
  const { setCookie } = known.memory === null ? { setCookie: null } : await keepPlan(known.memory, NO_PLAN, visit, deps)
  return { ...known.profile, setCookie }
}

/** One page view after another, with the cookie that the browser kept. */
async function browse(views: readonly (readonly [path: string, at: number, headers?: Record<string, string>])[]) {
  let cookie: string | null = null
  const seen: Awaited<ReturnType<typeof view>>[] = []
  for (const [path, at, headers] of views) {
    const one = await view(path, at, { ...headers, ...(cookie !== null && { cookie: `x=1; ${cookie}` }) })
    cookie = one.setCookie?.split(';')[0] ?? cookie
    seen.push(one)
  }
  return seen
}

const last = async (views: Parameters<typeof browse>[0]) => (await browse(views)).at(-1)!

test('the first page of a visitor', async () => {
  const { visitor, visit } = await last([['/', START]])
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

test('the second page of a visit keeps the id and where it landed', async () => {
  const [first, second] = await browse([
    ['/a', START],
    ['/b', START + MINUTE_MS],
  ])
  expect(second!.visitor).toBe(first!.visitor)
  expect(second!.visit).toMatchObject({ isNew: true, count: 1, pageCount: 2, landingPath: '/a' })
})

test('a visit ends after thirty minutes of silence, not before', async () => {
  expect(
    (
      await last([
        ['/a', START],
        ['/b', START + 30 * MINUTE_MS],
      ])
    ).visit,
  ).toMatchObject({ count: 1, pageCount: 2 })
  expect(
    (
      await last([
        ['/a', START],
        ['/b', START + 31 * MINUTE_MS],
      ])
    ).visit,
  ).toEqual({ isNew: false, isReturning: true, count: 2, daysSinceLast: 0, pageCount: 1, landingPath: '/b' })
})

test('days since the last visit are whole days, and stay for the visit', async () => {
  const views = await browse([
    ['/', START],
    ['/', START + 3 * DAY_MS - MINUTE_MS],
    ['/', START + 3 * DAY_MS],
  ])
  expect(views[1]!.visit.daysSinceLast).toBe(2)
  expect(views[2]!.visit).toMatchObject({ daysSinceLast: 2, pageCount: 2 })
})

test('a clock that ran backwards is the same visit', async () => {
  expect(
    (
      await last([
        ['/', START],
        ['/', START - 10 * DAY_MS],
      ])
    ).visit,
  ).toMatchObject({ count: 1, pageCount: 2 })
})

describe('a prefetch', () => {
  test.each([{ 'sec-purpose': 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }])(
    '%j counts nothing',
    async (headers) => {
      const views = await browse([
        ['/a', START],
        ['/b', START + MINUTE_MS, headers],
        ['/c', START + 2 * MINUTE_MS],
      ])
      expect(views[1]).toMatchObject({ visitor: views[0]!.visitor, setCookie: null, visit: { pageCount: 1 } })
      expect(views[2]!.visit.pageCount).toBe(2)
    },
  )

  test('of somebody unknown is nobody’s', async () => {
    const { visitor, visit, setCookie } = await last([['/', START, { 'sec-purpose': 'prefetch' }]])
    expect([visitor, visit.isNew, visit.count, setCookie]).toEqual([null, UNKNOWN, UNKNOWN, null])
  })
})

test('counts have an end', async () => {
  const much = { count: 1_000_000, pageCount: 100_000, daysSinceLast: 1, landingPath: '/' }
  const seconds = START / 1000
  const cookie = await visitorCookie(
    returning('A'.repeat(22), { visits: { ...much, lastSeen: seconds, began: seconds } }),
  )
  expect((await view('/', START + MINUTE_MS, { cookie })).visit).toMatchObject({ count: 1_000_000, pageCount: 100_000 })
  expect((await view('/', START + 9_000 * DAY_MS, { cookie })).visit).toMatchObject({
    count: 1_000_000,
    daysSinceLast: 3650,
  })
})
