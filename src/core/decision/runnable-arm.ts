/** The arms of an experience with their ranges, chances and edits. Not which one a visitor gets: that is draw.ts. */

import { cumulativeCuts } from '../bucket.ts'
import type { CompiledExperience, CompiledVariant, SlotEdits, Template } from '../compiled.ts'
import { readsAttributes, renderEdits } from '../content/render-edits.ts'
import type { Arm } from '../plan.ts'

export interface RunnableArm {
  readonly arm: Arm
  /** The end of its half-open range of buckets; it begins where the arm before it ends. */
  readonly end: number
  /** Probability of this arm for a visitor who entered, 0..1. */
  readonly propensity: number
  /** A slot that an arm does not mention keeps the baseline. */
  readonly slots: readonly ArmSlot[]
}

/** `edits` that read nothing of the visitor are `shared` by every plan; else `shared` is null and each plan renders its own. */
export interface ArmSlot {
  readonly slot: number
  readonly edits: SlotEdits<Template>
  readonly shared: SlotEdits<string> | null
}

const NOTHING_TO_MERGE = {}

/** Control, if it has a share, stands first. An arm without a share stays, for those who were assigned to it before. */
export function runnableArms({ control, variants: text }: CompiledExperience): readonly RunnableArm[] {
  const variants: readonly CompiledVariant[] = JSON.parse(text)
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  const arms = variants.map(({ id, weight, slots }) => ({
    arm: id as Arm,
    propensity: (1 - control) * (weight / total),
    slots: slots.map(armSlot),
  }))
  if (control > 0) arms.unshift({ arm: null, propensity: control, slots: [] })
  const ends = cumulativeCuts(arms.map(({ propensity }) => propensity))
  return arms.map((arm, index) => ({ ...arm, end: ends[index]! }))
}

const armSlot = ({ slot, edits }: { slot: number; edits: SlotEdits<Template> }): ArmSlot => ({
  slot,
  edits,
  shared: readsAttributes(edits) ? null : renderEdits(edits, NOTHING_TO_MERGE),
})
