/** Two memories of one visitor made one: what holds of all of them, and who wins where they differ. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AFFINITY_HALF_LIFE_S } from '../../../src/core/memory/affinity.ts'
import * as limits from '../../../src/core/memory/limits.ts'
import { mergeMemories } from '../../../src/core/memory/merge-memories.ts'
import { newMemory } from '../../../src/core/memory/new-memory.ts'
import type { Memory } from '../../../src/core/memory.ts'
import { memories } from './random-memory.ts'

const NOW = 1_795_000_000
const OLDER = newMemory('B'.repeat(22), '/', NOW * 1000)
const NEWER: Memory = { ...newMemory('A'.repeat(22), '/x', (NOW + 60) * 1000), isKnown: true }

test('commutative', () => {
  fc.assert(
    fc.property(memories, memories, (a, b) => {
      expect(mergeMemories(a, b)).toEqual(mergeMemories(b, a))
    }),
    { numRuns: 500 },
  )
})

test('idempotent: with itself, and with what came in before', () => {
  fc.assert(
    fc.property(memories, memories, (a, b) => {
      const both = mergeMemories(a, b)
      expect(mergeMemories(a, a)).toEqual(a)
      expect(mergeMemories(both, a)).toEqual(both)
      expect(mergeMemories(b, both)).toEqual(both)
    }),
    { numRuns: 500 },
  )
})

test('associative, but for the arms and the order in which things were dismissed', () => {
  const comparable = (memory: Memory): object => ({
    ...memory,
    assignments: Object.keys(memory.assignments).sort(),
    dismissed: [...memory.dismissed].sort(),
  })
  fc.assert(
    fc.property(memories, memories, memories, (a, b, c) => {
      const left = mergeMemories(mergeMemories(a, b), c)
      expect(comparable(left)).toEqual(comparable(mergeMemories(a, mergeMemories(b, c))))
    }),
  )
})

test('the older id stays, of equal ones the smaller; known stays known', () => {
  expect(mergeMemories(NEWER, OLDER)).toMatchObject({ visitor: OLDER.visitor, since: NOW, isKnown: true })
  const twin = { ...NEWER, since: NOW }
  expect(mergeMemories(OLDER, twin).visitor).toBe(twin.visitor)
})

test.each<[what: string, older: Partial<Memory>, newer: Partial<Memory>, both: Partial<Memory>]>([
  [
    'the stronger interest, whenever it was told',
    { affinities: { a: { weight: 4, at: NOW }, b: { weight: 1, at: NOW } } },
    { affinities: { a: { weight: 1, at: NOW + AFFINITY_HALF_LIFE_S }, b: { weight: 1, at: NOW + 1 } } },
    { affinities: { a: { weight: 4, at: NOW }, b: { weight: 1, at: NOW + 1 } } },
  ],
  [
    'the line that was changed last',
    { cart: [{ item: 'tent', quantity: 3, value: 1, at: NOW }] },
    { cart: [{ item: 'tent', quantity: 1, value: null, at: NOW + 1 }] },
    { cart: [{ item: 'tent', quantity: 1, value: null, at: NOW + 1 }] },
  ],
  [
    'searches that differ in case alone, once',
    { searches: [{ words: 'Tent', at: NOW }] },
    { searches: [{ words: 'ｔｅｎｔ', at: NOW + 1 }] },
    { searches: [{ words: 'ｔｅｎｔ', at: NOW + 1 }] },
  ],
  [
    'the record with more orders, and the last of all',
    { purchases: { count: 2, value: 10, lastAt: NOW } },
    { purchases: { count: 1, value: 90, lastAt: NOW + 5 } },
    { purchases: { count: 2, value: 10, lastAt: NOW + 5 } },
  ],
  [
    'the arms of the id that stays',
    { assignments: { e: null, f: 'v' } },
    { assignments: { e: 'w', g: 'w' } },
    { assignments: { e: null, f: 'v', g: 'w' } },
  ],
  ['every plan once', { plans: { e: [1, 2, 2] } }, { plans: { e: [2, 3] } }, { plans: { e: [1, 2, 2, 3] } }],
  [
    'declared before imported, however old',
    { traits: { role: { value: 'a', source: 'declared', purpose: 'p', at: NOW - 99 } } },
    { traits: { role: { value: 'b', source: 'imported', purpose: null, at: NOW } } },
    { traits: { role: { value: 'a', source: 'declared', purpose: 'p', at: NOW - 99 } } },
  ],
  [
    'the later score, of equally late ones the larger',
    { scores: { churn: { value: 0.9, at: NOW }, luck: { value: 0.2, at: NOW } } },
    { scores: { churn: { value: 0.1, at: NOW + 1 }, luck: { value: 0.7, at: NOW } } },
    { scores: { churn: { value: 0.1, at: NOW + 1 }, luck: { value: 0.7, at: NOW } } },
  ],
  ['whatever either dismissed', { dismissed: ['a', 'c'] }, { dismissed: ['b', 'c'] }, { dismissed: ['a', 'c', 'b'] }],
])('%s', (_, older, newer, both) => {
  expect(mergeMemories({ ...NEWER, ...newer }, { ...OLDER, ...older })).toMatchObject(both)
})

test('a merged memory is no larger than any', () => {
  const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`)
  const full = (prefix: string): Memory => {
    const entries = <T>(count: number, value: T) => Object.fromEntries(many(prefix, count).map((name) => [name, value]))
    return {
      ...OLDER,
      affinities: entries(limits.MAX_AFFINITIES_COUNT, { weight: 1, at: NOW }),
      items: many(prefix, limits.MAX_ITEMS_COUNT).map((item) => ({ item, at: NOW, count: 1 })),
      searches: many(prefix, limits.MAX_SEARCHES_COUNT).map((words) => ({ words, at: NOW })),
      cart: many(prefix, limits.MAX_CART_LINES_COUNT).map((item) => ({ item, quantity: 1, value: 1, at: NOW })),
      assignments: entries(limits.MAX_ASSIGNMENTS_COUNT, 'v'),
      plans: { ...entries(limits.MAX_PLANS_COUNT - 1, [NOW]), same: Array(15).fill(prefix === 'a' ? NOW : NOW + 1) },
      dismissed: many(prefix, limits.MAX_DISMISSED_COUNT),
      traits: entries(limits.MAX_TRAITS_COUNT, { value: 1, source: 'declared' as const, purpose: null, at: NOW }),
      scores: entries(limits.MAX_SCORES_COUNT, { value: 1, at: NOW }),
    }
  }
  const merged = mergeMemories(full('a'), full('b'))
  expect({
    affinities: Object.keys(merged.affinities).length,
    items: merged.items.length,
    searches: merged.searches.length,
    cart: merged.cart.length,
    assignments: Object.keys(merged.assignments).length,
    plans: Object.keys(merged.plans).length,
    dismissed: merged.dismissed.length,
    traits: Object.keys(merged.traits).length,
    scores: Object.keys(merged.scores).length,
    same: merged.plans.same?.length,
  }).toEqual({
    affinities: 32,
    items: 20,
    searches: 10,
    cart: 20,
    assignments: 64,
    plans: 32,
    dismissed: 32,
    traits: 32,
    scores: 32,
    same: limits.MAX_CAP_COUNT,
  })
})

test('of too many scores the oldest go, of equally old ones the smallest', () => {
  const scores = (prefix: string, count: number, value: number, at: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, { value, at }]))
  const older = { ...OLDER, scores: { ...scores('old', 1, 1, NOW), ...scores('new', 30, 0.5, NOW + 1) } }
  const newer = { ...NEWER, scores: { ...scores('more', 1, 0.9, NOW + 1), ...scores('less', 1, 0.1, NOW + 1) } }
  const merged = Object.keys(mergeMemories(older, newer).scores)
  expect(merged).toHaveLength(limits.MAX_SCORES_COUNT)
  expect(merged).not.toContain('old0')
  const more = { ...NEWER, scores: scores('most', 1, 1, NOW + 2) }
  expect(Object.keys(mergeMemories(mergeMemories(older, newer), more).scores)).not.toContain('less0')
})
