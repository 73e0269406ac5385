/** Conditions for programs that embed them: everything loaded, nothing to bring. Not for edge/, where RE2 is too heavy. */

import { type ConditionOptions, compileWith, type Truth } from './condition/evaluate.ts'
import { re2 } from './condition/regex.ts'

export { UNKNOWN } from './unknown.ts'
export type { Truth }

/**
 * Attributes are a plain object, nested or with dotted keys; `UNKNOWN` stands for what is not known yet.
 * See RULESET.md for operators and for what a missing value answers.
 */
export function compileCondition(
  condition: unknown,
  options: Omit<ConditionOptions, 'regex'> = {},
): (attributes: object) => Truth {
  return compileWith(condition, { ...options, regex: re2 })
}
