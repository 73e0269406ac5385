import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Memory } from '../../../src/core/memory.ts'
import { fitMemory, MAX_MEMORY_BYTES } from '../../../src/edge/sealed/fit.ts'
import { readMemory } from '../../../src/edge/sealed/memory-bytes.ts'
import { TYPICAL_NOW_S as NOW, typicalMemory } from '../../harness/typical-memory.ts'
import { anyMemory } from './any-memory.ts'

test('whatever the memory, what is left fits, comes back, and loses nothing more', () => {
  fc.assert(
    fc.property(anyMemory, (given) => {
      const { memory, bytes } = fitMemory(given)
      expect(bytes.length).toBeLessThanOrEqual(MAX_MEMORY_BYTES)
      expect(readMemory(bytes)).toEqual(memory)
      expect(fitMemory(memory)).toEqual({ memory, bytes })
    }),
  )
})

const names = (prefix: string, count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${from + at}`)
const ago = (minutes: number): number => NOW - minutes * 60

/** Of everything more than is typical; of each kind number 0 is the least valuable. `wrap` makes names longer. */
function rich(wrap: (name: string) => string): Memory {
  const trait = (source: 'declared' | 'imported', at: number) => ({ value: true, source, purpose: null, at })
  return {
    ...typicalMemory(),
    searches: names('search', 3).map((name, at) => ({ words: wrap(name), at: ago(10 - at) })),
    items: names('item', 12).map((name, at) => ({ item: wrap(name), at: ago(100 - at), count: 1 })),
    affinities: Object.fromEntries(names('like', 14).map((name, at) => [wrap(name), { weight: at + 1, at: ago(9) }])),
    scores: Object.fromEntries(names('score', 2).map((name, at) => [wrap(name), { value: 0.5, at: ago(20 - at) }])),
    assignments: Object.fromEntries(names('test', 10).map((name) => [wrap(name), null])),
    plans: Object.fromEntries(names('plan', 3).map((name, at) => [wrap(name), [ago(50 - at)]])),
    cart: names('line', 3).map((name, at) => ({ item: wrap(name), quantity: 1, value: null, at: ago(30 - at) })),
    dismissed: names('no', 3).map(wrap),
    traits: Object.fromEntries([
      ...names('said', 2).map((name, at) => [wrap(name), trait('declared', ago(60 - at))]),
      ...names('told', 2).map((name, at) => [wrap(name), trait('imported', ago(40 - at))]),
    ]),
  }
}

/** The rule, as fit.ts states it. */
const ORDER = [
  ...[...names('search', 2), ...names('item', 2), ...names('like', 2), ...names('score', 2), ...names('test', 2)],
  ...names('told', 2),
  ...[...names('search', 1, 2), ...names('item', 10, 2), ...names('like', 12, 2), ...names('test', 8, 2)],
  ...names('plan', 3),
  ...[...names('line', 3), ...names('no', 3), ...names('said', 2)],
]

/** The kinds and numbers of what is left. */
function leftOf(memory: Memory): ReadonlySet<string> {
  const all = [
    ...memory.searches.map(({ words }) => words),
    ...[...memory.items, ...memory.cart].map(({ item }) => item),
    ...[memory.affinities, memory.scores, memory.assignments, memory.plans, memory.traits].flatMap(Object.keys),
    ...memory.dismissed,
  ]
  return new Set(all.map((name) => /^[a-z]+\d+/.exec(name)![0]))
}

test('what is dearest goes last, one after the other, the longer the names are', () => {
  const counts = Array.from({ length: 20 }, (_, step) => {
    const { memory } = fitMemory(rich((name) => name + 'ā'.repeat(step * 10)))
    const left = leftOf(memory)
    const gone = ORDER.filter((name) => !left.has(name))
    expect(gone).toEqual(ORDER.slice(0, gone.length))
    return gone.length
  })
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(counts[0]).toBe(0)
  expect(counts.at(-1)).toBeGreaterThan(ORDER.length - 4)
  expect(new Set(counts).size).toBeGreaterThan(10)
})

test('of scores the oldest goes first, wherever it stands', () => {
  const long = names('kept', 8).map((name) => name + 'ā'.repeat(100))
  const latestFirst = Object.fromEntries(long.map((name, at) => [name, { value: 0.5, at: ago(at * 60) }]))
  const scores = Object.keys(fitMemory({ ...typicalMemory(), scores: latestFirst }).memory.scores)
  expect(scores.length).toBeGreaterThan(1)
  expect(scores.length).toBeLessThan(8)
  expect(scores).toEqual(long.slice(0, scores.length))
})

test('no more goes than has to, but for a little room', () => {
  const given = rich((name) => name + 'ā'.repeat(12))
  const { memory, bytes } = fitMemory(given)
  const gone = ORDER.filter((name) => !leftOf(memory).has(name)).length
  expect(gone).toBeGreaterThan(0)
  expect(MAX_MEMORY_BYTES - bytes.length).toBeLessThan(120) // the room, and what a name takes
})

test('the visitor, visits and purchases stay, however long the rest is', () => {
  const given = {
    ...rich((name) => name + 'ā'.repeat(190)),
    visits: { ...typicalMemory().visits, landingPath: `/${'ā'.repeat(400)}` },
  }
  const { memory } = fitMemory(given)
  expect(memory).toMatchObject({ visitor: given.visitor, purchases: given.purchases })
  expect(memory.visits).toEqual({ ...given.visits, landingPath: `/${'ā'.repeat(199)}` })
})

test('a visitor that is none is a bug, and not another visitor', () => {
  expect(() => fitMemory({ ...typicalMemory(), visitor: 'short' })).toThrow(TypeError)
})
