/** Random memories: as visitors have them, far beyond every bound, and with values that no type allows. Not a typical one: harness/typical-memory.ts. */

import fc from 'fast-check'
import type { Memory } from '../../../src/core/memory.ts'

const NASTY_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  '7',
  '\ud800',
  'a\u0000b',
  '雨具',
  'x'.repeat(201),
]

const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[A-Z0-9]{4,12}$/) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(...NASTY_NAMES) },
)
const words = fc.oneof(
  name,
  fc.constantFrom('防水 ジャケット', '登山ぐつ、軽いもの', 'ウルトラライト'),
  fc.string({ unit: 'binary', maxLength: 1_200 }),
)
const time = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1_780_000_000, max: 1_795_338_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5, 2 ** 33, Number.NaN, Number.POSITIVE_INFINITY, 1e300) },
)
const count = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -3, 2.5, 1e15, Number.NaN, Number.NEGATIVE_INFINITY) },
)
const amount = fc.oneof(fc.nat(200_000), fc.double(), fc.constantFrom(12.34, 0.1 + 0.2, -0, 1e12, 1e13, 5e-324))
const isOften = fc.oneof({ weight: 3, arbitrary: fc.nat(14) }, { weight: 1, arbitrary: fc.nat(150) })

const many = <T>(inner: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  isOften.chain((maxLength) => fc.array(inner, { maxLength, size: 'max' }))
/** `__proto__` is a name of its own in these, as in what JSON.parse gives. */
const named = <T>(inner: fc.Arbitrary<T>): fc.Arbitrary<{ [name: string]: T }> =>
  many(fc.tuple(name, inner)).map((entries) => Object.fromEntries(entries))

const traitValue = fc.oneof(words, amount, fc.boolean(), fc.array(name, { maxLength: 25 }))

export const anyVisitor = fc.stringMatching(/^[\w-]{22}$/)

const anyOfVisitor: fc.Arbitrary<Memory> = fc.record({
  visitor: anyVisitor,
  since: time,
  isKnown: fc.boolean(),
  visits: fc.record({
    count,
    pageCount: count,
    lastSeen: time,
    began: time,
    daysSinceLast: fc.option(count),
    landingPath: words.map((path) => `/${path}`),
  }),
  affinities: named(fc.record({ weight: amount, at: time })),
  items: many(fc.record({ item: name, at: time, count })),
  searches: many(fc.record({ words, at: time })),
  cart: many(fc.record({ item: name, quantity: amount, value: fc.option(amount), at: time })),
  purchases: fc.record({ count, value: amount, lastAt: fc.option(time) }),
  assignments: named(fc.option(name)),
  plans: named(many(time).map((times) => times.toSorted((a, b) => a - b))),
  dismissed: many(name),
  traits: named(
    fc.record({
      value: traitValue,
      source: fc.constantFrom('declared' as const, 'imported' as const),
      purpose: fc.option(words),
      at: time,
    }),
  ),
  scores: named(fc.record({ value: amount, at: time })),
  absorbed: fc.nat(),
})

const anyLogin = fc.option(fc.stringMatching(/^[\w-]{8}$/))

export const anyMemory: fc.Arbitrary<Memory> = fc
  .tuple(anyOfVisitor, anyLogin)
  .map(([memory, login]) => (login === null ? memory : { ...memory, login }))
