/** For which plain values of an attribute a comparison is true, where that can be listed. Not the evaluation: condition/operators/. */

import type { Comparison } from '../condition/condition-tree.ts'
import { isCyclic } from '../condition/cyclic.ts'
import { fold, foldValue } from '../condition/normalise.ts'
import type { Spans } from './spans.ts'
import * as spans from './spans.ts'
import { ANY_VALUE, complement, NO_VALUE, type ValueSet } from './value-set.ts'

export interface ComparisonValues {
  /** Whether texts were folded (normalise.ts) before they are looked for in `set`. */
  readonly folded: boolean
  readonly set: ValueSet
}

/** Of our own dialect. Null: it cannot be told from a plain value alone, or not as a set (`$near`, `$glob`, versions). */
export function valuesFor({ operator, operand }: Comparison, attribute: string): ComparisonValues | null {
  switch (operator) {
    case '$eq':
      return exact(only(operand))
    case '$ne':
      return exact(complement(only(operand)))
    case '$in':
      return exact(oneOf(operand as readonly unknown[]))
    case '$nin':
      return exact(complement(oneOf(operand as readonly unknown[])))
    case '$ini':
      return folded(oneOf((operand as readonly unknown[]).map(foldValue)))
    case '$nini':
      return folded(complement(oneOf((operand as readonly unknown[]).map(foldValue))))
    case '$lt':
      return exact(ordered(operand, (at) => spans.until(spans.before(at))))
    case '$lte':
      return exact(ordered(operand, (at) => spans.until(spans.after(at))))
    case '$gt':
      return exact(ordered(operand, (at) => spans.from(spans.after(at))))
    case '$gte':
      return exact(ordered(operand, (at) => spans.from(spans.before(at))))
    case '$between':
      return exact(between(operand as readonly unknown[], attribute))
    case '$exists':
      return exact(operand ? complement(MISSING) : MISSING)
    case '$type':
      return exact(ofType(operand))
    case '$prefix':
      return folded({ ...NO_VALUE, texts: startingWith(fold(operand as string)) })
    default:
      return null
  }
}

/** Plain values for which the comparison may be true (or false, when negated), where `valuesFor` does not know which are. */
export function possibleFor({ operator }: Comparison, negated: boolean): ValueSet {
  switch (operator) {
    case '$suffix':
    case '$contains':
    case '$glob':
    case '$regex':
    case '$regexi':
      return negated ? ANY_VALUE : TEXTS
    case '$all':
    case '$alli':
    case '$size':
    case '$elemMatch':
      return negated ? ANY_VALUE : NO_VALUE
    default:
      return ANY_VALUE
  }
}

const exact = (set: ValueSet): ComparisonValues => ({ folded: false, set })
const folded = (set: ValueSet): ComparisonValues => ({ folded: true, set })

const MISSING: ValueSet = { ...NO_VALUE, missing: true }
const TEXTS: ValueSet = { ...NO_VALUE, texts: spans.everything }

function only(value: unknown): ValueSet {
  switch (typeof value) {
    case 'string':
      return { ...NO_VALUE, texts: spans.only([value]) }
    case 'number':
      return Number.isNaN(value) ? NO_VALUE : { ...NO_VALUE, numbers: spans.only([value]) }
    default:
      return oneOf([value])
  }
}

/** Lists and objects among the values equal no plain one. */
function oneOf(values: readonly unknown[]): ValueSet {
  return {
    missing: values.some((value) => value === null || value === undefined),
    true: values.includes(true),
    false: values.includes(false),
    numbers: spans.only(values.filter((value) => typeof value === 'number' && !Number.isNaN(value)) as number[]),
    texts: spans.only(values.filter((value) => typeof value === 'string')),
  }
}

function ordered(operand: unknown, range: <T extends number | string>(at: T) => Spans<T>): ValueSet {
  return typeof operand === 'string'
    ? { ...NO_VALUE, texts: range(operand) }
    : { ...NO_VALUE, numbers: range(operand as number) }
}

function between([low, high]: readonly unknown[], attribute: string): ValueSet {
  if (typeof low === 'string') {
    return { ...NO_VALUE, texts: spans.intersection(atLeast(low), atMost(high as string)) }
  }
  const [least, most] = [atLeast(low as number), atMost(high as number)]
  const wraps = (low as number) > (high as number) && isCyclic(attribute)
  return { ...NO_VALUE, numbers: wraps ? spans.union(least, most) : spans.intersection(least, most) }
}

const atLeast = <T extends number | string>(low: T): Spans<T> => spans.from(spans.before(low))
const atMost = <T extends number | string>(high: T): Spans<T> => spans.until(spans.after(high))

function ofType(type: unknown): ValueSet {
  switch (type) {
    case 'string':
      return TEXTS
    case 'number':
      return { ...NO_VALUE, numbers: spans.everything }
    case 'boolean':
      return { ...NO_VALUE, true: true, false: true }
    case 'null':
      return MISSING
    default:
      return NO_VALUE
  }
}

const HIGHEST_UNIT = 0xffff

/** Texts are ordered by code unit, so that those with one beginning stand together. */
function startingWith(beginning: string): Spans<string> {
  const next = afterAllWith(beginning)
  return next === null ? atLeast(beginning) : spans.intersection(atLeast(beginning), spans.until(spans.before(next)))
}

/** The first text after all that begin so; null: there is none. */
function afterAllWith(beginning: string): string | null {
  let end = beginning.length
  while (end > 0 && beginning.charCodeAt(end - 1) === HIGHEST_UNIT) end--
  return end === 0 ? null : beginning.slice(0, end - 1) + String.fromCharCode(beginning.charCodeAt(end - 1) + 1)
}
