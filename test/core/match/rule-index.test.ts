/** The index answers what the conditions themselves answer, whatever they ask and whatever is known. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition } from '../../../src/core/authored.ts'
import { conditionSet } from '../../../src/core/condition/evaluate.ts'
import { re2 } from '../../../src/core/condition/regex.ts'
import { compileIndex } from '../../../src/core/match/compile-index.ts'
import { conditionNodes, rowsOf } from '../../../src/core/match/rows.ts'
import { ruleIndex } from '../../../src/core/match/rule-index.ts'
import { beginScan, nextTrue } from '../../../src/core/match/scan.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { OPTIONS } from '../condition/condition-cases.ts'
import { attributes, conditions as randomConditions } from '../condition/random-conditions.ts'

const audiences = OPTIONS.audiences!

const indexed = (conditions: readonly (Condition | null)[]) =>
  compileIndex(rowsOf(conditionNodes(conditions, audiences)), conditions.length)

/** What the index says, what the conditions say, and how many were asked themselves. */
function asked(conditions: readonly (Condition | null)[]) {
  const stored = JSON.parse(JSON.stringify({ conditions, index: indexed(conditions) }))
  const set = conditionSet({ audiences, regex: re2 })
  const index = ruleIndex(stored.index, set.reader)
  const tests = stored.conditions.map((one: Condition | null) => (one === null ? () => true : set.add(one)))
  let verified = 0
  return (facts: object, block = 1) => {
    verified = 0
    const frame = set.frame(facts)
    const isTrue = (experience: number) => {
      verified++
      return tests[experience]!(frame) === true
    }
    const found: number[] = []
    const scan = beginScan(index, index.everything, frame, isTrue, block)
    for (let at = nextTrue(scan); at >= 0; at = nextTrue(scan)) found.push(at)
    const other = set.frame(facts)
    const wanted = tests.flatMap((test: (frame: unknown) => unknown, at: number) => (test(other) === true ? [at] : []))
    return { found, wanted, verified }
  }
}

/** JSON, as conditions are: `undefined` and UNKNOWN cannot stand in a document. */
const asJson = (value: unknown): Condition => JSON.parse(JSON.stringify(value))

describe('the same as the conditions', () => {
  test('of any shape, about any values, after whatever was asked before', () => {
    const several = fc.array(fc.oneof({ weight: 9, arbitrary: randomConditions.map(asJson) }, fc.constant(null)), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(several, fc.array(attributes, { minLength: 1, maxLength: 10 }), (conditions, visits) => {
        const ask = asked(conditions)
        for (const facts of visits) {
          const { found, wanted } = ask(facts)
          expect(found).toEqual(wanted)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  const text = fc.constantFrom('a', 'b', 'B', 'ｂ', 'ab', '', 'c', '\uffff')
  const number = fc.constantFrom(0, -0, 1, 2.5, -3, 22, 5, 1e300)
  const literal = fc.oneof(text, number, fc.boolean())
  const value = fc.oneof(literal, fc.constant(null))
  const name = fc.constantFrom('x', 'time.hour', 'y.z', 'rare')
  const one = fc.oneof(
    value,
    fc.record({ $in: fc.array(value, { maxLength: 4 }) }),
    fc.record({ $nin: fc.array(value, { maxLength: 4 }) }),
    fc.record({ $ini: fc.array(value, { maxLength: 4 }), $ne: literal }),
    fc.record({ $gte: fc.oneof(text, number) }),
    fc.record({ $lt: fc.oneof(text, number) }),
    fc.record({ $not: fc.record({ $lte: number }) }),
    fc.record({ $between: fc.oneof(fc.tuple(number, number), fc.tuple(text, text)) }),
    fc.record({ $prefix: text }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $type: fc.constantFrom('array', 'string', 'null') }),
    fc.record({ $not: fc.record({ $in: fc.array(value, { maxLength: 3 }), $gte: text }) }),
    fc.record({
      $or: fc.constantFrom([{ $in: ['a'] }, { $lt: 1 }], [{ $ne: 'a' }, { $ne: 'b' }], [{ $exists: false }, 'a']),
    }),
    fc.record({ $in: fc.constantFrom([['a']], [null, { a: 1 }], ['a', ['b']]) }),
  )
  const isOperators = (spec: unknown) => typeof spec === 'object' && spec !== null
  const operators = one.filter(isOperators) as fc.Arbitrary<object>
  const comparison = fc.oneof(
    one,
    fc.tuple(operators, operators).map(([a, b]) => ({ ...a, ...b })),
  )
  const plain = fc.dictionary(name, comparison, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
  const condition = fc.oneof({ weight: 4, arbitrary: plain }, fc.record({ $or: fc.array(plain, { maxLength: 3 }) }))
  const item = fc.oneof({ weight: 6, arbitrary: value }, fc.constantFrom<unknown>(UNKNOWN, Number.NaN, ['a'], { a: 1 }))
  const list = fc.array(item, { maxLength: 4 })
  const fact = fc.oneof({ weight: 6, arbitrary: value }, fc.constantFrom<unknown>(UNKNOWN, Number.NaN, { a: 1 }), list)
  const facts = fc.dictionary(name, fact)

  test('many at once about few attributes, where lists become sets and thresholds lie between checkpoints', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 100, maxLength: 700, size: 'max' }),
        fc.array(facts, { minLength: 20, maxLength: 20 }),
        fc.constantFrom(1, 3, 1_000),
        (conditions, visits, block) => {
          const ask = asked(conditions.map(asJson))
          for (const visit of visits) {
            const { found, wanted } = ask(visit, block)
            expect(found).toEqual(wanted)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('every threshold of thousands, and between them', () => {
    const ask = asked([
      ...Array.from({ length: 3_000 }, (_, at): Condition => ({ x: { $gte: (at * 7) % 1_000 } })),
      ...Array.from({ length: 3_000 }, (_, at): Condition => ({ x: { $between: [at % 50, 100 + (at % 70)] } })),
      ...Array.from({ length: 500 }, (_, at): Condition => ({ [`rare${at}`]: { $lt: at }, x: { $ne: at } })),
    ])
    for (let x = -1; x < 1_001; x += 3.5) {
      const { found, wanted, verified } = ask({ x, rare7: 3, rare8: 9, rare9: 'text' })
      expect(found).toEqual(wanted)
      expect(verified).toBe(0)
    }
  })
})

describe('what is asked of itself', () => {
  const many = (condition: Condition) => Array.from({ length: 40 }, () => condition)

  test('nothing that plain values decide', () => {
    expect(asked(many({ x: { $in: ['a', 'b'] }, y: { $gte: 3 } }))({ x: 'a', y: 3 })).toMatchObject({ verified: 0 })
  })

  test('nothing of a list either, where its items decide', () => {
    const ask = asked([
      { x: 'a' },
      { y: 'a' },
      { x: { $nin: ['b', 'c'] } },
      { x: { $gte: 'b' } },
      { x: { $exists: true } },
    ])
    expect(ask({ x: ['a', null], y: 'a' })).toEqual({ found: [0, 1, 2, 4], wanted: [0, 1, 2, 4], verified: 0 })
    expect(ask({ x: ['c', UNKNOWN] })).toEqual({ found: [3, 4], wanted: [3, 4], verified: 0 })
    expect(ask({ x: [] })).toEqual({ found: [2, 4], wanted: [2, 4], verified: 0 })
  })

  test('a list that two comparisons ask about, each of which another item may meet', () => {
    const ask = asked([{ x: { $gte: 'b', $lte: 'a' } }, { x: { $nin: ['a'], $ne: 'c' } }])
    expect(ask({ x: ['a', 'b'] })).toEqual({ found: [0], wanted: [0], verified: 1 })
    expect(ask({ x: ['b', 'd'] })).toEqual({ found: [1], wanted: [1], verified: 1 })
    expect(ask({ x: 'b' })).toMatchObject({ found: [1], verified: 0 })
  })

  test('a list that is long, and one list too many', () => {
    const long = Array.from({ length: 33 }, () => 'a')
    expect(asked([{ x: 'a' }, { y: 'a' }])({ x: long, y: 'a' })).toEqual({ found: [0, 1], wanted: [0, 1], verified: 1 })
    const nine = Array.from({ length: 9 }, (_, at) => `x${at}`)
    const facts = Object.fromEntries(nine.map((name) => [name, ['a']]))
    expect(asked(nine.map((name) => ({ [name]: 'a' })))(facts)).toMatchObject({ verified: 1 })
  })

  test('who asks about an object, when it is one', () => {
    const ask = asked([{ x: { a: 1 } }, { y: 'a' }, { x: 'b', y: 'b' }])
    expect(ask({ x: { a: 1 }, y: 'a' })).toEqual({ found: [0, 1], wanted: [0, 1], verified: 1 })
  })

  test('what values cannot say, once its other attributes let it stand', () => {
    const ask = asked(many({ x: { $suffix: 'ing' }, y: 1 }))
    expect(ask({ x: 'hiking', y: 1 })).toMatchObject({ verified: 40 })
    expect(ask({ x: 'hiking', y: 2 })).toMatchObject({ verified: 0 })
    expect(ask({ x: 3, y: 1 })).toMatchObject({ verified: 0 })
  })

  test('who lists more than rows are made for', () => {
    const cities = Array.from({ length: 600 }, (_, at) => `city ${at}`)
    const ask = asked([{ city: { $in: cities } }])
    expect(ask({ city: 'city 7' })).toEqual({ found: [0], wanted: [0], verified: 1 })
    expect(ask({ city: 'elsewhere' })).toEqual({ found: [], wanted: [], verified: 1 })
    expect(ask({ city: 7 })).toEqual({ found: [], wanted: [], verified: 0 })
  })

  test('a condition of more alternatives than rows are made for', () => {
    const either = (count: number): Condition => ({
      $or: Array.from({ length: count }, (_, at) => ({ [`a${at}`]: 1, b: 1 })),
    })
    expect(asked([either(16)])({ a0: 1, b: 1 })).toEqual({ found: [0], wanted: [0], verified: 0 })
    expect(asked([either(17)])({ a0: 1, b: 1 })).toEqual({ found: [0], wanted: [0], verified: 1 })
    expect(asked([either(17)])({ a0: 1, b: 2 })).toEqual({ found: [], wanted: [], verified: 0 })
  })
})

test('one scan at a time: an older one cannot go on with what the next has left', () => {
  const set = conditionSet()
  const index = ruleIndex(indexed([{ x: 1 }, { x: 1 }]), set.reader)
  const begin = () => beginScan(index, index.everything, set.frame({ x: 1 }), () => true, 1)
  const first = begin()
  expect(nextTrue(first)).toBe(0)
  begin()
  expect(() => nextTrue(first)).toThrow('a scan goes on after the next one has begun')
})
