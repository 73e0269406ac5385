/**
 * A condition as alternatives, each a set of plain values per attribute: it is true when one of them holds. What values
 * alone cannot say stays beside them by name. The answer "true" only: false and unknown are not told apart here.
 */

import type { Comparison, ConditionNode } from '../condition/condition-tree.ts'
import { possibleFor, valuesFor } from './comparison-values.ts'
import { type ListSense, listSense, opposite, senseOfBoth, senseOfEither } from './list-sense.ts'
import { ANY_VALUE, complement, intersection, union, type ValueSet } from './value-set.ts'

export interface Conjunction {
  /** No attribute twice read the same way. An attribute without a term may have any value, and may be unknown. */
  readonly terms: readonly Term[]
  /** What must be true besides, each by a key: two conditions with one key have one answer. */
  readonly others: readonly string[]
}

/** The attribute is known, and if its value is plain, it is one of these. Of a list or an object nothing is said. */
export interface Term {
  readonly attribute: string
  /** Whether texts are folded (normalise.ts) before they are looked for. */
  readonly folded: boolean
  /** May be empty: then no plain value will do, but a list may (`languages` holds both "ja" and "en"). */
  readonly values: ValueSet
  /** What is asked of a list instead. */
  readonly ofList: ListSense
}

/** A part of a condition, to be met as it stands or negated. */
interface Part {
  readonly node: ConditionNode
  readonly negated: boolean
}

/** Always true. */
const TRUE: Conjunction = { terms: [], others: [] }

/**
 * At most `most` alternatives for each condition; what would take more stays whole, under `others`. None: it is never
 * true. The alternatives of an audience are found once for all conditions of one `conditionTrees`.
 *
 * Negations are pushed down to the comparisons (De Morgan's laws hold in Kleene's logic), where an unknown value is in
 * neither a set nor its complement. So for attributes that are missing, plain or unknown, an alternative without
 * `others` holds exactly when what it was made from is true.
 */
export function conjunctionsIn(most: number): (condition: ConditionNode) => readonly Conjunction[] {
  const asWritten = new WeakMap<ConditionNode, readonly Conjunction[]>()
  const asNegated = new WeakMap<ConditionNode, readonly Conjunction[]>()

  return (node) => alternatives({ node, negated: false }, null)

  function alternatives(part: Part, attribute: string | null): readonly Conjunction[] {
    if (!part.node.step.startsWith('$audience(')) return build(part, attribute)
    const memo = part.negated ? asNegated : asWritten
    const known = memo.get(part.node)
    if (known) return known
    const fresh = build(part, attribute)
    memo.set(part.node, fresh)
    return fresh
  }

  function build(part: Part, attribute: string | null): readonly Conjunction[] {
    const { node, negated } = part
    const first = node.parts[0]!
    switch (node.rule) {
      case 'attribute':
        return alternatives({ node: first, negated }, node.step)
      case 'not':
        return alternatives({ node: first, negated: !negated }, attribute)
      case 'test':
        return node.asks === null || attribute === null ? [] : [compared(node.asks, negated, attribute)]
      case 'every':
        return negated ? any(part, true, attribute) : all(part, false, attribute)
      case 'some':
        return negated ? all(part, true, attribute) : any(part, false, attribute)
      case 'none':
        return negated ? any(part, false, attribute) : all(part, true, attribute)
    }
  }

  function any(part: Part, negated: boolean, attribute: string | null): readonly Conjunction[] {
    const either = merged(part.node.parts.flatMap((node) => alternatives({ node, negated }, attribute)))
    return either.length <= most ? either : [whole(part, attribute, either)]
  }

  function all(part: Part, negated: boolean, attribute: string | null): readonly Conjunction[] {
    const parts = part.node.parts.map((node) => ({ node, either: alternatives({ node, negated }, attribute) }))
    if (parts.length > 1) parts.sort((one, other) => one.either.length - other.either.length)
    let both: readonly Conjunction[] = [TRUE]
    for (const { node, either } of parts) {
      const fits = both.length * either.length <= most
      both = merged(product(both, fits ? either : [whole({ node, negated }, attribute, either)]))
    }
    return attribute === null ? both : both.map((one) => knowing(one, attribute))
  }
}

/** A part that is not taken apart: what all its alternatives have in common, and its key. */
const whole = ({ node, negated }: Part, attribute: string | null, either: readonly Conjunction[]): Conjunction => ({
  terms: hull(either),
  others: [(negated ? '!' : '') + keyOf(node, attribute)],
})

/** Inside an attribute even "always" asks that it be known; whatever else is asked of it asks that, too. */
const knowing = (one: Conjunction, attribute: string): Conjunction =>
  one.terms.some((term) => term.attribute === attribute)
    ? one
    : { ...one, terms: [{ attribute, folded: false, values: ANY_VALUE, ofList: 'always' }, ...one.terms] }

function compared(asks: Comparison, negated: boolean, attribute: string): Conjunction {
  const listed = valuesFor(asks, attribute)
  if (listed === null) {
    const others = [(negated ? '!' : '') + comparisonKey(asks, attribute)]
    return { terms: [{ attribute, folded: false, values: possibleFor(asks, negated), ofList: 'open' }], others }
  }
  const values = negated ? complement(listed.set) : listed.set
  const ofList = negated ? opposite(listSense(asks)) : listSense(asks)
  return { terms: [{ attribute, folded: listed.folded, values, ofList }], others: [] }
}

const product = (left: readonly Conjunction[], right: readonly Conjunction[]): readonly Conjunction[] =>
  left.length === 1 && right.length === 1
    ? [both(left[0]!, right[0]!)]
    : left.flatMap((one) => right.map((other) => both(one, other)))

function both(one: Conjunction, other: Conjunction): Conjunction {
  if (one === TRUE) return other
  const terms = [...one.terms]
  for (const term of other.terms) {
    const at = terms.findIndex((known) => isSameColumn(known, term))
    if (at < 0) terms.push(term)
    else {
      const known = terms[at]!
      const ofList = senseOfBoth(known.ofList, term.ofList)
      terms[at] = { ...term, values: intersection(known.values, term.values), ofList }
    }
  }
  return { terms, others: unique(one.others, other.others) }
}

/** Most alternatives have none. */
const unique = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.length === 0 ? other : other.length === 0 ? one : [...new Set([...one, ...other])]

const isSameColumn = (one: Term, other: Term): boolean =>
  one.attribute === other.attribute && one.folded === other.folded

/** Alternatives about one attribute alone become one; what asks nothing makes the others needless. */
function merged(either: readonly Conjunction[]): readonly Conjunction[] {
  if (either.length < 2) return either
  const kept: Conjunction[] = []
  const byColumn = new Map<string, { at: number; term: Term }>()
  for (const one of either) {
    const [term] = one.terms
    if (term === undefined && one.others.length === 0) return [TRUE]
    if (term === undefined || one.terms.length > 1 || one.others.length > 0) {
      kept.push(one)
      continue
    }
    const column = `${term.folded} ${term.attribute}`
    const before = byColumn.get(column)
    const joined = before ? joinedTerm(before.term, term) : term
    const at = before?.at ?? kept.length
    byColumn.set(column, { at, term: joined })
    kept[at] = { terms: [joined], others: [] }
  }
  return kept
}

const joinedTerm = (one: Term, other: Term): Term => ({
  ...one,
  values: union(one.values, other.values),
  ofList: senseOfEither(one.ofList, other.ofList),
})

/** What every alternative asks, as widely as any of them. */
function hull(either: readonly Conjunction[]): readonly Term[] {
  const [first, ...rest] = either
  if (first === undefined) return []
  return first.terms.flatMap((term) => {
    let values: ValueSet = term.values
    for (const { terms } of rest) {
      const other = terms.find((candidate) => isSameColumn(candidate, term))
      if (other === undefined) return []
      values = union(values, other.values)
    }
    return [{ ...term, values, ofList: 'open' }]
  })
}

/** An audience is known by its name, everything else by what it asks. */
function keyOf({ rule, step, asks, parts }: ConditionNode, attribute: string | null): string {
  if (step.startsWith('$audience(')) return step
  if (rule === 'attribute') return keyOf(parts[0]!, step)
  if (rule === 'test') return asks === null || attribute === null ? 'never' : comparisonKey(asks, attribute)
  return `${rule}(${parts.map((part) => keyOf(part, attribute)).join()})`
}

/** The name in quotes: a query parameter may have any. */
const comparisonKey = ({ operator, operand }: Comparison, attribute: string): string =>
  `${JSON.stringify(attribute)} ${operator} ${JSON.stringify(operand)}`
