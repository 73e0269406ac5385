/** A file's rules asked about one page, without a Worker: only what is simulated is known. Not a Worker's answer: ask-worker.ts. */

import { type ExplainAnswer, explainAnswer } from '../../admin/explain-answer.ts'
import type { Wanted } from '../../admin/explain-listing.ts'
import type { CompiledRuleset } from '../../core/compiled.ts'
import { re2 } from '../../core/condition/regex.ts'
import { makeRunnable } from '../../core/decision/runnable.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'
import type { SimulatedFacts } from '../../preview/preview.ts'
import { offlineSituation } from '../offline-situation.ts'

export interface OfflineQuestion {
  readonly ruleset: CompiledRuleset
  /** Of any host. */
  readonly page: URL
  readonly simulated: SimulatedFacts
  /** Epoch milliseconds; the simulation may say another. */
  readonly now: number
  readonly language: WordingLanguage
}

export type OfflineAnswer = (wanted: Wanted) => ExplainAnswer

export function explainOffline({ ruleset, page, simulated, now, language }: OfflineQuestion): OfflineAnswer {
  const runnable = makeRunnable(ruleset, re2)
  const situation = offlineSituation(ruleset.site, page, simulated, now)
  const decided = { ruleset, runnable, ...situation }
  return (wanted) => explainAnswer(decided, language, wanted)
}
