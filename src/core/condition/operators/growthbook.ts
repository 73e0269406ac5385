/** GrowthBook's dialect: its published answers where they differ from ours. Unknown facts stay unknown here, too. */

import { fold } from '../normalise.ts'
import { every, not, type Test } from '../truth.ts'
import { versionKey } from '../version.ts'
import { AWASE } from './awase.ts'
import { coerced, coercing, toNumber, toText } from './coercion.ts'
import type { Dialect } from './dialect.ts'
import { sameValue } from './equality.ts'
import { oneOf } from './membership.ts'
import { anyItem, isMissing, type Operator, type Place } from './operator.ts'
import { withinLimit } from './text.ts'

/** Coerces by the operand's type; lists and objects are compared as a whole. */
function equal(operand: unknown): Test {
  switch (typeof operand) {
    case 'string':
      return coercing((value) => toText(value) === operand)
    case 'number':
      return coercing((value) => toNumber(value) === operand)
    case 'boolean':
      return (value) => !isMissing(value) && Boolean(value) === operand
    default:
      return isMissing(operand) ? isMissing : (value) => sameValue(value, operand)
  }
}

/** Identity, so that no list or object is ever equal. */
const same: Operator = (operand) => (isMissing(operand) ? isMissing : (value) => value === operand)
const notSame: Operator = (operand) =>
  isMissing(operand) ? (value) => !isMissing(value) : (value) => value !== operand

/** Two texts or two numbers at run time. */
type Holds = (value: string | number, operand: string | number) => boolean

/** A missing value counts as 0. */
const ordered =
  (holds: Holds): Operator =>
  (operand) =>
    coercing((value) => coerced(value, operand, holds))

/** What is no version counts as 0. */
const versions =
  (holds: (value: string, operand: string) => boolean): Operator =>
  (operand) => {
    const wanted = keyOf(operand)
    return (value) => holds(keyOf(value), wanted)
  }

const keyOf = (version: unknown): string =>
  versionKey(typeof version === 'number' ? String(version) : typeof version === 'string' && version ? version : '0')

const matching =
  (flags: '' | 'i'): Operator =>
  (operand, { options: { regex } }) => {
    if (typeof operand !== 'string') return null
    if (!regex) return () => 'unknown'
    const matches = regex.compile(operand, flags)
    if (!matches) return null
    const bounded = withinLimit(matches)
    return coercing((value) => bounded(toText(value)))
  }

/** An item without a value is passed over. */
const elemMatch: Operator = (operand, place) => {
  const holds = isOperators(operand) ? place.value(operand) : place.item(operand)
  const present: Test = (item) => (isMissing(item) ? false : holds(item, item))
  return (list) => (Array.isArray(list) ? anyItem(list, present) : false)
}

const allFolded: Operator = (operand, place) => {
  if (!Array.isArray(operand)) return null
  const wanted = Array.from(operand, (spec): Test => {
    const test = typeof spec === 'string' ? equalFolded(spec) : place.value(spec)
    return (list) => anyItem(list as readonly unknown[], test)
  })
  const holds = every(wanted)
  return (list) => (Array.isArray(list) ? holds(list) : false)
}

function equalFolded(spec: string): Test {
  const wanted = fold(spec)
  return coercing((item) => fold(toText(item)) === wanted)
}

/** A group that nobody saved is empty. */
function groupOf(name: unknown, { options: { groups } }: Place): readonly unknown[] | null {
  if (typeof name !== 'string' || !groups || !Object.hasOwn(groups, name)) return []
  const group = groups[name]
  if (Array.isArray(group)) return group
  const saved = (group ?? {}) as { readonly type?: unknown; readonly values?: unknown }
  return saved.type === 'list' && Array.isArray(saved.values) ? saved.values : null
}

const inGroup: Operator = (operand, place) => {
  const list = groupOf(operand, place)
  return list && oneOf(list)
}

const notInGroup: Operator = (operand, place) => {
  const list = groupOf(operand, place)
  return list && not(oneOf(list))
}

const isOperators = (operand: unknown): boolean => {
  if (typeof operand !== 'object' || operand === null) return false
  const keys = Object.keys(operand)
  return keys.length > 0 && keys.every((key) => key.startsWith('$'))
}

export const GROWTHBOOK: Dialect = {
  equal,
  operators: new Map([
    ...AWASE.operators,
    ['$eq', same],
    ['$ne', notSame],
    ['$lt', ordered((value, operand) => value < operand)],
    ['$lte', ordered((value, operand) => value <= operand)],
    ['$gt', ordered((value, operand) => value > operand)],
    ['$gte', ordered((value, operand) => value >= operand)],
    ['$veq', versions((value, operand) => value === operand)],
    ['$vne', versions((value, operand) => value !== operand)],
    ['$vgt', versions((value, operand) => value > operand)],
    ['$vgte', versions((value, operand) => value >= operand)],
    ['$vlt', versions((value, operand) => value < operand)],
    ['$vlte', versions((value, operand) => value <= operand)],
    ['$regex', matching('')],
    ['$regexi', matching('i')],
    ['$elemMatch', elemMatch],
    ['$alli', allFolded],
    ['$inGroup', inGroup],
    ['$notInGroup', notInGroup],
  ]),
  malformed: false,
  emptyOr: true,
  // A reference to a whole saved group, which is not carried over: nobody may match by it.
  dollarNames: (key) => key !== '$savedGroup',
  mixedIsLiteral: true,
}
