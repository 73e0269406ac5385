/** Rows stay within bounds whatever a ruleset asks; what goes beyond them is verified. What rows answer: rule-index.test.ts. */

import { expect, test } from 'vitest'
import type { Condition } from '../../../src/core/authored.ts'
import {
  conditionNodes,
  MAX_ALTERNATIVES_COUNT,
  MAX_CUTS_COUNT,
  MAX_EXTRA_ROWS_COUNT,
  rowsOf,
} from '../../../src/core/match/rows.ts'

const rows = (conditions: readonly Condition[]) => rowsOf(conditionNodes(conditions, {}))

test('a row for each alternative, until there are too many of them: then one, which is verified', () => {
  const either: Condition = {
    $or: Array.from({ length: MAX_ALTERNATIVES_COUNT }, (_, at) => ({ [`a${at}`]: 1, b: at })),
  }
  const found = rows(Array.from({ length: 2_000 }, () => either))
  const whole = found.filter(({ isVerified }) => isVerified)
  expect(found.length - 2_000).toBeLessThanOrEqual(MAX_EXTRA_ROWS_COUNT)
  expect(found.length - 2_000).toBeGreaterThan(MAX_EXTRA_ROWS_COUNT - MAX_ALTERNATIVES_COUNT)
  expect(new Set(found.map(({ experience }) => experience)).size).toBe(2_000)
  expect(whole.length).toBe(2_000 - Math.floor(MAX_EXTRA_ROWS_COUNT / (MAX_ALTERNATIVES_COUNT - 1)))
})

test('so many places of change over the whole ruleset; what lists more has any value and is verified', () => {
  const listed = (experience: number): Condition => ({
    a: { $in: Array.from({ length: 250 }, (_, at) => `${experience} ${at}`) },
  })
  const found = rows(Array.from({ length: 900 }, (_, experience) => listed(experience)))
  const cuts = found.flatMap(({ terms }) => terms.map(({ values }) => values.texts.cuts.length))
  expect(cuts.reduce((sum, count) => sum + count, 0)).toBe(MAX_CUTS_COUNT)
  expect(found.filter(({ isVerified }) => isVerified).length).toBe(900 - MAX_CUTS_COUNT / 500)
  expect(found.every(({ isVerified, terms }) => isVerified === (terms[0]!.values.texts.cuts.length === 0))).toBe(true)
})

test('a comparison asks that its attribute be known, in the one term it has; what always holds asks nothing else', () => {
  const terms = (condition: Condition) => rows([condition]).map((row) => row.terms.map((term) => term.folded))
  expect(terms({ a: { $prefix: 'ja' } })).toEqual([[true]])
  expect(terms({ a: { $not: { $prefix: 'ja' } } })).toEqual([[true]])
  expect(terms({ a: { $prefix: 'ja', $ne: 'jav' } })).toEqual([[true, false]])
  expect(terms({ a: { $and: [] } })).toEqual([[false]])
})
