/** An authored ruleset made ready to decide, as publishing and an isolate do it. Not a test. */

import type { AuthoredRuleset } from '../../../src/core/authored.ts'
import { compileRuleset } from '../../../src/core/compile.ts'
import { re2 } from '../../../src/core/condition/regex.ts'
import { makeRunnable, type RunnableRuleset } from '../../../src/core/decision/runnable.ts'

export function runnable(authored: AuthoredRuleset): RunnableRuleset {
  const compiled = compileRuleset(authored)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return makeRunnable(compiled.value, re2)
}
