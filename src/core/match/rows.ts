/** Conditions → rows of the index: what they ask of plain values, attribute by attribute. Not how rows are looked up: compile-index.ts. */

import type { Condition } from '../authored.ts'
import { type ConditionNode, conditionTrees } from '../condition/condition-tree.ts'
import { type Conjunction, conjunctionsIn, type Term } from '../conjunction/conjunctions.ts'
import type { Spans } from '../conjunction/spans.ts'
import * as spans from '../conjunction/spans.ts'
import type { ValueSet } from '../conjunction/value-set.ts'

/** Alternatives of one condition that get rows of their own; a condition with more has one row, and is verified. */
export const MAX_ALTERNATIVES_COUNT = 16
/** Rows of a ruleset beyond one for each experience: every row costs each request a bit of every column. */
export const MAX_EXTRA_ROWS_COUNT = 20_000
/** Places where what rows accept changes, over the whole ruleset, each about 16 bytes once loaded; or so many on average. */
export const MAX_CUTS_COUNT = 400_000
export const MAX_MEAN_CUTS_COUNT = 40
/** Of one term. What lists more is cheaper to ask once than to keep for each row: a saved list of a thousand cities. */
export const MAX_TERM_CUTS_COUNT = 512

export interface Row {
  readonly experience: number
  readonly terms: readonly Term[]
  /** Whether the terms say less than the condition asks. */
  readonly isVerified: boolean
}

/**
 * Of the experiences, in their order; null is always true. Conditions and audiences are as read from JSON, because that is
 * what the edge evaluates: `1e999` becomes null on that way.
 */
export function conditionNodes(
  conditions: readonly (Condition | null)[],
  audiences: { readonly [audience: string]: Condition },
): readonly (ConditionNode | null)[] {
  const tree = conditionTrees({ audiences })
  return conditions.map((condition) => (condition === null ? null : tree(condition)))
}

/** In the order of the experiences. */
export function rowsOf(nodes: readonly (ConditionNode | null)[]): readonly Row[] {
  const several = conjunctionsIn(MAX_ALTERNATIVES_COUNT)
  const whole = conjunctionsIn(1)
  const mostCuts = Math.max(MAX_CUTS_COUNT, nodes.length * MAX_MEAN_CUTS_COUNT)
  let extra = 0
  let cuts = 0

  function row(experience: number, { terms, others }: Conjunction): Row {
    const kept = terms.map((term) => {
      const count = cutsIn(term.values)
      if (count > MAX_TERM_CUTS_COUNT || cuts + count > mostCuts) return { ...term, values: widened(term.values) }
      cuts += count
      return term
    })
    return { experience, terms: kept, isVerified: others.length > 0 || kept.some((term, at) => term !== terms[at]) }
  }

  return nodes.flatMap((node, experience) => {
    if (node === null) return [{ experience, terms: [], isVerified: false }]
    const either = several(node)
    const fits = extra + either.length - 1 <= MAX_EXTRA_ROWS_COUNT
    const alternatives = fits ? either : whole(node)
    extra += Math.max(0, alternatives.length - 1)
    return alternatives.map((alternative) => row(experience, alternative))
  })
}

const cutsIn = ({ numbers, texts }: ValueSet): number => numbers.cuts.length + texts.cuts.length

/** The kinds of values stay told apart, which costs nothing. */
const widened = (values: ValueSet): ValueSet => ({
  ...values,
  numbers: allOrNothing(values.numbers),
  texts: allOrNothing(values.texts),
})

const allOrNothing = <T extends number | string>(set: Spans<T>): Spans<T> =>
  spans.isNothing(set) ? spans.nothing : spans.everything
