/** Stands in until core/match.ts has it. */
import type { RunnableRuleset } from '../../src/core/decision/runnable.ts'

export function matchAll(ruleset: RunnableRuleset, attributes: object): readonly number[] {
  const frame = ruleset.frame(attributes)
  return ruleset.experiences.flatMap(({ holds }, at) => (holds === null || holds(frame) === true ? [at] : []))
}
