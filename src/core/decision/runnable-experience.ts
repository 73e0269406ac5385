/** An experience made ready to run, each part when it is first asked for. Not the ruleset around it: runnable.ts. */

import type { Condition } from '../authored.ts'
import { cut, SALTS, seedOf } from '../bucket.ts'
import type { CompiledCap, CompiledExperience, CompiledSchedule, ExperienceId } from '../compiled.ts'
import type { ConditionSet, Frame } from '../condition/evaluate.ts'
import type { Truth } from '../condition/truth.ts'
import { type Guards, guardsOf } from '../content/edit-reach.ts'
import type { ExclusionGroup } from './runnable.ts'
import { type RunnableArm, runnableArms } from './runnable-arm.ts'

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
  readonly cap: CompiledCap | null
  /** Whether nothing remembered keeps it away: in previews. */
  readonly isForced: boolean
  /** Null: everybody is in. */
  readonly allocation: Draw | null
  readonly armSeed: number
  readonly arms: readonly RunnableArm[]
  /** By slot, what its arms ask of the page. */
  readonly guards: ReadonlyMap<number, Guards>
}

export const runnableExperience = (
  compiled: CompiledExperience,
  group: ExclusionGroup | null,
  conditions: ConditionSet,
): RunnableExperience => new LazyExperience(compiled, group, conditions)

/**
 * Most of ten thousand experiences are never asked for more than what stands here as it was compiled, and an isolate has
 * milliseconds to load them: a class, because getters of a prototype cost nothing an experience.
 */
class LazyExperience implements RunnableExperience {
  readonly id: ExperienceId
  readonly enabled: boolean
  readonly slots: readonly number[]
  readonly schedule: CompiledSchedule | null
  readonly group: ExclusionGroup | null
  readonly randomised: boolean
  private readonly compiled: CompiledExperience
  private readonly conditions: ConditionSet
  private knownTest: ((frame: Frame) => Truth) | null = null
  private knownAllocation: Draw | null = null
  private knownArmSeed: number | null = null
  private knownArms: readonly RunnableArm[] | null = null
  private knownGuards: ReadonlyMap<number, Guards> | null = null

  constructor(compiled: CompiledExperience, group: ExclusionGroup | null, conditions: ConditionSet) {
    this.id = compiled.id
    this.enabled = compiled.enabled
    this.slots = compiled.slots
    this.schedule = compiled.schedule
    this.group = group
    this.randomised = compiled.randomised
    this.compiled = compiled
    this.conditions = conditions
  }

  get condition(): Condition | null {
    const { condition } = this.compiled
    return condition === null ? null : JSON.parse(condition)
  }

  get holds(): ((frame: Frame) => Truth) | null {
    if (this.compiled.condition === null) return null
    this.knownTest ??= this.conditions.add(this.condition)
    return this.knownTest
  }

  get cap(): CompiledCap | null {
    return this.compiled.cap
  }

  get isForced(): boolean {
    return this.compiled.isForced === true
  }

  get allocation(): Draw | null {
    const { allocation, id } = this.compiled
    if (allocation >= 1) return null
    this.knownAllocation ??= { seed: seedOf(SALTS.allocation(id)), cut: cut(allocation) }
    return this.knownAllocation
  }

  get armSeed(): number {
    this.knownArmSeed ??= seedOf(SALTS.arm(this.id))
    return this.knownArmSeed
  }

  get arms(): readonly RunnableArm[] {
    this.knownArms ??= runnableArms(this.compiled)
    return this.knownArms
  }

  get guards(): ReadonlyMap<number, Guards> {
    this.knownGuards ??= guardsBySlot(this.arms)
    return this.knownGuards
  }
}

function guardsBySlot(arms: readonly RunnableArm[]): ReadonlyMap<number, Guards> {
  const bySlot = Map.groupBy(
    arms.flatMap(({ slots }) => slots),
    ({ slot }) => slot,
  )
  return new Map([...bySlot].map(([slot, edited]) => [slot, guardsOf(edited.map(({ edits }) => edits))]))
}
