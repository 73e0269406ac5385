/** Random memories: small ones that meet in many names, and over-full ones. Not a test. */

import fc from 'fast-check'
import type { Memory, Trait } from '../../../src/core/memory.ts'

const NAMES = ['a', 'b', 'c', 'toString', '1', '雨'] as const
const HOSTILE = ['__proto__', 'constructor', 'hasOwnProperty', '', 'x'.repeat(300), '\ud800', '"', '\\'] as const

export const names = fc.constantFrom(...NAMES)
export const anyName = fc.oneof(names, fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5 }))
/** Epoch seconds, few of them, so that they are often equal. */
export const times = fc.integer({ min: 0, max: 5 }).map((day) => 1_795_000_000 + day * 86_400)

const byName = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ readonly [name: string]: T }> =>
  fc.dictionary(names, value, { noNullPrototype: true })

/** Latest first, by name where times are equal, as whatever keeps them does. */
const latest = <T extends { readonly at: number }>(one: fc.Arbitrary<T>, nameOf: (one: T) => string) =>
  fc
    .uniqueArray(one, { selector: nameOf, maxLength: 6 })
    .map((all) => all.sort((a, b) => b.at - a.at || (nameOf(a) < nameOf(b) ? -1 : 1)))

const trait: fc.Arbitrary<Trait> = fc.record({
  value: fc.constantFrom<Trait['value']>('x', 1, true, ['x', 'y']),
  source: fc.constantFrom('declared', 'imported'),
  purpose: fc.constantFrom(null, 'why'),
  at: times,
})

export const memories: fc.Arbitrary<Memory> = fc.record({
  visitor: fc.constantFrom('A'.repeat(22), 'B'.repeat(22), 'C'.repeat(22)),
  since: times,
  isKnown: fc.boolean(),
  visits: fc.record({
    count: fc.integer({ min: 1, max: 3 }),
    pageCount: fc.integer({ min: 1, max: 3 }),
    lastSeen: times,
    began: times,
    daysSinceLast: fc.constantFrom(null, 0, 7),
    landingPath: fc.constantFrom('/', '/a'),
  }),
  affinities: byName(fc.record({ weight: fc.constantFrom(0.5, 1, 2), at: times })),
  items: latest(fc.record({ item: names, at: times, count: fc.integer({ min: 1, max: 4 }) }), ({ item }) => item),
  searches: latest(fc.record({ words: fc.constantFrom('tent', 'boots', '雨具'), at: times }), ({ words }) => words),
  cart: latest(
    fc.record({ item: names, quantity: fc.constantFrom(1, 2), value: fc.constantFrom(null, 100, 200), at: times }),
    ({ item }) => item,
  ),
  purchases: fc.record({ count: fc.nat(3), value: fc.constantFrom(0, 500), lastAt: fc.option(times) }),
  assignments: byName(fc.constantFrom('v', 'w', null)),
  plans: byName(fc.array(times, { minLength: 1, maxLength: 4 }).map((all) => all.sort((a, b) => a - b))),
  dismissed: fc.uniqueArray(names, { maxLength: 3 }),
  traits: byName(trait),
  scores: byName(fc.record({ value: fc.constantFrom(0, 0.5, 1), at: times })),
  absorbed: fc.constantFrom(0, 1, 7),
})
