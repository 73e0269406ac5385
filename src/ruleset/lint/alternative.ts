/** One alternative of a condition, narrowed to what its attributes can hold; whether it can hold, and whether another holds with it. */

import { fold } from '../../core/condition/normalise.ts'
import type { Conjunction, Term } from '../../core/conjunction/conjunctions.ts'
import { everything, holds, intersection, isNothing, only, type Spans } from '../../core/conjunction/spans.ts'
import type { ValueSet } from '../../core/conjunction/value-set.ts'
import * as valueSet from '../../core/conjunction/value-set.ts'

export interface Alternative {
  /** By attribute: it is known, and its value one of these. */
  readonly terms: ReadonlyMap<string, Values>
  /** What must be true besides, by its key; a `!` before it: must be false. */
  readonly others: ReadonlySet<string>
}

/** A text must be in both: as it is in `plain`, folded in `folded`. Of other values `plain` alone speaks. */
export interface Values {
  readonly plain: ValueSet
  readonly folded: Spans<string>
}

/** The values that an attribute can have at all. */
export type Domain = (attribute: string) => ValueSet

export function alternativeOf({ terms, others }: Conjunction, domain: Domain): Alternative {
  const values = new Map<string, Values>()
  for (const term of terms) {
    const { attribute } = term
    const before = values.get(attribute) ?? { plain: domain(attribute), folded: everything }
    values.set(attribute, narrowed(before, term))
  }
  for (const [attribute, found] of values) values.set(attribute, spelledOut(found))
  return { terms: values, others: new Set(others) }
}

function narrowed({ plain, folded }: Values, { values, folded: isFolded }: Term): Values {
  if (!isFolded) return { plain: valueSet.intersection(plain, values), folded }
  const others = valueSet.intersection(plain, { ...values, texts: everything })
  return { plain: others, folded: intersection(folded, values.texts) }
}

/** Where the texts can be listed, those that fold into something else are left out. */
function spelledOut(values: Values): Values {
  const { plain, folded } = values
  if (folded === everything) return values
  if (isNothing(folded)) return { plain: { ...plain, texts: folded }, folded: everything }
  const texts = listed(plain.texts)
  if (texts === null) return values
  return { plain: { ...plain, texts: only(texts.filter((text) => holds(folded, fold(text)))) }, folded: everything }
}

/** Its members in their order; null: it has spans of them. */
export function listed<T extends number | string>({ fromStart, cuts }: Spans<T>): readonly T[] | null {
  if (fromStart || cuts.length % 2 !== 0) return null
  const members: T[] = []
  for (let at = 0; at < cuts.length; at += 2) {
    const [start, end] = [cuts[at]!, cuts[at + 1]!]
    if (start.at !== end.at) return null
    members.push(start.at)
  }
  return members
}

/** The attribute that leaves no value, or the key that is asked for and against; null: it may hold. */
export function contradictionIn({ terms, others }: Alternative): string | null {
  for (const [attribute, { plain }] of terms) if (valueSet.isEmpty(plain)) return attribute
  for (const key of others) if (others.has(`!${key}`)) return key
  return null
}

/** Whether `wide` is sure to be true where `narrow` is, for attributes that are plain, missing or unknown. */
export function implies(narrow: Alternative, wide: Alternative): boolean {
  if (wide.terms.size > narrow.terms.size || wide.others.size > narrow.others.size) return false
  for (const key of wide.others) if (!narrow.others.has(key)) return false
  for (const [attribute, values] of wide.terms) {
    const own = narrow.terms.get(attribute)
    if (own === undefined || !isWithin(own, values)) return false
  }
  return true
}

function isWithin(narrow: Values, wide: Values): boolean {
  if (!valueSet.isWithin(narrow.plain, wide.plain)) return false
  if (wide.folded === everything || isNothing(narrow.plain.texts)) return true
  if (isNothing(intersection(narrow.folded, complementOf(wide.folded)))) return true
  return listed(narrow.plain.texts)?.every((text) => holds(wide.folded, fold(text))) ?? false
}

const complementOf = ({ fromStart, cuts }: Spans<string>): Spans<string> => ({ fromStart: !fromStart, cuts })
