/** Conditions, and rulesets, that may cost a page much, before a ruleset is refused for it. Not the estimate: core/match/cost.ts. */

import type { AuthoredExperience, Condition } from '../../core/authored.ts'
import { comparisonCost } from '../../core/condition/comparison-cost.ts'
import type { ConditionNode } from '../../core/condition/condition-tree.ts'
import { valuesFor } from '../../core/conjunction/comparison-values.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import { MAX_MATCH_COST_NS, matchCost } from '../../core/match/cost.ts'
import type { Reading } from './reading.ts'

/** Of one condition: a twentieth of what a whole ruleset may cost. A hundred $contains, or fifteen plain $regex. */
export const MAX_CONDITION_COST_NS = MAX_MATCH_COST_NS / 20
/** Of a whole ruleset. */
export const WARNED_MATCH_COST_NS = MAX_MATCH_COST_NS / 2

const ADVICE = 'Ask $eq, $in, $ini or $prefix where you can: $regex, $glob and $contains cost most.'

export function costlyIssues({ authored, experiences, nodeOf }: Reading): readonly Issue[] {
  const audiences = Object.entries(authored.audiences).map(([name, condition]) => ({
    path: at('audiences', name),
    cost: costOf(nodeOf(condition)),
  }))
  const own = experiences.flatMap(({ index, when }) =>
    when === null ? [] : [{ path: at(at('experiences', index), 'when'), cost: costOf(when) }],
  )
  const all = [...audiences, ...own]
  const conditions = all.flatMap(({ path, cost }) =>
    cost > MAX_CONDITION_COST_NS ? [costlyCondition(cost, path)] : [],
  )
  const most = all.reduce((sum, { cost }) => sum + cost, 0)
  return most > WARNED_MATCH_COST_NS ? [...conditions, ...rulesetIssues(authored)] : conditions
}

/** The estimate proper counts once what several conditions ask. It takes long, so that the sum is asked before. */
function rulesetIssues({ audiences, experiences }: Reading['authored']): readonly Issue[] {
  const { total } = matchCost(experiences.map(conditionOf), audiences)
  if (total <= WARNED_MATCH_COST_NS) return []
  const message = `At worst, matching takes ${milliseconds(total)} ms of a page; with more than ${milliseconds(MAX_MATCH_COST_NS)} ms a ruleset is refused.`
  return [warning('', 'costly', message, ADVICE)]
}

/** As compile-experience.ts puts the two together. */
function conditionOf({ audience, when }: AuthoredExperience): Condition | null {
  if (audience === undefined) return when ?? null
  return when === undefined ? { $audience: audience } : { $and: [{ $audience: audience }, when] }
}

const costlyCondition = (cost: number, path: string): Issue =>
  warning(path, 'costly', `At worst, this condition takes ${milliseconds(cost)} ms of a page by itself.`, ADVICE)

const milliseconds = (nanoseconds: number): string => String(Math.round(nanoseconds / 10_000) / 100)

/** What an index answers costs nothing here. An audience that it names is counted by itself: it is asked once a page. */
function costOf(node: ConditionNode, isRoot = true): number {
  if (!isRoot && node.step.startsWith('$audience(')) return 0
  if (node.rule !== 'test') return node.parts.reduce((sum, part) => sum + costOf(part, false), 0)
  return node.asks !== null && valuesFor(node.asks, '') === null ? comparisonCost(node.asks) : 0
}
