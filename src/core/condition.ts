/** Conditions for programs that embed them: everything loaded, nothing to bring. Not for edge/, where RE2 is too heavy. */

import { type ConditionOptions, compileWith, type Truth } from './condition/evaluate.ts'
import { AWASE } from './condition/operators/awase.ts'
import { GROWTHBOOK } from './condition/operators/growthbook.ts'
import { re2 } from './condition/regex.ts'

export { UNKNOWN } from './unknown.ts'
export type { Truth }

export interface EmbeddedOptions extends Omit<ConditionOptions, 'dialect' | 'regex'> {
  /** `growthbook`: imported rules keep GrowthBook's answers where they differ from ours. */
  readonly dialect?: 'awase' | 'growthbook' | undefined
}

/**
 * Attributes are a plain object, nested or with dotted keys; `UNKNOWN` stands for what is not known yet.
 * See RULESET.md for operators and for what a missing value answers.
 */
export function compileCondition(
  condition: unknown,
  { dialect, ...options }: EmbeddedOptions = {},
): (attributes: object) => Truth {
  return compileWith(condition, { ...options, dialect: dialect === 'growthbook' ? GROWTHBOOK : AWASE, regex: re2 })
}
