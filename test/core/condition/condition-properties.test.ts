/** What holds for every condition and every visitor. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCause } from '../../../src/core/condition/cause.ts'
import { compileWith, conditionSet, type Truth } from '../../../src/core/condition/evaluate.ts'
import { AWASE } from '../../../src/core/condition/operators/awase.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { DIALECTS, OPTIONS } from './condition-cases.ts'
import { attributes, conditions, doubtful, literals, specs, values } from './random-conditions.ts'

const both = fc.constantFrom('awase', 'growthbook') as fc.Arbitrary<keyof typeof DIALECTS>
const RUNS = { numRuns: 3_000 }
const ask = (condition: unknown, values: object): Truth => compileWith(condition, OPTIONS)(values)
const negation = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

test('odd conditions and odd attributes are answered, never thrown at', () => {
  const odd = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  })
  const keys = fc.constantFrom('a', 'b.c', '$or', '$and', '$not', '$audience', '__proto__', ...AWASE.operators.keys())
  const oddConditions = fc.oneof(odd, fc.dictionary(keys, fc.oneof(odd, fc.dictionary(keys, odd))))
  const oddAttributes = fc.oneof(fc.dictionary(fc.constantFrom('a', 'b', 'b.c'), odd), fc.object())
  fc.assert(
    fc.property(oddConditions, oddAttributes, both, (condition, values, dialect) => {
      const options = { ...OPTIONS, dialect: DIALECTS[dialect] }
      expect(compileWith(condition, options)(values)).toBeOneOf([true, false, 'unknown'])
      expect(firstCause(condition, values, options).result).toBe(compileWith(condition, options)(values))
    }),
    RUNS,
  )
})

test('one by one, in a frame, and explained: the same answer', () => {
  fc.assert(
    fc.property(fc.array(conditions, { maxLength: 4 }), attributes, both, (asked, values, dialect) => {
      const options = { ...OPTIONS, dialect: DIALECTS[dialect] }
      const answers = asked.map((condition) => compileWith(condition, options)(values))
      const set = conditionSet(options)
      const holds = asked.map((condition) => set.add(condition))
      const frame = set.frame(values)
      expect(holds.map((test) => test(frame))).toEqual(answers)
      const causes = asked.map((condition) => firstCause(condition, values, options))
      expect(causes.map(({ result }) => result)).toEqual(answers)
      expect(causes.map(({ path }) => path === '')).toEqual(answers.map((answer) => answer === true))
    }),
    RUNS,
  )
})

test('not not is nothing, and De Morgan holds', () => {
  fc.assert(
    fc.property(conditions, conditions, attributes, (left, right, values) => {
      const truth = ask(left, values)
      expect(ask({ $not: left }, values)).toBe(negation(truth))
      expect(ask({ $not: { $not: left } }, values)).toBe(truth)
      expect(ask({ $nor: [left, right] }, values)).toBe(ask({ $and: [{ $not: left }, { $not: right }] }, values))
      expect(ask({ $not: { $and: [left, right] } }, values)).toBe(
        ask({ $or: [{ $not: left }, { $not: right }] }, values),
      )
    }),
    RUNS,
  )
})

test('what is written as the negation is the negation', () => {
  const pairs = fc.constantFrom(
    ['$in', '$nin'],
    ['$ini', '$nini'],
    ['$eq', '$ne'],
    ['$veq', '$vne'],
    ['$inGroup', '$notInGroup'],
  )
  const operands = fc.oneof(fc.array(values, { maxLength: 6 }), literals, fc.constant('members'))
  fc.assert(
    fc.property(pairs, operands, doubtful, ([positive, negative], operand, a) => {
      expect(ask({ a: { [negative!]: operand } }, { a })).toBe(negation(ask({ a: { [positive!]: operand } }, { a })))
    }),
    RUNS,
  )
})

test('learning what was unknown never turns an answer over', () => {
  const known = (part: unknown, next: () => unknown): unknown => {
    if (part === UNKNOWN) return next()
    if (Array.isArray(part)) return part.map((item) => known(item, next))
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, known(value, next)]))
  }
  fc.assert(
    fc.property(conditions, attributes, fc.infiniteStream(values), both, (condition, before, stream, dialect) => {
      const holds = compileWith(condition, { ...OPTIONS, dialect: DIALECTS[dialect] })
      const after = known(before, () => stream.next().value) as object
      const truth = holds(before)
      expect(truth === 'unknown' || truth === holds(after)).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('of an unknown value nothing is known', () => {
  fc.assert(
    fc.property(specs, both, (spec, dialect) => {
      expect(compileWith({ a: spec }, { ...OPTIONS, dialect: DIALECTS[dialect] })({ a: UNKNOWN })).toBe('unknown')
    }),
    RUNS,
  )
})
