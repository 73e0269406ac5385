/** `$veq`, `$vne`, `$vgt`, `$vgte`, `$vlt`, `$vlte`: version numbers in their own order. */

import { not, type Test } from '../truth.ts'
import { versionKey } from '../version.ts'
import { anyItem, type Operator } from './operator.ts'

type Holds = (value: string, operand: string) => boolean

/** A whole number may stand for a version of one part. */
const isVersion = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

const versions =
  (holds: Holds): Operator =>
  (operand) => {
    if (!isVersion(operand)) return null
    const wanted = versionKey(String(operand))
    const one: Test = (value) => isVersion(value) && holds(versionKey(String(value)), wanted)
    return (value) => (Array.isArray(value) ? anyItem(value, one) : one(value))
  }

export const versionEqual: Operator = versions((value, operand) => value === operand)
export const versionMoreThan: Operator = versions((value, operand) => value > operand)
export const versionAtLeast: Operator = versions((value, operand) => value >= operand)
export const versionLessThan: Operator = versions((value, operand) => value < operand)
export const versionAtMost: Operator = versions((value, operand) => value <= operand)

export const versionNotEqual: Operator = (operand, place) => {
  const test = versionEqual(operand, place)
  return test && not(test)
}
