/** Conditions with many comparisons that no index answers, so that each is tried by itself. Not the bound on a whole ruleset: core/match/. */

import type { ConditionNode } from '../../core/condition/condition-tree.ts'
import { valuesFor } from '../../core/conjunction/comparison-values.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import type { Reading } from './reading.ts'

/** A microsecond each on a text of usual length: more of them in one condition are seldom meant. */
export const MAX_SINGLE_COMPARISONS_COUNT = 25

export function costlyIssues({ authored, experiences, nodeOf }: Reading): readonly Issue[] {
  const audiences = Object.entries(authored.audiences).map(
    ([name, condition]) => [at('audiences', name), nodeOf(condition)] as const,
  )
  const own = experiences.flatMap(({ index, when }) =>
    when === null ? [] : [[at(at('experiences', index), 'when'), when] as const],
  )
  return [...audiences, ...own].flatMap(([path, node]) => {
    const count = singleComparisons(node)
    return count > MAX_SINGLE_COMPARISONS_COUNT ? [costly(count, path)] : []
  })
}

const costly = (count: number, path: string): Issue =>
  warning(
    path,
    'costly',
    `${count} comparisons of this condition are tried one by one ($contains, $glob, $regex, $near and their like).`,
    `Gather the words in one $regex, or ask $in, $ini or $prefix, which cost nothing; up to ${MAX_SINGLE_COMPARISONS_COUNT} are no matter.`,
  )

/** An audience that it names is counted by itself: it is asked once a page, however many name it. */
function singleComparisons(node: ConditionNode, isRoot = true): number {
  if (!isRoot && node.step.startsWith('$audience(')) return 0
  if (node.rule === 'test') return node.asks !== null && valuesFor(node.asks, '') === null ? 1 : 0
  return node.parts.reduce((sum, part) => sum + singleComparisons(part, false), 0)
}
