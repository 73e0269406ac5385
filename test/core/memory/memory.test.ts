/** What each update does to what is remembered, its bounds, and names and clocks as they should not be. Whole visits: remembered.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompiledSite } from '../../../src/core/compiled.ts'
import { AFFINITY_HALF_LIFE_S, favouriteOf, withInterest } from '../../../src/core/memory/affinity.ts'
import { countEvent, type RememberedEvent } from '../../../src/core/memory/count-event.ts'
import { countPage } from '../../../src/core/memory/count-page.ts'
import { countPlan } from '../../../src/core/memory/count-plan.ts'
import { dismiss } from '../../../src/core/memory/dismiss.ts'
import * as limits from '../../../src/core/memory/limits.ts'
import { newMemory } from '../../../src/core/memory/new-memory.ts'
import { removeTrait, setTrait } from '../../../src/core/memory/traits.ts'
import type { Memory, Trait } from '../../../src/core/memory.ts'
import type { Assignment } from '../../../src/core/plan.ts'
import { profileOf } from '../../../src/core/profile.ts'
import { anyName, memories } from './random-memory.ts'

const NOW = Date.parse('2026-11-22T03:00:00Z')
const SECONDS = NOW / 1000
const SITE: Pick<CompiledSite, 'paths' | 'schema'> = {
  schema: { traits: {}, scores: {}, categories: null },
  paths: [{ steps: ['c', null], under: true, affinity: 1, item: 1 }],
}
const NEW = newMemory('A'.repeat(22), '/', NOW)
const times = <T>(count: number, change: (memory: T, at: number) => T, memory: T): T =>
  Array.from({ length: count }, (_, at) => at).reduce(change, memory)

describe('visits', () => {
  const first = countPage(NEW, '/', SITE, NOW)
  const counted = (seconds: number, path = '/b', memory = first) =>
    countPage(memory, path, SITE, NOW + seconds * 1000).visits

  test('before its first page a memory has none, whenever it was made', () => {
    expect(first.visits).toMatchObject({ count: 1, pageCount: 1, daysSinceLast: null, landingPath: '/' })
    const late = counted(90 * 86_400, '/late', NEW)
    expect(late).toEqual({
      count: 1,
      pageCount: 1,
      daysSinceLast: null,
      landingPath: '/late',
      began: SECONDS + 90 * 86_400,
      lastSeen: SECONDS + 90 * 86_400,
    })
  })

  test.each([
    [0, { count: 1, pageCount: 2, daysSinceLast: null, landingPath: '/' }],
    [1800, { count: 1, pageCount: 2, landingPath: '/', began: SECONDS, lastSeen: SECONDS + 1800 }],
    [1801, { count: 2, pageCount: 1, landingPath: '/b', began: SECONDS + 1801, daysSinceLast: 0 }],
    [86_400 * 3 + 5, { count: 2, daysSinceLast: 3 }],
    [86_400 * 9999, { count: 2, daysSinceLast: limits.MAX_DAYS }],
    [-86_400, { count: 1, pageCount: 2, lastSeen: SECONDS, began: SECONDS }],
  ])('%d seconds later', (seconds, expected) => {
    expect(counted(seconds)).toMatchObject(expected)
  })

  test('counts end somewhere', () => {
    const visits = { ...first.visits, count: limits.MAX_VISITS_COUNT, pageCount: limits.MAX_PAGES_COUNT }
    const full = { ...first, visits }
    expect(counted(0, '/', full).pageCount).toBe(limits.MAX_PAGES_COUNT)
    expect(counted(9999, '/', full).count).toBe(limits.MAX_VISITS_COUNT)
  })
})

describe('interests', () => {
  test('the attribute is 1 - 2 ** -weight, and the weight halves in fourteen days', () => {
    const { affinities } = countPage(NEW, '/c/hiking/boots', SITE, NOW)
    const at = (seconds: number) => profileOf({ ...NEW, affinities }, NOW + seconds * 1000).affinity
    expect(at(0)).toEqual({ hiking: 0.5 })
    expect(at(AFFINITY_HALF_LIFE_S)).toEqual({ hiking: 1 - 2 ** -0.5 })
    expect(at(-AFFINITY_HALF_LIFE_S)).toEqual({ hiking: 0.5 })
    expect(AFFINITY_HALF_LIFE_S).toBe(14 * 86_400)
  })

  test('the weakest goes first, and equal ones the last by name', () => {
    const full = times(32, (all, at) => withInterest(all, `c${String(at).padStart(2, '0')}`, SECONDS), {})
    const more = withInterest(withInterest(full, 'c31', SECONDS), 'new', SECONDS)
    expect(Object.keys(more)).toHaveLength(limits.MAX_AFFINITIES_COUNT)
    expect(more).not.toHaveProperty('new')
    const stronger = withInterest(full, 'new', SECONDS + 1)
    expect(stronger).toHaveProperty('new')
    expect(stronger).not.toHaveProperty('c31')
  })

  test('no interest grows for ever', () => {
    const { weight } = times(5000, (all) => withInterest(all, 'a', SECONDS), {} as Memory['affinities']).a!
    expect(weight).toBe(limits.MAX_AFFINITY_WEIGHT)
  })

  test('the favourite is the strongest now, of equal ones the first by name', () => {
    expect(favouriteOf({}, SECONDS)).toBeNull()
    const old = { weight: 3, at: SECONDS - 3 * AFFINITY_HALF_LIFE_S }
    expect(favouriteOf({ old, b: { weight: 1, at: SECONDS }, a: { weight: 1, at: SECONDS } }, SECONDS)).toBe('a')
  })
})

const event = (kind: RememberedEvent['kind'], more: Partial<RememberedEvent> = {}): RememberedEvent => ({
  kind,
  ...more,
})
const counted = (events: readonly RememberedEvent[], memory = NEW): Memory =>
  events.reduce((all, one, at) => countEvent(all, one, SITE, NOW + at * 1000), memory)

describe('events', () => {
  test('items: latest first, each once, the oldest view goes', () => {
    const seen = counted([
      ...Array.from({ length: 25 }, (_, at) => event('item_view', { item: `i${at}` })),
      event('item_view', { item: 'i10' }),
    ])
    expect(seen.items).toHaveLength(limits.MAX_ITEMS_COUNT)
    expect(seen.items[0]).toEqual({ item: 'i10', at: SECONDS + 25, count: 2 })
    expect(seen.items.at(-1)?.item).toBe('i5')
  })

  test('a category that an item view brings, unless its page told it', () => {
    const data = { category: ['hiking', 'hiking', 7, '__proto__'] }
    expect(counted([event('item_view', { item: 'x', data })]).affinities).toEqual({
      hiking: { weight: 1, at: SECONDS },
    })
    expect(counted([event('item_view', { item: 'hiking', path: '/c/hiking', data: { category: 'hiking' } })])).toEqual(
      NEW,
    )
  })

  test('searches: without the spaces around, once whatever the case, ten of them', () => {
    const words = [' Tent  2p ', 'ＴＥＮＴ 2P', '', ' ', ...Array.from({ length: 9 }, (_, at) => `w${at}`)]
    const found = counted(words.map((name) => event('search', { name }))).searches
    expect(found.map((one) => one.words)).toEqual(['w8', 'w7', 'w6', 'w5', 'w4', 'w3', 'w2', 'w1', 'w0', 'ＴＥＮＴ 2P'])
    expect(counted([event('search', { name: 'x'.repeat(201) }), event('search')])).toEqual(NEW)
  })

  test('the cart: added, told a price, taken out in part and whole', () => {
    const add = (item: string, more: Partial<RememberedEvent> = {}) => event('cart_add', { item, ...more })
    const { cart } = counted([add('a', { value: 10 }), add('b', { quantity: 2 }), add('a', { quantity: 3 })])
    expect(cart).toEqual([
      { item: 'a', quantity: 4, value: 10, at: SECONDS + 2 },
      { item: 'b', quantity: 2, value: null, at: SECONDS + 1 },
    ])
    const less = counted([event('cart_remove', { item: 'a', quantity: 1 })], { ...NEW, cart })
    expect(less.cart[0]).toMatchObject({ item: 'a', quantity: 3 })
    expect(counted([event('cart_remove', { item: 'b' })], { ...NEW, cart }).cart).toHaveLength(1)
    expect(counted([event('cart_remove', { item: 'b', quantity: 9 })], { ...NEW, cart }).cart).toHaveLength(1)
    for (const quantity of [0, -5, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(counted([event('cart_remove', { item: 'a', quantity })], { ...NEW, cart }).cart).toBe(cart)
    }
    expect(counted([event('cart_remove', { item: 'z' }), event('cart_remove'), event('cart_add')])).toEqual(NEW)
    expect(
      counted([add('a', { quantity: 0 }), add('a', { quantity: -1 }), add('a', { quantity: Number.NaN })]),
    ).toEqual(NEW)
    expect(counted(Array.from({ length: 30 }, (_, at) => add(`i${at}`))).cart).toHaveLength(limits.MAX_CART_LINES_COUNT)
  })

  test('orders: counted, summed, and what they do not name stays in the cart', () => {
    const cart = [
      { item: 'a', quantity: 1, value: 1, at: SECONDS },
      { item: 'b', quantity: 1, value: 1, at: SECONDS },
    ]
    const partly = counted([event('order', { value: 5, data: { lines: [{ item: 'b' }, { item: 'zz' }, null, 7] } })], {
      ...NEW,
      cart,
    })
    expect(partly.cart.map(({ item }) => item)).toEqual(['a'])
    const all = counted(
      [event('order', { value: 5, data: { lines: 'odd' } }), event('order'), event('order', { value: -9 })],
      { ...NEW, cart },
    )
    expect(all).toMatchObject({ cart: [], purchases: { count: 3, value: 5, lastAt: SECONDS + 2 } })
  })

  test.each(['page_view', 'impression', 'click', 'dwell', 'custom', 'exposure', 'holdout', 'hydration'] as const)(
    '%s changes nothing',
    (kind) => {
      expect(counted([event(kind, { item: 'a', name: 'b', value: 1, path: '/c/d' })])).toBe(NEW)
    },
  )
})

describe('plans', () => {
  const assigned = (experience: string, more: Partial<Assignment> = {}): Assignment => ({
    experience,
    arm: 'v',
    sticky: false,
    propensity: 1,
    randomised: false,
    cap: null,
    ...more,
  })
  const planned = (assignments: readonly Assignment[], memory = NEW, now = NOW) =>
    countPlan(memory, { assignments }, now)

  test('a plain experience leaves nothing behind, and an empty plan the same memory', () => {
    expect(planned([assigned('e')])).toBe(NEW)
    expect(planned([])).toBe(NEW)
  })

  test('a drawn arm stays, control too', () => {
    const memory = planned([assigned('e', { randomised: true }), assigned('f', { randomised: true, arm: null })])
    expect(memory).toMatchObject({ assignments: { e: 'v', f: null }, plans: {} })
  })

  test('of a cap no more times than it counts, and none older than its window', () => {
    const cap = { count: 2, per: 60 }
    const memory = times(4, (all, at) => planned([assigned('e', { cap })], all, NOW + at * 1000), NEW)
    expect(memory).toMatchObject({ assignments: {}, plans: { e: [SECONDS + 2, SECONDS + 3] } })
    expect(planned([assigned('e', { cap })], memory, NOW + 62_500).plans.e).toEqual([SECONDS + 3, SECONDS + 62])
    expect(planned([assigned('e', { cap })], memory, NOW - 9000).plans.e).toEqual([SECONDS + 2, SECONDS + 3])
  })

  test('what was met longest ago goes first', () => {
    const cap = { count: 1, per: 86_400 }
    const one = (at: number) => assigned(`e${at}`, { cap, randomised: true })
    const full = times(64, (all, at) => planned([one(at)], all), NEW)
    const more = planned([one(99)], planned([one(0)], full))
    expect(Object.keys(more.assignments)).toHaveLength(limits.MAX_ASSIGNMENTS_COUNT)
    expect(more.assignments).toHaveProperty('e0')
    expect(more.assignments).not.toHaveProperty('e1')
    expect(Object.keys(more.plans)).toHaveLength(limits.MAX_PLANS_COUNT)
    expect(Object.keys(more.plans).slice(-2)).toEqual(['e0', 'e99'])
  })

  test('dismissed once, the earliest of too many goes', () => {
    const all = times(40, (memory, at) => dismiss(dismiss(memory, `e${at}`), `e${at}`), NEW)
    expect(all.dismissed).toHaveLength(limits.MAX_DISMISSED_COUNT)
    expect(all.dismissed.at(-1)).toBe('e39')
    expect(dismiss(all, 'e39')).toBe(all)
  })
})

describe('traits', () => {
  const trait = (value: Trait['value'], source: Trait['source'] = 'declared', at = 1): Trait => ({
    value,
    source,
    purpose: null,
    at,
  })

  test('declared beats imported, either way round', () => {
    const imported = setTrait(NEW, 'role', trait('a', 'imported'))
    const declared = setTrait(imported, 'role', trait('b'))
    expect(declared.traits.role?.value).toBe('b')
    expect(setTrait(declared, 'role', trait('c', 'imported'))).toBe(declared)
    expect(setTrait(imported, 'role', trait('c', 'imported')).traits.role?.value).toBe('c')
    expect(removeTrait(declared, 'role').traits).toEqual({})
    expect(removeTrait(declared, 'toString')).toBe(declared)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 'x'.repeat(201), '\ud800', Array(21).fill('x'), ['x'.repeat(201)]])(
    'case %# is no value',
    (value) => expect(setTrait(NEW, 'role', trait(value))).toBe(NEW),
  )

  test('what was imported goes before what was declared', () => {
    const imported = times(32, (all, at) => setTrait(all, `i${at}`, trait(at, 'imported', at)), NEW)
    const more = setTrait(imported, 'mine', trait(true, 'declared', 0))
    expect(Object.keys(more.traits)).toHaveLength(limits.MAX_TRAITS_COUNT)
    expect(more.traits).toHaveProperty('mine')
    expect(more.traits).not.toHaveProperty('i0')
  })
})

describe('whatever is told', () => {
  const told = fc.record({
    kind: fc.constantFrom(
      'item_view' as const,
      'search' as const,
      'cart_add' as const,
      'cart_remove' as const,
      'order' as const,
    ),
    item: anyName,
    name: anyName,
    quantity: fc.double(),
    value: fc.double(),
    path: fc.constantFrom('/', '/c/__proto__', '/c/x'),
    data: fc.dictionary(fc.constantFrom('category', 'lines'), fc.anything()),
  })

  test('it ends, stays within its bounds, and no name reaches what all objects have', () => {
    fc.assert(
      fc.property(memories, anyName, told, fc.integer({ min: -1e12, max: 1e12 }), (before, name, one, ahead) => {
        const now = NOW + ahead
        const cap = { count: 3, per: 60 }
        const plan = {
          assignments: [{ experience: name, arm: name, sticky: false, propensity: 1, randomised: true, cap }],
        }
        let memory = countPage(before, `/c/${name}`, SITE, now)
        memory = countEvent(memory, one, SITE, now)
        memory = countPlan(memory, plan, now)
        memory = dismiss(memory, name)
        memory = setTrait(memory, name, { value: name, source: 'declared', purpose: null, at: 0 })
        for (const entries of [memory.affinities, memory.assignments, memory.plans, memory.traits]) {
          expect(Object.getPrototypeOf(entries)).toBe(Object.prototype)
          for (const key of Object.keys(entries)) {
            expect(['__proto__', 'constructor', '']).not.toContain(key)
            expect(key.length).toBeLessThanOrEqual(limits.MAX_NAME_LENGTH)
          }
        }
        for (const line of memory.cart) expect(line.quantity).toBeGreaterThan(0)
        expect(memory.purchases.value).toBeGreaterThanOrEqual(0)
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
        expect(() => structuredClone({ ...profileOf(memory, now) })).not.toThrow()
      }),
    )
  })
})
