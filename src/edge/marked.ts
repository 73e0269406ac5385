/** A decision whose edits can be found again in the page by our script: core/content/edit-mark.ts. Not for pages without it. */

import type { SlotEdits } from '../core/compiled.ts'
import { markEdits } from '../core/content/edit-mark.ts'
import type { SlotPlan } from '../core/plan.ts'
import type { Decided } from './decision.ts'

export const marked = (decided: Decided): Decided => ({
  ...decided,
  plan: { ...decided.plan, slots: decided.plan.slots.map(markedSlot) },
})

/** Edits without merge fields are one object for all visitors, and marked once. */
const known = new WeakMap<SlotEdits<string>, SlotEdits<string>>()

function markedSlot(slot: SlotPlan): SlotPlan {
  if (slot.edits === null) return slot
  const edits = known.get(slot.edits) ?? markEdits(slot.slot, slot.edits)
  known.set(slot.edits, edits)
  return { ...slot, edits }
}
