/** A compiled ruleset made ready to run, once per isolate: closures, seeds, cuts. Not stored anywhere: that is compiled.ts. */

import { bucketOf, cut, SALTS, seedOf } from '../bucket.ts'
import type { CompiledExperience, CompiledRuleset, CompiledSlot, ExperienceId, MemoryFamily } from '../compiled.ts'
import type { ConditionOptions, RegexEngine } from '../condition/condition-options.ts'
import { conditionSet, type Frame } from '../condition/evaluate.ts'
import { asWritten, mostTellingFirst } from '../condition/telling-order.ts'
import { type RuleIndex, ruleIndex } from '../match/rule-index.ts'
import { emptyPageMemo, type PageMemo } from '../page/page-index.ts'
import { type Draw, type RunnableExperience, runnableExperience } from './runnable-experience.ts'

export type { Draw, RunnableExperience } from './runnable-experience.ts'

export interface RunnableRuleset {
  readonly timeZone: string
  readonly slots: readonly CompiledSlot[]
  readonly experiences: readonly RunnableExperience[]
  /** Null: few experiences, asked one by one. */
  readonly index: RuleIndex | null
  readonly holdout: Draw
  /** Of what is remembered, the families that some rule reads. */
  readonly families: readonly MemoryFamily[]
  /** What the experiences' conditions are asked of: made once a request (evaluate.ts). */
  readonly frame: (attributes: object) => Frame
  /** What conditions refer to: the saved audiences and the regex engine. */
  readonly conditionOptions: ConditionOptions
  /** The only thing in here that changes: what was found out about paths. Answers never depend on it. */
  readonly pages: PageMemo
}

/** Experiences of which a visitor belongs to one; see group-member.ts. */
export interface ExclusionGroup {
  readonly members: readonly { readonly id: ExperienceId; readonly seed: number }[]
}

/** `regex` null: the ruleset uses none (`needs.regex`), so the engine was not loaded. */
export function makeRunnable(compiled: CompiledRuleset, regex: RegexEngine | null): RunnableRuleset {
  const conditionOptions: ConditionOptions = { audiences: compiled.audiences, regex }
  // What an index leaves to be asked is mostly true: every part is asked anyway.
  const conditions = conditionSet(conditionOptions, compiled.index === null ? mostTellingFirst : asWritten)
  const groups = sharedGroups(compiled.experiences)
  return {
    timeZone: compiled.site.timeZone,
    slots: compiled.slots,
    experiences: compiled.experiences.map((experience) =>
      runnableExperience(experience, (experience.group !== null && groups.get(experience.group)) || null, conditions),
    ),
    index: compiled.index === null ? null : ruleIndex(compiled.index, conditions.reader),
    holdout: { seed: seedOf(SALTS.holdout), cut: cut(compiled.site.holdout) },
    families: compiled.needs.families,
    frame: conditions.frame,
    conditionOptions,
    pages: emptyPageMemo(),
  }
}

/** The groups with two or more enabled members; alone in a group is not excluded by anybody. */
function sharedGroups(experiences: readonly CompiledExperience[]): ReadonlyMap<string, ExclusionGroup> {
  const byGroup = Map.groupBy(
    experiences.filter(({ enabled, group }) => enabled && group !== null),
    ({ group }) => group ?? '',
  )
  const groups = new Map<string, ExclusionGroup>()
  for (const [name, members] of byGroup) {
    if (members.length < 2) continue
    const seed = seedOf(SALTS.group(name))
    groups.set(name, { members: members.map(({ id }) => ({ id, seed: bucketOf(seed, id) })) })
  }
  return groups
}
