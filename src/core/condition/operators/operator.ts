/** What every operator is made of. Not the list of operators: that is awase.ts (and growthbook.ts) beside it. */

import { UNKNOWN } from '../../unknown.ts'
import type { ConditionOptions } from '../condition-options.ts'
import type { Reader } from '../lookup.ts'
import type { Test, Truth } from '../truth.ts'

/**
 * Builds the test once. Null: the operand makes no sense, and the dialect says what that answers.
 * The test never sees UNKNOWN as its value, but lists and objects may hold it.
 */
export type Operator = (operand: unknown, place: Place) => Test | null

/** Where an operator stands, and how to build what is nested in its operand. */
export interface Place {
  /** The attribute that the value is of; null for an item of a list. */
  readonly attribute: string | null
  readonly options: ConditionOptions
  /** Reads another attribute from the scope that the value was read from. */
  reader(name: string): Reader
  /** Operators, or a literal to equal, about one value. */
  value(spec: unknown): Test
  /** The same about one item of a list, whose own fields may be named, too. */
  item(condition: unknown): Test
}

export const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined

/** One is enough; an unknown item leaves it open. */
export function anyItem(items: readonly unknown[], test: Test): Truth {
  let any: Truth = false
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    const truth = item === UNKNOWN ? 'unknown' : test(item)
    if (truth === true) return true
    if (truth === 'unknown') any = 'unknown'
  }
  return any
}

/** A comparison of texts: false for anything else, a missing value included, and for a list what `anyItem` says. */
export function onText(test: (text: string) => Truth): Test {
  const item: Test = (value) => (typeof value === 'string' ? test(value) : false)
  return (value) => (typeof value === 'string' ? test(value) : Array.isArray(value) ? anyItem(value, item) : false)
}

/** The same of numbers. */
export function onNumber(test: (value: number) => Truth): Test {
  const item: Test = (value) => (typeof value === 'number' ? test(value) : false)
  return (value) => (typeof value === 'number' ? test(value) : Array.isArray(value) ? anyItem(value, item) : false)
}
