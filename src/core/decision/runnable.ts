/** A compiled ruleset made ready to run, once per isolate: closures, seeds, cuts. Not stored anywhere: that is compiled.ts. */

import type { Condition } from '../authored.ts'
import { bucketOf, cut, SALTS, seedOf } from '../bucket.ts'
import type { CompiledExperience, CompiledRuleset, CompiledSchedule, CompiledSlot, ExperienceId } from '../compiled.ts'
import type { ConditionOptions, RegexEngine } from '../condition/condition-options.ts'
import { type ConditionSet, conditionSet, type Frame } from '../condition/evaluate.ts'
import type { Truth } from '../condition/truth.ts'
import { type Guards, guardsOf } from '../content/edit-reach.ts'
import { emptyPageMemo, type PageMemo } from '../page/page-index.ts'
import { type RunnableArm, runnableArms } from './runnable-arm.ts'

export interface RunnableRuleset {
  readonly timeZone: string
  readonly slots: readonly CompiledSlot[]
  readonly experiences: readonly RunnableExperience[]
  readonly holdout: Draw
  /** What the experiences' conditions are asked of: made once a request (evaluate.ts). */
  readonly frame: (attributes: object) => Frame
  /** What conditions refer to: the saved audiences and the regex engine. */
  readonly conditionOptions: ConditionOptions
  /** The only thing in here that changes: what was found out about paths. Answers never depend on it. */
  readonly pages: PageMemo
}

/** A yes or no by hash: yes when bucketOf(seed, visitor) < cut. */
export interface Draw {
  readonly seed: number
  readonly cut: number
}

export interface RunnableExperience {
  readonly id: ExperienceId
  readonly enabled: boolean
  /** Indexes into the ruleset's slots, ascending. */
  readonly slots: readonly number[]
  readonly schedule: CompiledSchedule | null
  /** As written, for explanations; null is always true. */
  readonly condition: Condition | null
  readonly holds: ((frame: Frame) => Truth) | null
  /** Null: no other enabled experience shares its group. */
  readonly group: ExclusionGroup | null
  readonly randomised: boolean
  /** Null: everybody is in. */
  readonly allocation: Draw | null
  readonly armSeed: number
  readonly arms: readonly RunnableArm[]
  /** By slot, what its arms ask of the page. */
  readonly guards: ReadonlyMap<number, Guards>
}

/** Experiences of which a visitor belongs to one; see group-member.ts. */
export interface ExclusionGroup {
  readonly members: readonly { readonly id: ExperienceId; readonly seed: number }[]
}

/** `regex` null: the ruleset uses none (`needs.regex`), so the engine was not loaded. */
export function makeRunnable(compiled: CompiledRuleset, regex: RegexEngine | null): RunnableRuleset {
  const conditionOptions: ConditionOptions = { audiences: compiled.audiences, regex }
  const conditions = conditionSet(conditionOptions)
  const groups = sharedGroups(compiled.experiences)
  return {
    timeZone: compiled.site.timeZone,
    slots: compiled.slots,
    experiences: compiled.experiences.map((experience) => makeExperience(experience, conditions, groups)),
    holdout: { seed: seedOf(SALTS.holdout), cut: cut(compiled.site.holdout) },
    frame: conditions.frame,
    conditionOptions,
    pages: emptyPageMemo(),
  }
}

function makeExperience(
  experience: CompiledExperience,
  conditions: ConditionSet,
  groups: ReadonlyMap<string, ExclusionGroup>,
): RunnableExperience {
  const { id, enabled, slots, schedule, condition, group, randomised, allocation } = experience
  const arms = runnableArms(experience)
  return {
    id,
    enabled,
    slots,
    schedule,
    condition,
    holds: condition === null ? null : conditions.add(condition),
    group: (group !== null && groups.get(group)) || null,
    randomised,
    allocation: allocation >= 1 ? null : { seed: seedOf(SALTS.allocation(id)), cut: cut(allocation) },
    armSeed: seedOf(SALTS.arm(id)),
    arms,
    guards: guardsBySlot(arms),
  }
}

function guardsBySlot(arms: readonly RunnableArm[]): ReadonlyMap<number, Guards> {
  const bySlot = Map.groupBy(
    arms.flatMap(({ slots }) => slots),
    ({ slot }) => slot,
  )
  return new Map([...bySlot].map(([slot, edited]) => [slot, guardsOf(edited.map(({ edits }) => edits))]))
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
