/** The one policy for missing values, as RULESET.md's table has it: each row absent, null and undefined, and negated. */

import { describe, expect, test } from 'vitest'
import { compileCondition, UNKNOWN } from '../../../src/core/condition.ts'
import { OPTIONS, readCases } from './condition-cases.ts'

const ROWS = readCases<[spec: unknown, expected: boolean][]>('condition-missing.json')

const MISSING: [string, object][] = [
  ['absent', {}],
  ['null', { a: { b: null } }],
  ['undefined', { a: { b: undefined } }],
  ['with its family', { a: null }],
  ['below a text', { a: 'text' }],
  ['under the whole name', { 'a.b': null, a: { b: 'x' } }],
]

describe.each(ROWS.map(([spec, expected]) => [JSON.stringify(spec), spec, expected] as const))(
  '%s',
  (_, spec, expected) => {
    test.each(MISSING)(`%s: ${expected}`, (_name, attributes) => {
      expect(compileCondition({ 'a.b': spec }, OPTIONS)(attributes)).toBe(expected)
      expect(compileCondition({ 'a.b': { $not: spec } }, OPTIONS)(attributes)).toBe(!expected)
      expect(compileCondition({ $not: { 'a.b': spec } }, OPTIONS)(attributes)).toBe(!expected)
    })

    test.each([
      ['unknown', { a: { b: UNKNOWN } }],
      ['of an unknown family', { a: UNKNOWN }],
    ])('%s: unknown, negated or not', (_name, attributes) => {
      expect(compileCondition({ 'a.b': spec }, OPTIONS)(attributes)).toBe('unknown')
      expect(compileCondition({ 'a.b': { $not: spec } }, OPTIONS)(attributes)).toBe('unknown')
    })
  },
)
