/**
 * What matching a ruleset costs a request at worst, estimated: every condition that may have to be asked itself is, and
 * every comparison of the longest values. Not what it costs on most pages, which is microseconds.
 */

import type { Condition } from '../authored.ts'
import { type AttributeType, describeAttribute } from '../condition/attribute.ts'
import { comparisonCost } from '../condition/comparison-cost.ts'
import { type Comparison, type ConditionNode, LEAST_SHARED_NS } from '../condition/condition-tree.ts'
import type { DescribeAttribute } from '../condition/site-attributes.ts'
import type { Term } from '../conjunction/conjunctions.ts'
import { type ConditionNodes, conditionNodes, type Row, rowsOf } from './rows.ts'

/** Deciding asks the other questions besides: together they stay within 5 ms on a small machine. */
export const MAX_MATCH_COST_NS = 3_000_000

export interface MatchCost {
  /** Nanoseconds. */
  readonly total: number
  /** Nanoseconds that each experience adds, in order; what it shares with an earlier one is not counted again. */
  readonly experiences: readonly number[]
}

/** Reading an attribute and finding what its value leaves standing. */
const COLUMN_NS = 80
/** A row's share of all columns, a bit each. */
const ROW_NS = 2
/** Asking a condition at all. */
const ASKED_NS = 80
/** Of thousands of conditions each part is far from the last in memory. */
const NODE_NS = 25
/** An answer that was given before in this request. */
const KNOWN_NS = 15

/** `conditions` of the experiences as compiled (audience and `when` together), null where nothing is asked. */
export function matchCost(
  conditions: readonly (Condition | null)[],
  audiences: { readonly [audience: string]: Condition },
): MatchCost {
  const nodes = conditionNodes(conditions, audiences)
  return costOf(nodes, rowsOf(nodes))
}

/** `describe`: the attributes of the site, where its schema is known. */
export function costOf(
  nodes: ConditionNodes,
  rows: readonly Row[],
  describe: DescribeAttribute = describeAttribute,
): MatchCost {
  const experiences = new Array<number>(nodes.count).fill(0)
  const asked = new Set<number>()
  const columns = { folded: new Set<string>(), exact: new Set<string>() }
  const mayBeAsked = asksOfObjects(describe)
  for (const { experience, terms, isVerified } of rows) {
    const known = columns.folded.size + columns.exact.size
    for (const term of terms) {
      const ofKind = term.folded ? columns.folded : columns.exact
      ofKind.add(term.attribute)
      if (mayBeAsked(term)) asked.add(experience)
    }
    if (isVerified) asked.add(experience)
    const added = columns.folded.size + columns.exact.size - known
    experiences[experience]! += ROW_NS + added * COLUMN_NS
  }
  const estimate = estimator()
  for (const experience of asked) experiences[experience]! += ASKED_NS + estimate(nodes.of(experience)!, null)
  return { total: experiences.reduce((sum, cost) => sum + cost, 0), experiences }
}

/** Values of other types than these may be objects, of which sets say nothing; and of some lists neither. */
function asksOfObjects(describe: DescribeAttribute): (term: Term) => boolean {
  const types = new Map<string, AttributeType>()
  return ({ attribute, ofList }) => {
    const type = types.get(attribute) ?? describe(attribute)?.type ?? 'any'
    types.set(attribute, type)
    return type === 'any' || type === 'place' || (type === 'strings' && ofList === 'open')
  }
}

/** Nanoseconds of a condition. One for all conditions of a ruleset, because it remembers what was counted. */
function estimator(): (node: ConditionNode, attribute: string | null) => number {
  const comparisons = new Set<string>()
  const audiences = new Set<string>()
  return estimate

  function estimate(node: ConditionNode, attribute: string | null): number {
    if (node.asks !== null && attribute !== null) return estimateComparison(node.asks, attribute)
    if (audiences.has(node.step)) return KNOWN_NS
    if (node.step.startsWith('$audience(')) audiences.add(node.step)
    const name = node.rule === 'attribute' ? node.step : attribute
    return node.parts.reduce((sum, part) => sum + estimate(part, name), NODE_NS)
  }

  function estimateComparison(asks: Comparison, attribute: string): number {
    const cost = comparisonCost(asks)
    if (cost < LEAST_SHARED_NS) return cost
    const key = `${attribute} ${asks.operator} ${JSON.stringify(asks.operand)}`
    if (comparisons.has(key)) return KNOWN_NS
    comparisons.add(key)
    return cost
  }
}
