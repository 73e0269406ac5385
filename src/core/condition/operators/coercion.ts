/** JavaScript's own coercions, for GrowthBook's dialect only. Unlike the language's they never throw. */

import { UNKNOWN } from '../../unknown.ts'
import { MAX_VALUE_DEPTH } from '../condition-options.ts'
import type { Test, Truth } from '../truth.ts'
import { isMissing } from './operator.ts'

/** What `value + ''` gives; a missing value is GrowthBook's null. */
export function toText(value: unknown, depth = 0): string {
  if (isMissing(value)) return 'null'
  if (Array.isArray(value)) {
    return depth >= MAX_VALUE_DEPTH
      ? ''
      : value.map((item) => (isMissing(item) ? '' : toText(item, depth + 1))).join(',')
  }
  if (typeof value === 'object') return '[object Object]'
  return typeof value === 'symbol' || typeof value === 'function' ? '' : String(value)
}

/** What `value * 1` gives: 0 for a missing value. */
export function toNumber(value: unknown): number {
  if (isMissing(value)) return 0
  if (typeof value === 'object') return Number(toText(value))
  return typeof value === 'symbol' || typeof value === 'function' ? Number.NaN : Number(value)
}

/** A test of a coerced value: unknown when the value is a list that holds something unknown. */
export const coercing =
  (test: (value: unknown) => Truth): Test =>
  (value) =>
    Array.isArray(value) && holdsUnknown(value, 0) ? 'unknown' : test(value)

const holdsUnknown = (value: unknown, depth: number): boolean =>
  value === UNKNOWN ||
  (Array.isArray(value) && depth < MAX_VALUE_DEPTH && value.some((item) => holdsUnknown(item, depth + 1)))

/** Texts by code unit, everything else as numbers. */
export function coerced(
  value: unknown,
  operand: unknown,
  holds: (value: number | string, operand: number | string) => boolean,
): boolean {
  const left = typeof value === 'object' && value !== null ? toText(value) : value
  const right = typeof operand === 'object' && operand !== null ? toText(operand) : operand
  return typeof left === 'string' && typeof right === 'string'
    ? holds(left, right)
    : holds(toNumber(left), toNumber(right))
}
