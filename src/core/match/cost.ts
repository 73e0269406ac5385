/**
 * What matching a ruleset costs a request at worst, estimated: every condition that may have to be asked itself is, and
 * every comparison of the longest values. Not what it costs on most pages, which is microseconds.
 */

import type { Condition } from '../authored.ts'
import { type AttributeType, describeAttribute } from '../condition/attribute.ts'
import { comparisonCost } from '../condition/comparison-cost.ts'
import type { Comparison, ConditionNode } from '../condition/condition-tree.ts'
import { valuesFor } from '../conjunction/comparison-values.ts'
import { listSense } from '../conjunction/list-sense.ts'
import { conditionNodes, type Row, rowsOf } from './rows.ts'

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
/** Building nothing, calling a condition. */
const ASKED_NS = 80
const NODE_NS = 5
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

export function costOf(nodes: readonly (ConditionNode | null)[], rows: readonly Row[]): MatchCost {
  const rowsByExperience = Map.groupBy(rows, ({ experience }) => experience)
  const columns = new Set<string>()
  const estimate = estimator()
  const experiences = nodes.map((node, experience) => {
    const own = rowsByExperience.get(experience) ?? []
    const known = columns.size
    for (const { terms } of own) for (const { attribute, folded } of terms) columns.add(`${folded} ${attribute}`)
    const found = own.length * ROW_NS + (columns.size - known) * COLUMN_NS
    if (node === null) return found
    const { cost, isPlain } = estimate(node, null)
    return isPlain && !own.some(({ isVerified }) => isVerified) ? found : found + ASKED_NS + cost
  })
  return { total: experiences.reduce((sum, cost) => sum + cost, 0), experiences }
}

/** `isPlain`: sets decide it, whatever its attributes may hold. */
interface Estimate {
  readonly cost: number
  readonly isPlain: boolean
}

/** One for all conditions of a ruleset, because it remembers what was counted. */
function estimator(): (node: ConditionNode, attribute: string | null) => Estimate {
  const comparisons = new Set<string>()
  const audiences = new Map<string, Estimate>()
  return estimate

  function estimate(node: ConditionNode, attribute: string | null): Estimate {
    if (node.asks !== null && attribute !== null) return estimateComparison(node.asks, attribute)
    const known = audiences.get(node.step)
    if (known) return known
    const name = node.rule === 'attribute' ? node.step : attribute
    const parts = node.parts.map((part) => estimate(part, name))
    const isPlain = parts.every((part) => part.isPlain)
    if (node.step.startsWith('$audience(')) audiences.set(node.step, { cost: KNOWN_NS, isPlain })
    return { cost: parts.reduce((sum, part) => sum + part.cost, NODE_NS), isPlain }
  }

  function estimateComparison(asks: Comparison, attribute: string): Estimate {
    const cost = comparisonCost(asks)
    if (valuesFor(asks, attribute) !== null) {
      return { cost, isPlain: hasPlainValues(attribute) || (hasLists(attribute) && listSense(asks) !== 'open') }
    }
    const key = `${attribute} ${asks.operator} ${JSON.stringify(asks.operand)}`
    if (comparisons.has(key)) return { cost: KNOWN_NS, isPlain: false }
    comparisons.add(key)
    return { cost, isPlain: false }
  }
}

const typeOf = (attribute: string): AttributeType => describeAttribute(attribute)?.type ?? 'any'
/** Values of other types than these may be objects, of which sets say nothing. */
const hasPlainValues = (attribute: string): boolean => ['string', 'number', 'boolean'].includes(typeOf(attribute))
const hasLists = (attribute: string): boolean => typeOf(attribute) === 'strings'
