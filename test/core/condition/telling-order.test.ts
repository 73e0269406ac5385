/** A conjunction is asked in the order that settles it soonest. That the order changes no answer: condition-properties.test.ts. */

import { expect, test, vi } from 'vitest'
import type { Condition } from '../../../src/core/authored.ts'
import { conditionTrees } from '../../../src/core/condition/condition-tree.ts'
import { conditionSet } from '../../../src/core/condition/evaluate.ts'
import { mostTellingFirst } from '../../../src/core/condition/telling-order.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

const orderOf = (condition: Condition) => mostTellingFirst(conditionTrees({})(condition).parts).map(({ step }) => step)

test('what seldom holds before what mostly does, what is cheap before what is dear', () => {
  expect(orderOf({ a: { $ne: 1 }, b: { $gte: 1 }, c: { $in: [1, 2] }, d: 1 })).toEqual(['d', 'c', 'b', 'a'])
  expect(orderOf({ a: { $regex: 'x' }, b: { $contains: 'x' }, c: { $exists: true } })).toEqual(['c', 'b', 'a'])
})

test('of parts together: one no settles an $and, an $or takes all of them, and a negation turns its part over', () => {
  expect(orderOf({ a: 1, $or: [{ b: 1 }, { c: 1 }], $and: [{ d: 1 }, { e: 1 }] })).toEqual(['a', '$and', '$or'])
  expect(orderOf({ a: { $not: { $eq: 1 } }, b: { $not: { $ne: 1 } } })).toEqual(['b', 'a'])
  expect(orderOf({ $nor: [{ a: 1 }, { b: 1 }], c: 1 })).toEqual(['c', '$nor'])
})

test('of two as of more', () => {
  expect(orderOf({ a: { $ne: 1 }, b: 1 })).toEqual(['b', 'a'])
  expect(orderOf({ b: 1, a: { $ne: 1 } })).toEqual(['b', 'a'])
  expect(orderOf({ b: 1, a: 1 })).toEqual(['b', 'a'])
})

test('equals stay as they were written', () => {
  expect(orderOf({ c: 1, a: 2, b: 3 })).toEqual(['c', 'a', 'b'])
})

test('a frame asks a pattern only where the rest may hold', () => {
  const matches = vi.fn(() => true)
  const set = conditionSet({ regex: { compile: () => matches } })
  const holds = set.add({ 'page.path': { $regex: 'x' }, 'geo.country': 'JP' })
  const asked = (country: unknown) => holds(set.frame({ page: { path: 'x' }, geo: { country } }))
  expect(asked('DE')).toBe(false)
  expect(matches).not.toHaveBeenCalled()
  expect([asked('JP'), asked(UNKNOWN)]).toEqual([true, 'unknown'])
  expect(matches).toHaveBeenCalledTimes(2)
})
