/**
 * The known plain values of an attribute, of every kind, for which something is true. A value that is not known is in no
 * set, and lists and objects are not spoken of. Not how comparisons become sets: comparison-values.ts.
 */

import type { Spans } from './spans.ts'
import * as spans from './spans.ts'

export interface ValueSet {
  /** Null or absent: we know that there is none. */
  readonly missing: boolean
  readonly true: boolean
  readonly false: boolean
  readonly numbers: Spans<number>
  readonly texts: Spans<string>
}

export const NO_VALUE: ValueSet = {
  missing: false,
  true: false,
  false: false,
  numbers: spans.nothing,
  texts: spans.nothing,
}

export const ANY_VALUE: ValueSet = complement(NO_VALUE)

/** Everything known that is not in it; what is not known is in neither. */
export function complement(set: ValueSet): ValueSet {
  return {
    missing: !set.missing,
    true: !set.true,
    false: !set.false,
    numbers: spans.complement(set.numbers),
    texts: spans.complement(set.texts),
  }
}

export const union = (one: ValueSet, other: ValueSet): ValueSet => ({
  missing: one.missing || other.missing,
  true: one.true || other.true,
  false: one.false || other.false,
  numbers: spans.union(one.numbers, other.numbers),
  texts: spans.union(one.texts, other.texts),
})

export const intersection = (one: ValueSet, other: ValueSet): ValueSet => ({
  missing: one.missing && other.missing,
  true: one.true && other.true,
  false: one.false && other.false,
  numbers: spans.intersection(one.numbers, other.numbers),
  texts: spans.intersection(one.texts, other.texts),
})

export const isEmpty = (set: ValueSet): boolean =>
  !set.missing && !set.true && !set.false && spans.isNothing(set.numbers) && spans.isNothing(set.texts)

/** Whether every value of `one` is in `other`. */
export const isWithin = (one: ValueSet, other: ValueSet): boolean =>
  (other.missing || !one.missing) &&
  (other.true || !one.true) &&
  (other.false || !one.false) &&
  spans.isWithin(one.numbers, other.numbers) &&
  spans.isWithin(one.texts, other.texts)

/** `value` is plain: null, undefined, a boolean, a text, or a number but NaN. */
export function holds(set: ValueSet, value: null | undefined | boolean | number | string): boolean {
  if (value === null || value === undefined) return set.missing
  if (typeof value === 'boolean') return value ? set.true : set.false
  return typeof value === 'number' ? spans.holds(set.numbers, value) : spans.holds(set.texts, value)
}
