/** Which experiences address a path, whoever visits; and that endless paths stay within bounds. */

import { describe, expect, test } from 'vitest'
import { makeRunnable } from '../../../src/core/decision/runnable.ts'
import {
  addressed,
  MAX_INDEXED_CANDIDATES_COUNT,
  MAX_INDEXED_PATHS_COUNT,
  pageIndex,
} from '../../../src/core/page/page-index.ts'
import { type SampleRuleset, sampleRuleset } from '../sample-ruleset.ts'

const runnable = (sample: SampleRuleset) => makeRunnable(sampleRuleset(sample), null)
const NOW = Date.parse('2026-11-22T12:00:00+09:00')

const SHOP = {
  slots: { hero: ['/', '/en/'], nav: ['/*'], prices: ['/items/*'], other: ['/elsewhere'] },
  experiences: [
    { id: 'both', slots: ['hero', 'nav'] },
    { id: 'off', slots: ['hero'], enabled: false },
    { id: 'badge', slots: ['prices', 'other'] },
  ],
} as const satisfies SampleRuleset

describe('the index of a path', () => {
  const ids = (path: string) => pageIndex(runnable(SHOP), path).candidates.map(({ experience }) => experience.id)

  test.each([
    ['/', ['both']],
    ['/en/', ['both']],
    ['/items/7', ['both', 'badge']],
    ['/items', ['both', 'badge']],
    ['/itemsandmore', ['both']],
  ])('%s: the enabled experiences with a slot there, in order', (path, expected) => {
    expect(ids(path)).toEqual(expected)
  })

  test('an experience has only those of its slots that are on the page', () => {
    const { slots, candidates } = pageIndex(runnable(SHOP), '/items/7')
    expect(slots).toEqual([1, 2])
    expect(candidates.map(({ places }) => places)).toEqual([[0], [1]])
  })

  test('paths with the same slots share one index', () => {
    const shop = runnable(SHOP)
    expect(pageIndex(shop, '/items/8')).toBe(pageIndex(shop, '/items/7'))
    expect(pageIndex(shop, '/about')).not.toBe(pageIndex(shop, '/items/7'))
  })
})

describe('addressed', () => {
  const slots = { hero: ['/'] }
  const until = (date: string) => ({ until: `${date}T23:59` })
  const cases: readonly (readonly [string, SampleRuleset, string, boolean])[] = [
    ['a slot on the path', { slots, experiences: [{ id: 'a', slots: ['hero'] }] }, '/', true],
    ['no slot on the path', { slots, experiences: [{ id: 'a', slots: ['hero'] }] }, '/about', false],
    ['no experience at all', { slots, experiences: [] }, '/', false],
    ['a disabled one', { slots, experiences: [{ id: 'a', slots: ['hero'], enabled: false }] }, '/', false],
    ['nobody is allocated', { slots, experiences: [{ id: 'a', slots: ['hero'], allocation: 0 }] }, '/', true],
    ['everybody is held out', { slots, holdout: 1, experiences: [{ id: 'a', slots: ['hero'] }] }, '/', true],
    [
      'a condition that never holds',
      { slots, experiences: [{ id: 'a', slots: ['hero'], condition: { 'geo.country': 'XX' } }] },
      '/',
      true,
    ],
    [
      'a schedule not begun',
      { slots, experiences: [{ id: 'a', slots: ['hero'], schedule: { from: '2027-01-01T00:00' } }] },
      '/',
      true,
    ],
    [
      'a weekly window that is shut now',
      {
        slots,
        experiences: [
          { id: 'a', slots: ['hero'], schedule: { weekly: [{ days: ['mon'], from: '09:00', to: '10:00' }] } },
        ],
      },
      '/',
      true,
    ],
    [
      'a schedule that has ended',
      { slots, experiences: [{ id: 'a', slots: ['hero'], schedule: until('2026-11-21') }] },
      '/',
      false,
    ],
    [
      'one schedule ended, another not',
      {
        slots,
        experiences: [
          { id: 'a', slots: ['hero'], schedule: until('2026-11-22') },
          { id: 'b', slots: ['hero'], schedule: until('2026-11-21') },
        ],
      },
      '/',
      true,
    ],
  ]
  test.each(cases)('%s', (_name, sample, path, expected) => {
    expect(addressed(runnable(sample), path, NOW)).toBe(expected)
  })

  test('to the last minute of the last schedule', () => {
    const shop = runnable({ slots, experiences: [{ id: 'a', slots: ['hero'], schedule: until('2026-11-22') }] })
    const end = Date.parse('2026-11-23T00:00:00+09:00')
    expect([addressed(shop, '/', end - 1), addressed(shop, '/', end)]).toEqual([true, false])
  })
})

describe('bounds', () => {
  test('endless paths never hold more than the maximum, and answers stay right', () => {
    const shop = runnable(SHOP)
    for (let index = 0; index < 3 * MAX_INDEXED_PATHS_COUNT; index++) {
      pageIndex(shop, `/items/${index}`)
      expect(shop.pages.byPath.size).toBeLessThanOrEqual(MAX_INDEXED_PATHS_COUNT)
    }
    expect(pageIndex(shop, '/items/0').candidates).toHaveLength(2)
  })

  test('nor do endless sets of slots of a big ruleset', () => {
    const pages = Array.from({ length: 300 }, (_, index) => `p${index}`)
    const big = runnable({
      slots: { ...Object.fromEntries(pages.map((page) => [page, [`/${page}`]])), nav: ['/*'] },
      experiences: Array.from({ length: 1_000 }, (_, index) => ({ id: `e${index}`, slots: ['nav'] })),
    })
    let indexed = 0
    for (const page of pages) {
      indexed += pageIndex(big, `/${page}`).candidates.length
      const held = [...big.pages.bySlots.values()].reduce((sum, { candidates }) => sum + candidates.length, 0)
      expect(held).toBeLessThanOrEqual(MAX_INDEXED_CANDIDATES_COUNT)
      expect(big.pages.candidates).toBe(held)
    }
    expect(indexed).toBe(300_000)
  })
})
