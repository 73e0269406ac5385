/** JavaScript's own coercions, for GrowthBook's dialect only. Unlike the language's they never throw. */

import { MAX_VALUE_DEPTH } from '../condition-options.ts'
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

/** Texts by code unit, everything else as numbers. Written as functions of two numbers; see order.ts. */
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
