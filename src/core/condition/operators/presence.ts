/** `$exists` and `$type`: whether there is a value, and of which type. */

import { isMissing, type Operator } from './operator.ts'

export const exists: Operator = (operand) => (operand ? (value) => !isMissing(value) : isMissing)

/** string, number, boolean, array, object; null is the type of a missing value. */
export const type: Operator = (operand) => (typeof operand === 'string' ? (value) => typeOf(value) === operand : null)

function typeOf(value: unknown): string {
  if (isMissing(value)) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
