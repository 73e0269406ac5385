/** GrowthBook's dialect: its published cases, and its own evaluator beside ours on random rules. */

import { evalCondition } from '@growthbook/growthbook'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCondition, type Truth, UNKNOWN } from '../../../src/core/condition.ts'
import { sharedJson } from '../../shared-data.ts'

type Case = [name: string, condition: object, attributes: object, expected: boolean, groups?: Record<string, unknown>]
const published = sharedJson<{ evalCondition: Case[] }>('conformance/growthbook-conditions.json')

const answer = (condition: unknown, attributes: object, groups?: Record<string, unknown>): Truth =>
  compileCondition(condition, { dialect: 'growthbook', groups })(attributes)

test.skipIf(!published.found)(`all published cases${published.note}`, () => {
  const cases = published.read().evalCondition
  const wrong = cases.filter(([, condition, attributes, expected, groups]) => {
    return answer(condition, attributes, groups) !== expected
  })
  expect(wrong.map(([name]) => name)).toEqual([])
  expect(cases.length).toBe(124)
})

describe('where it differs from ours', () => {
  test.each<[string, object, object, Truth, Truth]>([
    ['a missing number counts as 0', { a: { $lt: 5 } }, {}, true, false],
    ['a missing version counts as 0', { a: { $vlt: '1.0.0' } }, {}, true, false],
    ['texts are coerced to numbers', { a: { $gt: 5 } }, { a: '8' }, true, false],
    ['an invalid pattern is false', { a: { $regex: '[' } }, { a: 'x' }, false, 'unknown'],
    [
      'an attribute may be named $groups',
      { $groups: { $elemMatch: { $eq: 'a' } } },
      { $groups: ['a'] },
      true,
      'unknown',
    ],
    ['an $or of none is true', { $or: [] }, {}, true, false],
    ['an unknown operator is false', { a: { $like: 1 } }, { a: 1 }, false, 'unknown'],
    ['a group that nobody saved is empty', { a: { $notInGroup: 'g' } }, { a: 1 }, true, 'unknown'],
    ['a list does not equal what it holds', { a: { $eq: 'x' } }, { a: ['x'] }, false, true],
  ])('%s', (_, condition, attributes, theirs, ours) => {
    expect(answer(condition, attributes)).toBe(theirs)
    expect(compileCondition(condition)(attributes)).toBe(ours)
  })

  test('unknown stays unknown', () => {
    expect(answer({ a: { $lt: 5 } }, { a: UNKNOWN })).toBe('unknown')
    expect(answer({ $not: { 'a.b': 'x' } }, { a: UNKNOWN })).toBe('unknown')
    expect(answer({ a: { $elemMatch: { $eq: 'x' } } }, { a: [UNKNOWN] })).toBe('unknown')
  })

  test('a reference to a whole saved group, which is not carried over, matches nobody', () => {
    expect(answer({ $savedGroup: { id: 'g' } }, {})).toBe('unknown')
    expect(answer({ $not: { $savedGroup: { id: 'g' } } }, {})).toBe('unknown')
  })
})

test("the same answers as GrowthBook's own evaluator, whatever is asked", () => {
  fc.assert(
    fc.property(plain(conditions), plain(attributes), (condition, values) => {
      fc.pre(!throws(() => evalCondition(values, condition, GROUPS)))
      expect(answer(condition, values, GROUPS)).toBe(evalCondition(values, condition, GROUPS))
    }),
    { numRuns: 5_000 },
  )
})

const GROUPS = { g: [1, 'a', 8], list: { type: 'list', values: ['8', true] }, odd: { type: 'odd' } } as never

/** As JSON gives them: GrowthBook trips over objects without a prototype. */
function plain<T>(values: fc.Arbitrary<T>): fc.Arbitrary<never> {
  return values.map((value) => JSON.parse(JSON.stringify(value)) as never)
}

function throws(run: () => unknown): boolean {
  try {
    run()
    return false
  } catch {
    return true
  }
}

const TEXTS = ['a', 'B', 'b', '', '8', '10', '1.2.3', 'v1.2.3-rc.1', 'null', 'true']
const literals = fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom(0, 1, -1, 8, 10, 2.5), fc.boolean())
const lists = fc.array(literals, { maxLength: 3 })
const fields = fc.record({ x: literals, y: lists }, { requiredKeys: [] })
const values = fc.oneof(literals, fc.constant(null), lists, fields)
const items = fc.array(fc.record({ n: literals, m: literals }, { requiredKeys: [] }), { maxLength: 3 })
const attributes = fc.record(
  { a: values, b: values, c: fc.record({ d: values }), $groups: values, list: items },
  { requiredKeys: [] },
)
const names = fc.constantFrom('a', 'b', 'c', 'c.d', 'c.d.x', 'list', 'none', '$groups')

const operator = (keys: string[], operands: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.tuple(fc.constantFrom(...keys), operands).map(([key, operand]) => ({ [key]: operand }))

const { conditions } = fc.letrec<{ spec: unknown; operators: object; conditions: object }>((tie) => ({
  spec: fc.oneof({ maxDepth: 3 }, values, tie('operators')),
  operators: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        operator(
          ['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'],
          literals,
        ),
        operator(['$in', '$nin', '$ini', '$nini', '$alli'], fc.oneof(lists, literals)),
        operator(['$exists'], fc.boolean()),
        operator(['$type'], fc.constantFrom('string', 'number', 'null', 'array', 'object', 'boolean')),
        operator(['$inGroup', '$notInGroup'], fc.constantFrom('g', 'list', 'odd', 'none')),
        operator(['$regex', '$regexi'], fc.constantFrom('^a', 'B', '[', '1', 'null')),
        operator(['$not', '$size'], tie('spec')),
        operator(['$all'], fc.array(tie('spec'), { maxLength: 2 })),
        operator(
          ['$elemMatch'],
          fc.oneof(
            tie('operators'),
            fc.dictionary(fc.constantFrom('n', 'm', 'x'), tie('spec'), { minKeys: 1, maxKeys: 2 }),
          ),
        ),
      ),
      { minLength: 1, maxLength: 2 },
    )
    .map((parts) => Object.assign({}, ...parts)),
  conditions: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(names, tie('spec'), { maxKeys: 2 }),
    operator(['$and', '$or', '$nor'], fc.array(tie('conditions'), { maxLength: 3 })),
    operator(['$not'], tie('conditions')),
  ),
}))
