/** Random conditions of every operator, with operands that make sense and some that do not. Not contexts: random-ruleset-contexts.ts. */

import fc from 'fast-check'
import type { Condition } from '../../src/core/authored.ts'
import { NAMES, oddOperand, operandFor } from './random-ruleset-values.ts'

const DEEPEST = 3
/** So many audiences exist: each may refer to later ones only, but for one pair that goes round in a circle. */
export const AUDIENCES: readonly string[] = ['all-rain', 'near-sendai', 'fans', 'nested', 'circle-a', 'circle-b']

const one = (key: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  operand.map((value) => ({ [key]: value }))
const oneOf = (keys: readonly string[], operand: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.tuple(fc.constantFrom(...keys), operand).map(([key, value]) => ({ [key]: value }))

const listOf = (operand: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> =>
  fc.array(fc.oneof({ weight: 9, arbitrary: operand }, { weight: 1, arbitrary: oddOperand }), { maxLength: 6 })

const texts = fc.constantFrom('s', 'JA', 'ra', '仙', 'Boots', '')
const globs = fc.constantFrom('*', 's*i', 'R*', '?a', '*oo?s', '\\*', 'rain jack?t', 'x'.repeat(257))
const patterns = fc.constantFrom('^s', 'a$', '[A-Z]{2}', 'rain|snow', '^$', '(', '\\d+')
const places = fc.constantFrom(
  { latitude: 38.27, longitude: 140.87, km: 30 },
  { latitude: 36, longitude: 140, km: 150 },
  { latitude: 0, longitude: 0, km: 0 },
  { latitude: '38', longitude: 140, km: 1 },
)
const SCALARS = ['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte']
const LISTS = ['$in', '$nin', '$ini', '$nini', '$all', '$alli']
const EVERY = [
  ...SCALARS,
  ...LISTS,
  ...'between exists type size elemMatch prefix glob regex near inGroup'.split(' ').map((name) => `$${name}`),
  '$like',
]
const types = fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'null')
const items = fc.constantFrom<unknown>(
  { code: 'ja' },
  { $in: ['ja', 'en'] },
  { code: 'ja', rank: { $gte: 1 } },
  { $not: { code: 'ja' } },
  'ja',
)

/** One comparison, or several, about one attribute; `nested` operators about the same value. */
function operatorsFor(name: string, nested: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const operand = operandFor(name)
  const part = fc.oneof(
    { weight: 8, arbitrary: oneOf(SCALARS.slice(0, 6), operand) },
    { weight: 8, arbitrary: oneOf(LISTS.slice(0, 4), listOf(operand)) },
    { weight: 3, arbitrary: one('$between', fc.tuple(operand, operand)) },
    { weight: 3, arbitrary: one('$exists', fc.boolean()) },
    { weight: 1, arbitrary: oneOf(['$prefix', '$suffix', '$contains'], texts) },
    { weight: 1, arbitrary: one('$glob', globs) },
    { weight: 1, arbitrary: oneOf(['$regex', '$regexi'], patterns) },
    { weight: 1, arbitrary: one('$near', places) },
    { weight: 1, arbitrary: oneOf(SCALARS.slice(6), operand) },
    { weight: 1, arbitrary: oneOf(LISTS.slice(4), listOf(operand)) },
    { weight: 1, arbitrary: one('$size', fc.oneof(fc.nat(3), fc.constant({ $gte: 2 }))) },
    { weight: 1, arbitrary: one('$elemMatch', items) },
    { weight: 1, arbitrary: one('$type', types) },
    { weight: 1, arbitrary: oneOf(EVERY, oddOperand) },
    { weight: 2, arbitrary: one('$not', nested) },
    { weight: 2, arbitrary: oneOf(['$and', '$or', '$nor'], fc.array(nested, { maxLength: 3 })) },
  )
  return fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => Object.assign({}, ...parts))
}

const about: { readonly [name: string]: fc.Arbitrary<object> } = Object.fromEntries(
  NAMES.map((name) => {
    const { spec } = fc.letrec<{ spec: unknown }>((tie) => ({
      spec: fc.oneof(
        { maxDepth: DEEPEST, withCrossShrink: true },
        { weight: 3, arbitrary: operandFor(name) },
        { weight: 4, arbitrary: operatorsFor(name, tie('spec')) },
        { weight: 1, arbitrary: fc.oneof(oddOperand, fc.constant({ $eq: 'ja', code: 'ja' })) },
      ),
    }))
    return [name, spec.map((value) => ({ [name]: value }))]
  }),
)

const terms = fc.oneof(...NAMES.map((name) => about[name]!))

/** `$audience` may name any of `audiences`, and now and then none. */
export function conditions(audiences: readonly string[]): fc.Arbitrary<Condition> {
  const audience = one('$audience', fc.constantFrom<unknown>(...audiences, ...audiences, 'nobody', 1))
  const { condition } = fc.letrec<{ condition: object }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: DEEPEST, withCrossShrink: true },
      { weight: 6, arbitrary: fc.array(terms, { maxLength: 4 }).map((parts) => Object.assign({}, ...parts)) },
      { weight: 2, arbitrary: audience },
      { weight: 3, arbitrary: oneOf(['$or', '$and', '$nor'], fc.array(tie('condition'), { maxLength: 3 })) },
      { weight: 2, arbitrary: one('$not', tie('condition')) },
      { weight: 2, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => ({ ...a, ...b })) },
      { weight: 1, arbitrary: oneOf(['$like', '$or', '$not', '$in'], oddOperand) },
    ),
  }))
  return condition as fc.Arbitrary<Condition>
}
