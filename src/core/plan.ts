/** What was decided for one page, and why. Not how it is carried out: that is edge/splice.ts. */

import type { CompiledCap, ExperienceId, ListSlot, SlotEdits, SlotId, VariantId } from './compiled.ts'
import type { Guards } from './content/edit-reach.ts'

export interface Plan {
  /** Whether any enabled experience addresses this page, whoever visits: such pages are private and never cached. */
  readonly addressed: boolean
  /** One entry per won slot, in slot order. */
  readonly slots: readonly SlotPlan[]
  /** The winners of this page, once each: what the cookie counts. */
  readonly assignments: readonly Assignment[]
  /** Whether this visitor is kept out of every experience, on whatever page; never a bot, which is in no statistics. */
  readonly holdout: boolean
}

export interface SlotPlan {
  readonly slot: SlotId
  readonly selector: string
  /** See CompiledSlot. */
  readonly scope: string
  readonly match: 'first' | 'all'
  readonly list: ListSlot | null
  /** See CompiledSlot. */
  readonly sharesEnds: boolean
  readonly experience: ExperienceId
  readonly arm: Arm
  /** As its assignment's. */
  readonly propensity: number
  /** What any arm does to the slot, and so every arm asks of the page. */
  readonly guards: Guards
  /** Null: the baseline, because the arm is control or leaves this slot alone. */
  readonly edits: SlotEdits<string> | null
}

/** A variant's id, or null for control. */
export type Arm = VariantId | null

export interface Assignment {
  readonly experience: ExperienceId
  readonly arm: Arm
  /** Whether the arm was assigned on an earlier page and not drawn now. */
  readonly sticky: boolean
  /**
   * Probability of this arm, given that the visitor entered, by today's shares, 0..1; 1 where nothing is drawn. A sticky
   * arm may have been drawn by other shares, and has 0 when its share was taken away since.
   */
  readonly propensity: number
  /** Whether the arm is to be remembered, so that it stays the visitor's. */
  readonly randomised: boolean
  /** Not null: this plan counts, whichever arm it is. */
  readonly cap: CompiledCap | null
}

/** Why an experience did not win, in the order the questions are asked. */
export type Stop =
  | { readonly reason: 'disabled' }
  | { readonly reason: 'off_page' }
  | { readonly reason: 'off_schedule'; readonly opensAt: number | null }
  | { readonly reason: 'bot' }
  | { readonly reason: 'no_visitor' }
  | { readonly reason: 'audience_false'; readonly because: ConditionPath }
  | { readonly reason: 'audience_unknown'; readonly because: ConditionPath }
  | { readonly reason: 'holdout' }
  | { readonly reason: 'group_other'; readonly member: ExperienceId }
  | { readonly reason: 'dismissed' }
  | { readonly reason: 'capped'; readonly until: number }
  | { readonly reason: 'not_allocated' }
  | { readonly reason: 'slot_taken'; readonly slot: SlotId; readonly by: ExperienceId }

/** Where in the compiled condition the answer came from, e.g. `$and[0].$audience(hikers).weather.kind`: see cause.ts. */
export type ConditionPath = string

export type Won = {
  readonly reason: 'won'
  readonly arm: Arm
  readonly sticky: boolean
  readonly propensity: number
}

export type Reason = Stop | Won
