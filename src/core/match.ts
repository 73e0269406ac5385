/** Which experiences' conditions hold. Not the other questions: those are questions.ts. */

import type { Attributes } from './condition/attributes.ts'
import type { Truth } from './condition/truth.ts'
import type { RunnableExperience, RunnableRuleset } from './decision/runnable.ts'
import type { Candidate } from './page/page-index.ts'

/** The answer for one of the candidates, worked out when it is asked for. */
export type Matches = (experience: RunnableExperience) => Truth

/**
 * All that deciding knows of matching: an index over the candidates of a page can take the place of asking each closure
 * without a change elsewhere.
 */
export function matches(ruleset: RunnableRuleset, _candidates: readonly Candidate[], attributes: Attributes): Matches {
  const frame = ruleset.frame(attributes)
  return ({ holds }) => (holds === null ? true : holds(frame))
}

/** The experiences whose condition is true of these attributes: indexes, ascending. Enabled or not. */
export function matchAll(ruleset: RunnableRuleset, attributes: object): readonly number[] {
  const frame = ruleset.frame(attributes)
  const found: number[] = []
  ruleset.experiences.forEach(({ holds }, experience) => {
    if (holds === null || holds(frame) === true) found.push(experience)
  })
  return found
}
