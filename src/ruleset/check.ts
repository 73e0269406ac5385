/** The one checker: a ruleset's text → what would be published, or why it will not be. For publishing and the command line. */

import type { AuthoredRuleset } from '../core/authored.ts'
import { compileRuleset } from '../core/compile.ts'
import type { CompiledRuleset } from '../core/compiled.ts'
import { error, type Issue, warning } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { jsonBytes } from './json-bytes.ts'
import { MAX_ISSUES_COUNT } from './limits.ts'
import { lintRuleset } from './lint.ts'
import { validateRuleset } from './validate.ts'

export interface CheckedRuleset {
  /** With HTML as it is to be published. */
  readonly authored: AuthoredRuleset
  readonly compiled: CompiledRuleset
  readonly warnings: readonly Issue[]
}

/**
 * Validated, then compiled, then linted: what is refused for its cost would cost most to lint, too. `now` in epoch
 * milliseconds: schedules may be over.
 */
export function checkRuleset(text: string, now: number): Result<CheckedRuleset, Issue[]> {
  const validated = validateRuleset(text)
  if (!validated.ok) return validated
  const { authored, warnings } = validated.value
  const compiled = compileRuleset(authored)
  if (!compiled.ok) return fail([...compiled.error, ...warnings])
  if (isTooHeavy(compiled.value)) return fail([tooHeavy(), ...warnings])
  return ok({ authored, compiled: compiled.value, warnings: bounded([...warnings, ...lintRuleset(authored, now)]) })
}

/** As validation does with its own: more is no help to a reader. */
function bounded(warnings: readonly Issue[]): readonly Issue[] {
  if (warnings.length <= MAX_ISSUES_COUNT) return warnings
  const more = `There are ${warnings.length - MAX_ISSUES_COUNT} more warnings.`
  return [...warnings.slice(0, MAX_ISSUES_COUNT), warning('', 'too_many', more, 'See to these first.')]
}

/** KV takes values of 25 MiB; a little of that is for what stands around the rules. */
export const MAX_COMPILED_BYTES = 25 * 1024 * 1024 - 16 * 1024

/** A short text may stand in many places once it is compiled: the selector of a part in each edit of it. */
function isTooHeavy(compiled: CompiledRuleset): boolean {
  let bytes = 0
  for (const piece of Object.values(compiled).flat()) {
    bytes += jsonBytes(piece)
    if (bytes > MAX_COMPILED_BYTES) return true // before the whole would be one text in a small isolate's memory
  }
  return false
}

const tooHeavy = (): Issue =>
  error(
    '',
    'too_large',
    `Compiled, the ruleset is larger than KV takes: ${MAX_COMPILED_BYTES} bytes.`,
    'Shorten the selectors of parts that many experiences edit, or split the ruleset over several sites.',
  )
