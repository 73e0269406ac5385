/** The questions every experience must pass, in the one order that there is (RULESET.md). Not what follows from them: decide.ts, explain.ts. */

import { isOpenAt } from '../fact/schedule.ts'
import type { Candidate } from '../page/page-index.ts'
import type { Stop } from '../plan.ts'
import { isCapped, isDismissed } from './cap.ts'
import { drawArm, isAllocated, stickyArm } from './draw.ts'
import { type Claim, type Inquiry, isBot, isHeldOut, matchesFor, memberFor, minuteFor } from './inquiry.ts'
import type { RunnableExperience } from './runnable.ts'

/** Why this candidate cannot have its slots, or null: it wins. Only the reason: explain.ts finds out the rest. */
export const firstStop = (inquiry: Inquiry, asked: Candidate): Stop['reason'] | null =>
  stopBeforeCondition(inquiry, asked) ?? conditionStop(inquiry, asked) ?? stopAfterCondition(inquiry, asked)

/** The same of a candidate whose condition is known to be true. */
export const otherStop = (inquiry: Inquiry, asked: Candidate): Stop['reason'] | null =>
  stopBeforeCondition(inquiry, asked) ?? stopAfterCondition(inquiry, asked)

function stopBeforeCondition(inquiry: Inquiry, { experience, places }: Candidate): Stop['reason'] | null {
  if (!experience.enabled) return 'disabled'
  if (places.length === 0) return 'off_page'
  if (!isScheduled(inquiry, experience)) return 'off_schedule'
  if (isBot(inquiry)) return 'bot'
  if (inquiry.profile.visitor === null && (experience.randomised || experience.cap !== null)) return 'no_visitor'
  return null
}

function conditionStop(inquiry: Inquiry, { experience }: Candidate): Stop['reason'] | null {
  const holds = matchesFor(inquiry)(experience)
  if (holds === true) return null
  return holds === false ? 'audience_false' : 'audience_unknown'
}

function stopAfterCondition(inquiry: Inquiry, { experience, places }: Candidate): Stop['reason'] | null {
  if (isHeldOut(inquiry)) return 'holdout'
  if (!isGroupMember(inquiry, experience)) return 'group_other'
  if (isDismissed(experience, inquiry.profile)) return 'dismissed'
  if (isCapped(experience, inquiry.profile, inquiry.now)) return 'capped'
  const isIn = stickyArm(experience, inquiry.profile) !== null || isAllocated(experience, inquiry.profile.visitor)
  if (!isIn) return 'not_allocated'
  if (isAnyTaken(inquiry, places)) return 'slot_taken'
  return null
}

/** Takes all places of a candidate that nothing stops. */
export function claim(inquiry: Inquiry, { experience, places }: Candidate): Claim {
  const sticky = stickyArm(experience, inquiry.profile)
  const arm = sticky ?? drawArm(experience, inquiry.profile.visitor)
  const won: Claim = { experience, arm, sticky: sticky !== null }
  for (const place of places) inquiry.claims[place] = won
  return won
}

/** One claims all of its slots on the page or none. */
export function isAnyTaken({ claims }: Inquiry, places: readonly number[]): boolean {
  for (const place of places) if (claims[place] !== null) return true
  return false
}

const isScheduled = (inquiry: Inquiry, { schedule }: RunnableExperience): boolean =>
  schedule === null || isOpenAt(schedule, inquiry.now, schedule.weekly === null ? 0 : minuteFor(inquiry))

function isGroupMember(inquiry: Inquiry, { id, group }: RunnableExperience): boolean {
  const { visitor } = inquiry.profile
  return group === null || visitor === null || memberFor(inquiry, group, visitor) === id
}
