/** Which experiences' conditions hold. Not the other questions: those are questions.ts. */

import type { Frame } from './condition/evaluate.ts'
import type { Truth } from './condition/truth.ts'
import type { RunnableExperience, RunnableRuleset } from './decision/runnable.ts'
import { beginScan, FIRST_BLOCK_COUNT, nextTrue, type Scan } from './match/scan.ts'
import type { PageIndex } from './page/page-index.ts'

/** The answer for one experience, worked out when it is asked for: for few experiences, and for explanations. */
export type Matches = (experience: RunnableExperience) => Truth

export function matches(frame: Frame): Matches {
  return ({ holds }) => (holds === null ? true : holds(frame))
}

/**
 * The candidates of a page whose condition is true, in order, found without asking each; `nextTrue` gives their places in
 * the ruleset, one after the other. For rulesets with an index; one scan at a time.
 */
export function scanPage(ruleset: RunnableRuleset, { choice }: PageIndex, frame: Frame): Scan {
  const { index } = ruleset
  if (index === null || choice === null) throw new Error('there is no index to scan')
  return beginScan(index, choice, frame, asker(ruleset), FIRST_BLOCK_COUNT)
}

/** The experiences whose condition is true of these attributes: indexes, ascending. Enabled or not. */
export function matchAll(ruleset: RunnableRuleset, attributes: object): readonly number[] {
  const { index, experiences } = ruleset
  const frame = ruleset.frame(attributes)
  const found: number[] = []
  if (index === null) {
    const holds = matches(frame)
    for (let at = 0; at < experiences.length; at++) if (holds(experiences[at]!) === true) found.push(at)
    return found
  }
  const scan = beginScan(index, index.everything, frame, asker(ruleset), index.words)
  for (let at = nextTrue(scan); at >= 0; at = nextTrue(scan)) found.push(at)
  return found
}

/** What the index cannot tell is asked of the condition itself, so that both always agree. */
const asker =
  ({ experiences }: RunnableRuleset): Scan['isTrue'] =>
  (experience, frame) =>
    experiences[experience]!.holds!(frame) === true
