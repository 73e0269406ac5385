/** Index, decide, explain and the naive reading asked the same, and what they disagree about. Not the cases: core/random-ruleset.ts. */

import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import { attributesOf } from '../../src/core/condition/attributes.ts'
import { re2 } from '../../src/core/condition/regex.ts'
import { decide } from '../../src/core/decide.ts'
import { makeRunnable, type RunnableRuleset } from '../../src/core/decision/runnable.ts'
import { explain } from '../../src/core/explain.ts'
import { matchAll } from '../../src/core/match.ts'
import type { Plan } from '../../src/core/plan.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { type NaiveAnswer, naiveAnswer, truthOf, type Visit } from '../core/naive/naive-decide.ts'

/** As the edge has it: compiled, stored as JSON, read again. */
export function runnableFrom(authored: AuthoredRuleset): RunnableRuleset {
  const compiled = compileRuleset(authored)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return makeRunnable(JSON.parse(JSON.stringify(compiled.value)), re2)
}

/** Null when all agree; else what was asked and what was answered, as JSON, with UNKNOWN written out. */
export function disagreement(authored: AuthoredRuleset, runnable: RunnableRuleset, visit: Visit): string | null {
  const { context, profile, now } = visit
  const naive = naiveAnswer(authored, visit)
  const wanted = {
    matches: naive.truths.flatMap((truth, at) => (truth === true ? [at] : [])),
    decided: decidedBy(naive, authored),
    explained: naive.reasons,
  }
  const found = {
    matches: matchAll(runnable, attributesOf(context, profile)),
    decided: decided(decide(runnable, context, profile, now)),
    explained: explain(runnable, context, profile, now).map(({ reason }) => withoutPath(reason)),
  }
  const matching = differingMatch(authored, found.matches, wanted.matches, { visit })
  if (matching !== null) return matching
  for (const what of ['decided', 'explained'] as const) {
    if (!same(found[what], wanted[what])) return inWords(what, found[what], wanted[what], { ruleset: authored, visit })
  }
  return null
}

/** Matching alone, of attributes that need not be a page's. */
export function matchDisagreement(
  authored: AuthoredRuleset,
  runnable: RunnableRuleset,
  attributes: object,
): string | null {
  const wanted = authored.experiences.flatMap((one, at) => (truthOf(one, attributes, authored) === true ? [at] : []))
  return differingMatch(authored, matchAll(runnable, attributes), wanted, { attributes })
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

/** Text of the first edit tells which variant it is of; null is the baseline. */
const decided = ({ slots, assignments, addressed, holdout }: Plan) => ({
  slots: slots.map(({ slot, experience, arm, propensity, edits }) => {
    const [edit] = edits?.own ?? []
    return { slot, experience, arm, propensity, text: edit?.op === 'text' ? edit.value : null }
  }),
  assignments: assignments.map(({ experience, arm, sticky, propensity }) => ({ experience, arm, sticky, propensity })),
  addressed,
  holdout,
})

function decidedBy(
  { reasons, slots, addressed, holdout }: NaiveAnswer,
  { experiences }: AuthoredRuleset,
): ReturnType<typeof decided> {
  const assignments = reasons.flatMap(({ reason, arm, sticky, propensity }, at) =>
    reason === 'won' ? [{ experience: experiences[at]!.id, arm, sticky, propensity }] : [],
  ) as ReturnType<typeof decided>['assignments']
  return {
    slots: slots.map(({ slot, experience, arm }) => {
      const { variants } = experiences.find(({ id }) => id === experience)!
      const content = variants.find(({ id }) => id === arm)?.slots[slot] as { readonly text: string } | undefined
      const { propensity } = assignments.find((one) => one.experience === experience)!
      return { slot, experience, arm, propensity, text: content?.text ?? null }
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
