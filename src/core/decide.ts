/** Who wins which slot of a page, and with what. Not why the others did not: that is explain.ts. */

import type { SlotEdits } from './compiled.ts'
import { renderEdits } from './content/render-edits.ts'
import type { VisitContext } from './context.ts'
import { attributesFor, type Claim, frameFor, type Inquiry, inquire, isBot, isHeldOut } from './decision/inquiry.ts'
import { claim, firstStop, isAnyTaken, otherStop } from './decision/questions.ts'
import type { RunnableRuleset } from './decision/runnable.ts'
import { nextTrue, type Scan } from './match/scan.ts'
import { scanPage } from './match.ts'
import { candidateOf } from './page/page-index.ts'
import type { Assignment, Plan, SlotPlan } from './plan.ts'
import type { Profile } from './profile.ts'

/** The same inputs give the same plan. `now` in epoch milliseconds; `context.page.path` is normalised. */
export function decide(ruleset: RunnableRuleset, context: VisitContext, profile: Profile, now: number): Plan {
  const inquiry = inquire(ruleset, context, profile, now)
  const won = winners(inquiry)
  return {
    addressed: now < inquiry.page.until,
    slots: slotPlans(inquiry),
    assignments: won.map(assignment),
    holdout: isHeldOut(inquiry) && !isBot(inquiry),
  }
}

function winners(inquiry: Inquiry): readonly Claim[] {
  const { page, ruleset } = inquiry
  if (page.candidates.length === 0 || isBot(inquiry) || isHeldOut(inquiry)) return []
  if (ruleset.index === null) return winnersOneByOne(inquiry)
  return winnersAmong(inquiry, scanPage(ruleset, page, frameFor(inquiry)))
}

/** Who cannot win anyway is not asked the rest: on most pages a few slots are wanted by many. */
function winnersOneByOne(inquiry: Inquiry): readonly Claim[] {
  const won: Claim[] = []
  for (const candidate of inquiry.page.candidates) {
    if (isAnyTaken(inquiry, candidate.places) || firstStop(inquiry, candidate) !== null) continue
    won.push(claim(inquiry, candidate))
  }
  return won
}

/** Once every slot is taken, nobody is looked for any more. */
function winnersAmong(inquiry: Inquiry, scan: Scan): readonly Claim[] {
  const won: Claim[] = []
  let free = inquiry.page.slots.length
  while (free > 0) {
    const experience = nextTrue(scan)
    if (experience < 0) break
    const candidate = candidateOf(inquiry.page, experience)
    if (isAnyTaken(inquiry, candidate.places) || otherStop(inquiry, candidate) !== null) continue
    won.push(claim(inquiry, candidate))
    free -= candidate.places.length
  }
  return won
}

function slotPlans(inquiry: Inquiry): readonly SlotPlan[] {
  const plans: SlotPlan[] = []
  inquiry.claims.forEach((won, place) => {
    if (won !== null) plans.push(slotPlan(inquiry, inquiry.page.slots[place]!, won))
  })
  return plans
}

function slotPlan(inquiry: Inquiry, slot: number, { experience, arm }: Claim): SlotPlan {
  const { id, selector, scope, match, list, sharesEnds } = inquiry.ruleset.slots[slot]!
  return {
    slot: id,
    selector,
    scope,
    match,
    list,
    sharesEnds,
    experience: experience.id,
    arm: arm.arm,
    propensity: arm.propensity,
    guards: experience.guards.get(slot)!,
    edits: editsOf(inquiry, slot, arm),
  }
}

function editsOf(inquiry: Inquiry, slot: number, { slots }: Claim['arm']): SlotEdits<string> | null {
  const own = slots.find((edited) => edited.slot === slot)
  if (own === undefined) return null
  return own.shared ?? renderEdits(own.edits, attributesFor(inquiry))
}

const assignment = ({ experience, arm, sticky }: Claim): Assignment => ({
  experience: experience.id,
  arm: arm.arm,
  sticky,
  propensity: arm.propensity,
  randomised: experience.randomised,
  cap: experience.cap,
})
