/** `$in`, `$nin`, their `…i` forms and groups: is the value one of a list. Of a list of values: is any of them. */

import { UNKNOWN } from '../../unknown.ts'
import { foldValue } from '../normalise.ts'
import { not, type Test, type Truth } from '../truth.ts'
import { sameValue } from './equality.ts'
import { anyItem, isMissing, type Operator, type Place } from './operator.ts'

/** Up to here walking a list beats hashing. */
const SMALL_LIST_COUNT = 4

/** A missing value is in a list that holds null. */
export function oneOf(list: readonly unknown[]): Test {
  const plain = list.filter((item) => typeof item !== 'object' && item !== UNKNOWN && item !== undefined)
  const structured = list.filter((item) => typeof item === 'object' && item !== null)
  const orElse: Truth = list.includes(UNKNOWN) ? 'unknown' : false
  const ofMissing: Truth = list.some(isMissing) || orElse
  const holds = membership(plain)
  const one: Test = (value) => holds(value) || anySame(structured, value, orElse)
  return (value) => {
    if (typeof value !== 'object') return value === undefined ? ofMissing : holds(value) || orElse
    if (value === null) return ofMissing
    return Array.isArray(value) ? anyItem(value, one) || anySame(structured, value, false) : one(value)
  }
}

function membership(plain: readonly unknown[]): (value: unknown) => boolean {
  if (plain.length <= SMALL_LIST_COUNT) return (value) => plain.includes(value)
  const set = new Set(plain)
  return (value) => set.has(value)
}

function anySame(structured: readonly unknown[], value: unknown, orElse: Truth): Truth {
  let any = orElse
  for (const item of structured) {
    const truth = sameValue(value, item)
    if (truth === true) return true
    if (truth === 'unknown') any = 'unknown'
  }
  return any
}

function oneOfFolded(list: readonly unknown[]): Test {
  const test = oneOf(list.map(foldValue))
  return (value) => test(Array.isArray(value) ? value.map(foldValue) : foldValue(value))
}

const ofList =
  (make: (list: readonly unknown[]) => Test): Operator =>
  (operand) =>
    Array.isArray(operand) ? make(operand) : null

export const isIn: Operator = ofList(oneOf)
export const isNotIn: Operator = ofList((list) => not(oneOf(list)))
export const isInFolded: Operator = ofList(oneOfFolded)
export const isNotInFolded: Operator = ofList((list) => not(oneOfFolded(list)))

export const inGroup: Operator = (operand, place) => {
  const list = groupOf(operand, place)
  return list ? oneOf(list) : null
}

export const notInGroup: Operator = (operand, place) => {
  const list = groupOf(operand, place)
  return list ? not(oneOf(list)) : null
}

/** Null: there is no list of that name. */
export function groupOf(name: unknown, { options: { groups } }: Place): readonly unknown[] | null {
  if (typeof name !== 'string' || !groups || !Object.hasOwn(groups, name)) return null
  const list = groups[name]
  return Array.isArray(list) ? list : null
}
