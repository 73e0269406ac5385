/** One alternative of a condition, narrowed to what its attributes can hold; whether it can hold, and whether another holds with it. */

import { fold } from '../../core/condition/normalise.ts'
import type { Conjunction, Term } from '../../core/conjunction/conjunctions.ts'
import type { Spans } from '../../core/conjunction/spans.ts'
import * as spans from '../../core/conjunction/spans.ts'
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
  /** All there are, each with its type before it; null: they cannot be listed, or are too many. */
  readonly members: ReadonlySet<string> | null
}

/** The values that an attribute can have at all. */
export type Domain = (attribute: string) => ValueSet

export function alternativeOf({ terms, others }: Conjunction, domain: Domain): Alternative {
  const read = new Map<string, Omit<Values, 'members'>>()
  for (const term of terms) {
    const { attribute } = term
    const before = read.get(attribute) ?? { plain: domain(attribute), folded: spans.everything }
    read.set(attribute, narrowed(before, term))
  }
  const values = new Map<string, Values>()
  for (const [attribute, found] of read) values.set(attribute, withMembers(spelledOut(found)))
  return { terms: values, others: new Set(others) }
}

type Read = Omit<Values, 'members'>

function narrowed({ plain, folded }: Read, { values, folded: isFolded }: Term): Read {
  if (!isFolded) return { plain: valueSet.intersection(plain, values), folded }
  const others = valueSet.intersection(plain, { ...values, texts: spans.everything })
  return { plain: others, folded: spans.intersection(folded, values.texts) }
}

/** Where the texts can be listed, those that fold into something else are left out. */
function spelledOut(values: Read): Read {
  const { plain, folded } = values
  if (folded === spans.everything) return values
  if (spans.isNothing(folded)) return { plain: { ...plain, texts: folded }, folded: spans.everything }
  const texts = listed(plain.texts)
  if (texts === null) return values
  const fitting = texts.filter((text) => spans.holds(folded, fold(text)))
  return { plain: { ...plain, texts: spans.only(fitting) }, folded: spans.everything }
}

/** Sets of more values are compared span by span. */
const MAX_MEMBERS_COUNT = 100

function withMembers({ plain, folded }: Read): Values {
  const numbers = listed(plain.numbers)
  const texts = folded === spans.everything ? listed(plain.texts) : null
  if (numbers === null || texts === null || numbers.length + texts.length > MAX_MEMBERS_COUNT) {
    return { plain, folded, members: null }
  }
  const members = new Set<string>()
  if (plain.missing) members.add('missing')
  if (plain.true) members.add('true')
  if (plain.false) members.add('false')
  for (const number of numbers) members.add(`number ${number}`)
  for (const text of texts) members.add(`text ${text}`)
  return { plain, folded, members }
}

/** Its members in their order; null: it has spans of them. */
function listed<T extends number | string>({ fromStart, cuts }: Spans<T>): readonly T[] | null {
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
  for (const [attribute, { members }] of terms) if (members !== null && members.size === 0) return attribute
  for (const key of others) if (others.has(`!${key}`)) return key
  return null
}

/** Whether `wide` is sure to be true where `narrow` is, for attributes that are plain, missing or unknown. */
export function implies(narrow: Alternative, wide: Alternative): boolean {
  if (wide.terms.size > narrow.terms.size || wide.others.size > narrow.others.size) return false
  for (const key of wide.others) if (!narrow.others.has(key)) return false
  for (const attribute of wide.terms.keys()) if (!narrow.terms.has(attribute)) return false
  for (const [attribute, values] of wide.terms) if (!isWithin(narrow.terms.get(attribute)!, values)) return false
  return true
}

function isWithin(narrow: Values, wide: Values): boolean {
  if (wide.members !== null) return narrow.members !== null && isSubset(narrow.members, wide.members)
  if (!valueSet.isWithin(narrow.plain, wide.plain)) return false
  if (wide.folded === spans.everything || spans.isNothing(narrow.plain.texts)) return true
  if (spans.isWithin(narrow.folded, wide.folded)) return true
  return listed(narrow.plain.texts)?.every((text) => spans.holds(wide.folded, fold(text))) ?? false
}

function isSubset(narrow: ReadonlySet<string>, wide: ReadonlySet<string>): boolean {
  if (narrow.size > wide.size) return false
  for (const member of narrow) if (!wide.has(member)) return false
  return true
}

/** How much there is to compare: one, and one more for each place where one of its sets begins or ends. */
export function weightOf({ terms }: Alternative): number {
  let weight = 1
  for (const { plain, folded } of terms.values()) {
    weight += plain.numbers.cuts.length + plain.texts.cuts.length + folded.cuts.length
  }
  return weight
}
