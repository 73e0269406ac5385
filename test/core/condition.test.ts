/** Every operator, by cases; how names are looked up; what the facade and the set for the hot path have in common. */

import { describe, expect, test } from 'vitest'
import { compileWith, conditionSet } from '../../src/core/condition/evaluate.ts'
import { AWASE } from '../../src/core/condition/operators/awase.ts'
import { compileCondition, type Truth, UNKNOWN } from '../../src/core/condition.ts'
import { DIALECTS, OPTIONS, readCases } from './condition/condition-cases.ts'

type Case = [name: string, condition: unknown, attributes: object, expected: Truth]
const CASES = readCases<Record<string, Case[]>>('condition.json')

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%s', (_name, condition, attributes, expected) => {
    expect(compileCondition(condition, OPTIONS)(attributes)).toBe(expected)
    const set = conditionSet(OPTIONS)
    const holds = set.add(condition)
    expect(holds(set.frame(attributes)), 'in a frame').toBe(expected)
  })
})

test('every operator has a case', () => {
  const written = JSON.stringify(Object.values(CASES).flat())
  const structure = ['$not', '$and', '$or', '$nor', '$audience']
  const without = [...AWASE.operators.keys(), ...structure].filter((operator) => !written.includes(`"${operator}"`))
  expect(without).toEqual([])
})

describe('attributes', () => {
  test('are read through getters, and in a frame only once', () => {
    let read = 0
    const attributes = {
      get time() {
        read++
        return { hour: 9, weekday: 1 }
      },
    }
    const condition = { 'time.hour': { $gte: 9, $lt: 12, $ne: 10 } }
    expect(compileWith(condition)(attributes)).toBe(true)
    expect(read).toBe(1)

    const set = conditionSet()
    const holds = [set.add(condition), set.add({ $not: condition }), set.add({ 'time.hour': 9 })]
    const frame = set.frame(attributes)
    expect(holds.map((ask) => ask(frame))).toEqual([true, false, true])
    expect(read).toBe(2)
  })

  test('that no answer needs are not read', () => {
    const attributes = {
      a: 1,
      get b(): never {
        throw new Error('read in vain')
      },
    }
    expect(compileWith({ a: 2, b: 1 })(attributes)).toBe(false)
    expect(compileWith({ $or: [{ a: 1 }, { b: 1 }] })(attributes)).toBe(true)
  })

  test('are own properties only', () => {
    const inherited = Object.create({ geo: { country: 'JP' }, 'geo.city': 'Sendai' })
    expect(compileWith({ 'geo.country': 'JP' })(inherited)).toBe(false)
    expect(compileWith({ 'geo.city': { $exists: true } })(inherited)).toBe(false)
  })

  test('are never named as a prototype is reached', () => {
    const attributes = JSON.parse('{ "__proto__": { "x": 1 }, "constructor": 1, "a": { "__proto__": 2 } }')
    for (const name of ['__proto__', '__proto__.x', 'constructor', 'a.__proto__', 'a.constructor.name']) {
      expect(compileWith(JSON.parse(`{ "${name}": { "$exists": true } }`))(attributes), name).toBe(false)
    }
  })

  test('of one frame do not show in another', () => {
    const set = conditionSet(OPTIONS)
    const holds = set.add({ $audience: 'rainy' })
    const answers = ['rain', 'clear', UNKNOWN, null].map((kind) => holds(set.frame({ weather: { kind } })))
    expect(answers).toEqual([true, false, 'unknown', false])
  })
})

test('without an engine a regular expression is unknown', () => {
  expect(compileWith({ a: { $regex: 'x' } })({ a: 'x' })).toBe('unknown')
  expect(compileWith({ a: { $regex: 'x' } }, { regex: null, dialect: DIALECTS.growthbook })({ a: 'x' })).toBe('unknown')
  expect(compileWith({ a: 1, b: { $regex: 'x' } })({ a: 2, b: 'x' })).toBe(false)
})

test('an operand may be unknown, too', () => {
  expect(compileWith({ a: UNKNOWN })({ a: 1 })).toBe('unknown')
  expect(compileWith({ a: { $ne: UNKNOWN } })({ a: 1 })).toBe('unknown')
  expect(compileWith({ a: { $in: [1, UNKNOWN] } })({ a: 1 })).toBe(true)
  expect(compileWith({ a: { $in: [1, UNKNOWN] } })({ a: 2 })).toBe('unknown')
})

describe('nesting', () => {
  const nested = (depth: number, wrap: (inner: object) => object, inner: object = { a: 1 }): object =>
    depth === 0 ? inner : nested(depth - 1, wrap, wrap(inner))

  test.each<[string, (inner: object) => object]>([
    ['$and', (inner) => ({ $and: [inner] })],
    ['$not', (inner) => ({ $not: { $not: inner } })],
    ['$elemMatch', (inner) => ({ b: { $elemMatch: inner } })],
    ['an attribute', (inner) => ({ b: inner })],
    ['$size', (inner) => ({ a: { $size: inner } })],
  ])('of %s, ten thousand deep, is answered', (_, wrap) => {
    let condition: object = { a: 1 }
    for (let depth = 0; depth < 10_000; depth++) condition = wrap(condition)
    expect(compileWith(condition)({ a: 1, b: [{ b: [] }] })).toBeOneOf([true, false, 'unknown'])
  })

  test('within the limit is evaluated, beyond it is unknown', () => {
    expect(compileWith(nested(30, (inner) => ({ $and: [inner] })))({ a: 1 })).toBe(true)
    expect(compileWith(nested(33, (inner) => ({ $and: [inner] })))({ a: 1 })).toBe('unknown')
  })

  test('of values, compared as a whole, is bounded', () => {
    const deep = () => {
      let value: unknown = 1
      for (let depth = 0; depth < 10_000; depth++) value = [value]
      return value
    }
    expect(compileWith({ a: deep() })({ a: deep() })).toBe('unknown')
    const circular: { self?: unknown } = {}
    circular.self = circular
    expect(compileWith({ a: { self: { self: 1 } } })({ a: circular })).toBe(false)
    expect(compileWith({ a: circular })({ a: { self: { ...circular } } })).toBeOneOf([true, 'unknown'])
  })
})
