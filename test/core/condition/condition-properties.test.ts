/** What holds for every condition and every visitor. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileWith, conditionSet, firstCause, type Truth } from '../../../src/core/condition/evaluate.ts'
import { AWASE } from '../../../src/core/condition/operators/awase.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { OPTIONS } from './condition-cases.ts'

const TEXTS = ['rain', 'RAIN', 'ｒａｉｎ', 'r', '', '1.2.3', '10.0.0-rc.1', 'm1', '雨']
const literals = fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom(-1, 0, 3, 5, 22, 1.5), fc.boolean())
const lists = fc.array(literals, { maxLength: 3 })
const place = fc.record({ latitude: fc.constantFrom(0, 38), longitude: fc.constantFrom(0, 140) }, { requiredKeys: [] })
const values: fc.Arbitrary<unknown> = fc.oneof(
  literals,
  fc.constantFrom(null, undefined),
  lists,
  place,
  fc.array(fc.record({ x: literals, y: lists }, { requiredKeys: [] }), { maxLength: 2 }),
)

/** UNKNOWN anywhere: the value itself, a family, an item, a field. */
const doubtful: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: values },
  { weight: 1, arbitrary: fc.constant(UNKNOWN) },
  fc.array(fc.oneof(literals, fc.constant(UNKNOWN)), { maxLength: 3 }),
  fc.record({ x: fc.oneof(literals, fc.constant(UNKNOWN)), latitude: fc.oneof(fc.constant(UNKNOWN), fc.constant(0)) }),
  fc.array(fc.record({ x: fc.oneof(literals, fc.constant(UNKNOWN)) }, { requiredKeys: [] }), { maxLength: 2 }),
)
const family = fc.record(
  { kind: doubtful, hour: doubtful, next12h: fc.oneof(fc.constant(UNKNOWN), fc.record({ kind: doubtful })) },
  { requiredKeys: [] },
)
const attributes = fc.record(
  {
    a: doubtful,
    geo: doubtful,
    weather: fc.oneof({ weight: 4, arbitrary: family }, { weight: 1, arbitrary: fc.constant(UNKNOWN) }),
    time: family,
    'weather.kind': doubtful,
    'geo.latitude': fc.constantFrom(0, 38, UNKNOWN),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<object>

const names = fc.constantFrom('a', 'geo', 'weather.kind', 'weather.next12h.kind', 'time.hour', 'time.kind', 'none')
const operator = (keys: string[], operands: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.tuple(fc.constantFrom(...keys), operands).map(([key, operand]) => ({ [key]: operand }))
const near = fc.constantFrom({ latitude: 0, longitude: 0, km: 10 }, { latitude: 38, longitude: 140, km: 30_000 })

const { conditions, specs } = fc.letrec<{ specs: unknown; operators: object; conditions: object }>((tie) => ({
  specs: fc.oneof({ maxDepth: 3 }, values, tie('operators')),
  operators: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        operator(
          ['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'],
          literals,
        ),
        operator(['$eq', '$ne'], values),
        operator(['$in', '$nin', '$ini', '$nini'], fc.array(values, { maxLength: 6 })),
        operator(['$prefix', '$suffix', '$contains', '$glob'], fc.constantFrom('r', 'RAIN', '*a*', '?', '')),
        operator(['$regex', '$regexi'], fc.constantFrom('^r', 'A', '[', '1')),
        operator(['$between'], fc.tuple(fc.constantFrom(0, 22), fc.constantFrom(5, 23))),
        operator(['$exists'], fc.boolean()),
        operator(['$type'], fc.constantFrom('string', 'number', 'null', 'array', 'object', 'boolean')),
        operator(['$inGroup', '$notInGroup'], fc.constantFrom('members', 'nobody')),
        operator(['$near'], near),
        operator(['$not', '$size'], tie('specs')),
        operator(['$all', '$alli', '$and', '$or', '$nor'], fc.array(tie('specs'), { maxLength: 2 })),
        operator(['$elemMatch'], fc.oneof(tie('operators'), fc.dictionary(fc.constantFrom('x', 'y'), tie('specs')))),
        operator(['$like'], literals),
      ),
      { minLength: 1, maxLength: 2 },
    )
    .map((parts) => Object.assign({}, ...parts)),
  conditions: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(names, tie('specs'), { maxKeys: 3 }),
    operator(['$and', '$or', '$nor'], fc.array(tie('conditions'), { maxLength: 3 })),
    operator(['$not'], tie('conditions')),
    operator(['$audience'], fc.constantFrom('rainy', 'rainy-or-snowy', 'nobody')),
  ),
}))

const both = fc.constantFrom('awase', 'growthbook') as fc.Arbitrary<'awase' | 'growthbook'>
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
      const options = { ...OPTIONS, dialect }
      expect(compileWith(condition, options)(values)).toBeOneOf([true, false, 'unknown'])
      expect(firstCause(condition, values, options).result).toBe(compileWith(condition, options)(values))
    }),
    RUNS,
  )
})

test('one by one, in a frame, and explained: the same answer', () => {
  fc.assert(
    fc.property(fc.array(conditions, { maxLength: 4 }), attributes, both, (asked, values, dialect) => {
      const options = { ...OPTIONS, dialect }
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
      const holds = compileWith(condition, { ...OPTIONS, dialect })
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
      expect(compileWith({ a: spec }, { ...OPTIONS, dialect })({ a: UNKNOWN })).toBe('unknown')
    }),
    RUNS,
  )
})
