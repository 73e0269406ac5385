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

/** The conditions of the experiences; null is always true. Each is built when it is asked for, and not kept. */
export interface ConditionNodes {
  readonly count: number
  of(experience: number): ConditionNode | null
}

/**
 * Conditions and audiences are as read from JSON, because that is what the edge evaluates: `1e999` becomes null on that
 * way. Ten thousand trees at once would keep the garbage collector busy for longer than building a few of them again.
 */
export function conditionNodes(
  conditions: readonly (Condition | null)[],
  audiences: { readonly [audience: string]: Condition },
): ConditionNodes {
  const tree = conditionTrees({ audiences })
  return {
    count: conditions.length,
    of(experience) {
      const condition = conditions[experience] ?? null
      return condition === null ? null : tree(condition)
    },
  }
}

/** In the order of the experiences. */
export function rowsOf(nodes: ConditionNodes): readonly Row[] {
  const several = conjunctionsIn(MAX_ALTERNATIVES_COUNT)
  const whole = conjunctionsIn(1)
  const mostCuts = Math.max(MAX_CUTS_COUNT, nodes.count * MAX_MEAN_CUTS_COUNT)
  let extra = 0
  let cuts = 0

  function row(experience: number, { terms, others }: Conjunction): Row {
    let isVerified = others.length > 0
    const kept = terms.map((term) => {
      const count = cutsIn(term.values)
      if (count <= MAX_TERM_CUTS_COUNT && cuts + count <= mostCuts) {
        cuts += count
        return term
      }
      isVerified = true
      return { ...term, values: widened(term.values) }
    })
    return { experience, terms: kept, isVerified }
  }

  const rows: Row[] = []
  for (let experience = 0; experience < nodes.count; experience++) {
    const node = nodes.of(experience)
    if (node === null) {
      rows.push({ experience, terms: [], isVerified: false })
      continue
    }
    const either = several(node)
    const fits = extra + either.length - 1 <= MAX_EXTRA_ROWS_COUNT
    const alternatives = fits ? either : whole(node)
    extra += Math.max(0, alternatives.length - 1)
    for (const alternative of alternatives) rows.push(row(experience, alternative))
  }
  return rows
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
