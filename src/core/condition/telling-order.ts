/**
 * In which order the parts of a conjunction are asked: what is likely to say no, and cheaply, comes first. The answer is the
 * same in any order, because false wins in Kleene's logic. Not the order that people see: that is the one written.
 */

import { comparisonCost } from './comparison-cost.ts'
import type { ConditionNode } from './condition-tree.ts'

/** An attribute found in the frame or read. Nanoseconds. */
const READ_NS = 30
/** An audience is mostly answered already. */
const AUDIENCE: Telling = { ns: READ_NS, no: 0.5 }

interface Telling {
  readonly ns: number
  /** The estimated share of visitors for whom it is not true, 0 to 1. */
  readonly no: number
}

export type Order = (parts: readonly ConditionNode[]) => readonly ConditionNode[]

/** Where most of what is asked is true, finding an order costs more than it saves. */
export const asWritten: Order = (parts) => parts

/** Equals stay as they were. */
export function mostTellingFirst(parts: readonly ConditionNode[]): readonly ConditionNode[] {
  if (parts.length === 2) {
    const [one, other] = parts as readonly [ConditionNode, ConditionNode]
    return worth(one) >= worth(other) ? parts : [other, one]
  }
  const ranked = parts.map((part) => ({ part, worth: worth(part) }))
  return ranked.sort((one, other) => other.worth - one.worth).map(({ part }) => part)
}

/** What asking it is likely to settle, a nanosecond. */
function worth(node: ConditionNode): number {
  // Most are one comparison of an attribute: ten thousand of them are built by one request that needs them.
  let only = node
  while (only.parts.length === 1 && (only.rule === 'attribute' || only.rule === 'every')) only = only.parts[0]!
  if (only.asks !== null) return shareOfNo(only.asks.operator) / (READ_NS + comparisonCost(only.asks))
  const { ns, no } = tellingOf(node)
  return no / ns
}

function tellingOf({ rule, step, asks, parts }: ConditionNode): Telling {
  if (asks !== null) return { ns: comparisonCost(asks), no: shareOfNo(asks.operator) }
  if (step.startsWith('$audience(')) return AUDIENCE
  const all = parts.map(tellingOf)
  const ns = all.reduce((sum, part) => sum + part.ns, rule === 'attribute' ? READ_NS : 1)
  const everyYes = all.reduce((share, part) => share * (1 - part.no), 1)
  const everyNo = all.reduce((share, part) => share * part.no, 1)
  switch (rule) {
    case 'some':
      return { ns, no: everyNo }
    case 'none':
      return { ns, no: 1 - everyNo }
    case 'not':
      return { ns, no: everyYes }
    default:
      return { ns, no: 1 - everyYes }
  }
}

/** A value equals one of a few seldom, and differs from them mostly. */
function shareOfNo(operator: string): number {
  switch (operator) {
    case '$eq':
    case '$veq':
      return 0.9
    case '$in':
    case '$ini':
    case '$prefix':
    case '$between':
      return 0.7
    case '$ne':
    case '$nin':
    case '$nini':
    case '$vne':
    case '$exists':
      return 0.2
    default:
      return 0.5
  }
}
