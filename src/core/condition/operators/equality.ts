/** `$eq`, `$ne` and a bare value. Exact: no coercion, no folding; a list also equals what it holds. */

import { UNKNOWN } from '../../unknown.ts'
import { MAX_VALUE_DEPTH } from '../condition-options.ts'
import { always, not, type Test, type Truth } from '../truth.ts'
import { anyItem, isMissing, type Operator } from './operator.ts'

export function equal(operand: unknown): Test {
  if (operand === UNKNOWN) return always('unknown')
  if (isMissing(operand)) return isMissing
  if (typeof operand === 'object') {
    const same: Test = (value) => sameValue(value, operand)
    return (value) => {
      const truth = same(value)
      if (truth === true || !Array.isArray(value)) return truth
      const held = anyItem(value, same)
      return held === false ? truth : held
    }
  }
  const same: Test = (value) => value === operand
  return (value) => value === operand || (Array.isArray(value) ? anyItem(value, same) : false)
}

export const eq: Operator = equal
export const ne: Operator = (operand) => not(equal(operand))

/** Deep and exact; the order of keys does not matter. Unknown where the answer hangs on an unknown part. */
export function sameValue(left: unknown, right: unknown, depth = 0): Truth {
  if (left === right) return true
  if (left === UNKNOWN || right === UNKNOWN) return 'unknown'
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  if (depth >= MAX_VALUE_DEPTH) return 'unknown'
  return Array.isArray(left)
    ? sameItems(left, right as readonly unknown[], depth)
    : sameFields(left as Fields, right as Fields, depth)
}

type Fields = { readonly [key: string]: unknown }

function sameItems(left: readonly unknown[], right: readonly unknown[], depth: number): Truth {
  if (left.length !== right.length) return false
  let same: Truth = true
  for (let at = 0; at < left.length; at++) {
    const truth = sameValue(left[at], right[at], depth + 1)
    if (truth === false) return false
    if (truth === 'unknown') same = 'unknown'
  }
  return same
}

function sameFields(left: Fields, right: Fields, depth: number): Truth {
  let same: Truth = true
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const truth = sameValue(field(left, key), field(right, key), depth + 1)
    if (truth === false) return false
    if (truth === 'unknown') same = 'unknown'
  }
  return same
}

const field = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined)
