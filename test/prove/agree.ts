/** Index, decide, explain and the naive reading asked the same, and what they disagree about. Not the cases: core/random-ruleset.ts. */

import type { AuthoredContent, AuthoredRuleset } from '../../src/core/authored.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import type { CompiledRuleset } from '../../src/core/compiled.ts'
import { attributesOf } from '../../src/core/condition/attributes.ts'
import { re2 } from '../../src/core/condition/regex.ts'
import { decide } from '../../src/core/decide.ts'
import { makeRunnable, type RunnableRuleset } from '../../src/core/decision/runnable.ts'
import { explain } from '../../src/core/explain.ts'
import { compileIndex } from '../../src/core/match/compile-index.ts'
import { conditionNodes, rowsOf } from '../../src/core/match/rows.ts'
import { matchAll } from '../../src/core/match.ts'
import type { Plan } from '../../src/core/plan.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import type { NaiveTruth } from '../core/naive/naive-condition.ts'
import {
  isCounted,
  type NaiveAnswer,
  naiveAnswer,
  rankedNaively,
  truthOf,
  type Visit,
} from '../core/naive/naive-decide.ts'

/** One ruleset in both forms there are: asked one by one, and with an index, however few experiences it has. */
export interface Forms {
  readonly 'one by one': RunnableRuleset
  readonly indexed: RunnableRuleset
}

/** As the edge has them: compiled, stored as JSON, read again. */
export function formsOf(authored: AuthoredRuleset): Forms {
  const compiled = compileRuleset(authored)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  const { value } = compiled
  const conditions = value.experiences.map(({ condition }) => (condition === null ? null : JSON.parse(condition)))
  const rows = rowsOf(conditionNodes(conditions, value.audiences))
  const stored = (index: CompiledRuleset['index']): RunnableRuleset =>
    makeRunnable(JSON.parse(JSON.stringify({ ...value, index })), re2)
  return { 'one by one': stored(null), indexed: stored(value.index ?? compileIndex(rows, conditions.length)) }
}

/** Null when all agree; else what was asked and what was answered, as JSON, with UNKNOWN written out. */
export function disagreement(authored: AuthoredRuleset, forms: Forms, visit: Visit): string | null {
  const naive = naiveAnswer(authored, visit)
  return inEach(forms, (runnable) => pageDisagreement(authored, naive, runnable, visit))
}

function pageDisagreement(
  authored: AuthoredRuleset,
  naive: NaiveAnswer,
  runnable: RunnableRuleset,
  visit: Visit,
): string | null {
  const { context, profile, now } = visit
  const matches = matchAll(runnable, attributesOf(context, profile))
  const matching = differingMatch(authored, matches, trueOnes(naive.truths), { visit })
  if (matching !== null) return matching
  const plan = decided(decide(runnable, context, profile, now))
  const wanted = decidedBy(naive, authored, visit)
  if (!same(plan, wanted)) return inWords('decided', plan, wanted, { ruleset: authored, visit })
  const reasons = explain(runnable, context, profile, now).map(({ reason }) => withoutPath(reason))
  return same(reasons, naive.reasons)
    ? null
    : inWords('explained', reasons, naive.reasons, { ruleset: authored, visit })
}

/** Matching alone, of attributes that need not be a page's. */
export function matchDisagreement(authored: AuthoredRuleset, forms: Forms, attributes: object): string | null {
  const wanted = trueOnes(authored.experiences.map((one) => truthOf(one, attributes, authored)))
  return inEach(forms, (runnable) => differingMatch(authored, matchAll(runnable, attributes), wanted, { attributes }))
}

const trueOnes = (truths: readonly NaiveTruth[]): readonly number[] =>
  truths.flatMap((truth, at) => (truth === true ? [at] : []))

function inEach(forms: Forms, ask: (runnable: RunnableRuleset) => string | null): string | null {
  for (const form of ['one by one', 'indexed'] as const) {
    const found = ask(forms[form])
    if (found !== null) return `${form}, ${found}`
  }
  return null
}

/** The first experience that only one of the two has, and what its condition refers to. */
function differingMatch(
  { experiences, audiences }: AuthoredRuleset,
  found: readonly number[],
  wanted: readonly number[],
  asked: object,
): string | null {
  if (same(found, wanted)) return null
  const place = found.findIndex((at, place) => at !== wanted[place])
  const at = Math.min(...[found[place], wanted[place === -1 ? found.length : place]].filter((one) => one !== undefined))
  const named = experiences[at]!
  return inWords(`match of ${named.id}`, found.includes(at), wanted.includes(at), {
    experience: named,
    audiences,
    ...asked,
  })
}

/** Text of the first edit tells which variant it is of, or the first key of a list; null is the baseline. */
const decided = ({ slots, assignments, addressed, holdout }: Plan) => ({
  slots: slots.map(({ slot, experience, arm, propensity, edits }) => {
    const [edit] = edits?.own ?? []
    const text = edit?.op === 'text' ? edit.value : (edits?.arrange?.first[0] ?? null)
    return { slot, experience, arm, propensity, text, ranked: edits?.arrange?.ranked ?? null }
  }),
  assignments: assignments.map(({ experience, arm, sticky, propensity, randomised, cap }) => ({
    experience,
    arm,
    sticky,
    propensity,
    isCounted: randomised || cap !== null,
  })),
  addressed,
  holdout,
})

function decidedBy(
  { reasons, slots, addressed, holdout }: NaiveAnswer,
  ruleset: AuthoredRuleset,
  visit: Visit,
): ReturnType<typeof decided> {
  const { experiences } = ruleset
  const assignments = reasons.flatMap(({ reason, arm, sticky, propensity }, at) =>
    reason === 'won'
      ? [{ experience: experiences[at]!.id, arm, sticky, propensity, isCounted: isCounted(experiences[at]!, ruleset) }]
      : [],
  ) as ReturnType<typeof decided>['assignments']
  return {
    slots: slots.map(({ slot, experience, arm }) => {
      const { variants } = experiences.find(({ id }) => id === experience)!
      const content = variants.find(({ id }) => id === arm)?.slots[slot] as AuthoredContent | undefined
      const { propensity } = assignments.find((one) => one.experience === experience)!
      const ranked = content?.order === undefined ? null : rankedNaively(visit)
      return { slot, experience, arm, propensity, text: content?.text ?? content?.order?.first?.[0] ?? null, ranked }
    }),
    assignments,
    addressed,
    holdout,
  }
}

function withoutPath(reason: object): object {
  const { because: _, ...rest } = reason as { readonly because?: string }
  return rest
}

const same = (one: unknown, other: unknown): boolean => json(one) === json(other)

const inWords = (what: string, found: unknown, wanted: unknown, asked: object): string =>
  `${what}: found ${json(found)}\nbut naively ${json(wanted)}\nof ${json(asked)}`

const json = (value: unknown): string => JSON.stringify(value, (_, part) => (part === UNKNOWN ? 'UNKNOWN' : part))
