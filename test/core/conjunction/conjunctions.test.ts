/** Conditions taken apart mean what they meant. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionTrees } from '../../../src/core/condition/condition-tree.ts'
import { compileWith } from '../../../src/core/condition/evaluate.ts'
import { readerOf } from '../../../src/core/condition/lookup.ts'
import { foldValue } from '../../../src/core/condition/normalise.ts'
import { type Conjunction, conjunctionsIn, type Term } from '../../../src/core/conjunction/conjunctions.ts'
import { holds } from '../../../src/core/conjunction/value-set.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { OPTIONS } from '../condition/condition-cases.ts'
import { attributes, conditions } from '../condition/random-conditions.ts'

type Answer = 'yes' | 'no' | 'open'

/** `open`: a list or an object, of which a term says nothing. */
function answer({ attribute, folded, values }: Term, facts: object): Answer {
  const value = readerOf(attribute)(facts)
  if (value === UNKNOWN) return 'no'
  if (typeof value === 'object' && value !== null) return 'open'
  const plain = (folded ? foldValue(value) : value) as string | number | boolean | null | undefined
  return holds(values, plain) ? 'yes' : 'no'
}

const mayHold = ({ terms }: Conjunction, facts: object) => terms.every((term) => answer(term, facts) !== 'no')
const mustHold = ({ terms, others }: Conjunction, facts: object) =>
  others.length === 0 && terms.every((term) => answer(term, facts) === 'yes')

const options = { audiences: OPTIONS.audiences, regex: OPTIONS.regex }
const alternatives = (condition: unknown, most: number) => conjunctionsIn(most)(conditionTrees(options)(condition))

test('an alternative that must hold makes the condition true, and a true condition has one that may hold', () => {
  let decided = 0
  fc.assert(
    fc.property(conditions, attributes, fc.constantFrom(1, 2, 4, 16), (condition, facts, most) => {
      const either = alternatives(condition, most)
      const isTrue = compileWith(condition, options)(facts) === true
      expect(either.length).toBeLessThanOrEqual(most)
      if (either.some((one) => mustHold(one, facts))) {
        decided++
        expect(isTrue).toBe(true)
      }
      if (isTrue) expect(either.some((one) => mayHold(one, facts))).toBe(true)
    }),
    { numRuns: 10_000 },
  )
  expect(decided).toBeGreaterThan(1000)
})

test('what asks about plain values alone is decided by them alone', () => {
  const literal = fc.oneof(
    fc.constantFrom('a', 'b', 'B', 'ｂ', 'ab', ''),
    fc.constantFrom(0, -0, 1, 2.5, -3),
    fc.boolean(),
  )
  const nullable = fc.oneof(literal, fc.constant(null))
  const name = fc.constantFrom('x', 'time.hour', 'y.z')
  const comparison = fc.oneof(
    nullable,
    fc.record({ $in: fc.array(nullable, { maxLength: 4 }) }),
    fc.record({ $nini: fc.array(nullable, { maxLength: 4 }) }),
    fc.record({ $ini: fc.array(nullable, { maxLength: 4 }), $ne: literal }),
    fc.record({ $gte: literal.filter((value) => typeof value !== 'boolean'), $exists: fc.boolean() }),
    fc.record({ $not: fc.record({ $lt: fc.constantFrom(1, 'b') }) }),
    fc.record({ $between: fc.constantFrom([22, 5], [0, 1], [3, 1], ['a', 'b']) }),
    fc.record({ $prefix: fc.constantFrom('', 'a', 'Ｂ', '\uffff') }),
    fc.record({ $type: fc.constantFrom('string', 'number', 'boolean', 'null', 'array') }),
    fc.constant({ $and: [] }),
    fc.constant({ $or: [] }),
  )
  const { asked } = fc.letrec<{ asked: object }>((tie) => ({
    asked: fc.oneof(
      { maxDepth: 3 },
      fc.dictionary(name, comparison, { maxKeys: 3 }),
      fc.record({ $or: fc.array(tie('asked'), { maxLength: 3 }) }),
      fc.record({ $nor: fc.array(tie('asked'), { maxLength: 2 }) }),
      fc.record({ $not: tie('asked') }),
    ),
  }))
  const value = fc.oneof(nullable, fc.constantFrom('Ｂ', 'a\uffff', '\uffff\uffff'), fc.constant(UNKNOWN))
  const facts = fc.dictionary(name, value, { maxKeys: 3 })
  let whole = 0
  fc.assert(
    fc.property(asked, facts, (condition, values) => {
      const either = alternatives(condition, 64)
      if (either.some(({ others }) => others.length > 0)) whole++
      else {
        expect(either.some((one) => mustHold(one, values))).toBe(compileWith(condition, options)(values) === true)
      }
    }),
    { numRuns: 20_000 },
  )
  expect(whole).toBeLessThan(2000)
})

test('alternatives about one attribute are one', () => {
  const either = alternatives({ $or: [{ a: 'x' }, { a: { $gte: 3 } }, { b: 1 }, { a: null }] }, 2)
  expect(either).toHaveLength(2)
  expect(either[0]?.terms).toHaveLength(1)
  expect(either[0]?.terms[0]?.values).toMatchObject({ missing: true, true: false })
})

test('what would take too many alternatives stays whole, under a key that its twin shares', () => {
  const wide = (last: number) => ({
    $and: [1, 2, 3].map((at) => ({ $or: [{ a: at }, { b: at }, { c: at === 3 ? last : at }] })),
  })
  const [one] = alternatives(wide(3), 4)
  expect(one?.others).toHaveLength(2)
  expect(alternatives({ ...wide(3) }, 4)[0]?.others).toEqual(one?.others)
  expect(alternatives(wide(4), 4)[0]?.others).not.toEqual(one?.others)
})

test('audiences that unfold without end are taken apart once each', () => {
  const audiences = Object.fromEntries(
    Array.from({ length: 8 }, (_, level) => [
      `level${level}`,
      level === 0 ? { a: 1, b: 2 } : { $or: Array.from({ length: 60 }, () => ({ $audience: `level${level - 1}` })) },
    ]),
  )
  const node = conditionTrees({ audiences })({ $audience: 'level7' })
  expect(conjunctionsIn(16)(node).length).toBeLessThanOrEqual(16)
})

test('no name of a query parameter makes one condition look like another', () => {
  const $contains = 'x'
  const either = (...names: readonly string[]) => ({
    $or: names.map((name) => ({ [`page.query.${name}`]: { $contains } })),
  })
  const three = alternatives(either('a', 'b', 'c'), 1)
  const two = alternatives(either('a $contains "x",page.query.b', 'c'), 1)
  expect([three.length, two.length]).toEqual([1, 1])
  expect(three[0]?.others).not.toEqual(two[0]?.others)
})
