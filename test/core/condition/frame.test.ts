/** A frame reads what lookup.ts reads, each attribute once, and asks costly comparisons once. */

import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { conditionSet } from '../../../src/core/condition/evaluate.ts'
import { readerOf } from '../../../src/core/condition/lookup.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

const NAMES = ['a', 'a.b', 'a.b.c', 'a.b.c.d', 'b.toString', 'a.length', 'a.constructor', 'b.hidden', 'a.__proto__']

test('the same values as one by one, nested or dotted on any level, own properties only', () => {
  const leaf = fc.constantFrom<unknown>(1, 'text', null, undefined, UNKNOWN, [1], Object.create({ hidden: 1, b: 2 }))
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'b.c', 'a.b', 'a.b.c', 'c.d', 'hidden')
  const { fields } = fc.letrec<{ fields: object }>((tie) => ({
    fields: fc.dictionary(key, fc.oneof({ maxDepth: 4 }, leaf, tie('fields')), { noNullPrototype: false }),
  }))
  fc.assert(
    fc.property(fields, (attributes) => {
      const set = conditionSet()
      const readers = NAMES.map((name) => set.reader(name))
      const frame = set.frame(attributes)
      expect(readers.map((read) => read(frame))).toEqual(NAMES.map((name) => readerOf(name)(attributes) ?? null))
    }),
    { numRuns: 1_000 },
  )
})

test('a costly comparison is asked once a frame, however many conditions ask it', () => {
  const matches = vi.fn(() => true)
  const set = conditionSet({ regex: { compile: () => matches } })
  const twice = [set.add({ a: { $regex: 'x' } }), set.add({ a: { $not: { $regex: 'x' } } })]
  const other = set.add({ a: { $regex: 'y' } })
  const frame = set.frame({ a: 'text' })
  expect(twice.map((test) => test(frame))).toEqual([true, false])
  expect(matches).toHaveBeenCalledTimes(1)
  expect(other(frame)).toBe(true)
  expect(matches).toHaveBeenCalledTimes(2)
  expect(twice[0]!(set.frame({ a: 'text' }))).toBe(true)
  expect(matches).toHaveBeenCalledTimes(3)
})

test('a condition that is added after a frame was made may be asked of it', () => {
  const set = conditionSet()
  const frame = set.frame({ a: { b: 1 } })
  expect(set.add({ 'a.b': 1 })(frame)).toBe(true)
})
