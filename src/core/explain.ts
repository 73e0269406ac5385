/** The same question as decide.ts, answered with everybody's reason. Not for the request path: it asks about every experience. */

import type { ExperienceId } from './compiled.ts'
import { attributesOf } from './condition/attributes.ts'
import { type Cause, causesFor } from './condition/cause.ts'
import { type TraceNode, tracesFor } from './condition/trace.ts'
import type { VisitContext } from './context.ts'
import { capEnds } from './decision/cap.ts'
import { attributesFor, type Inquiry, inquire, memberFor } from './decision/inquiry.ts'
import { claim, firstStop } from './decision/questions.ts'
import type { RunnableExperience, RunnableRuleset } from './decision/runnable.ts'
import { opensAt } from './fact/opening.ts'
import { type Candidate, candidate } from './page/page-index.ts'
import type { ConditionPath, Reason, Stop } from './plan.ts'
import type { Profile } from './profile.ts'

export interface Explanation {
  readonly experience: ExperienceId
  readonly reason: Reason
}

/** Every experience in the order of the ruleset; those that `won` are the assignments of `decide` for the same inputs. */
export function explain(
  ruleset: RunnableRuleset,
  context: VisitContext,
  profile: Profile,
  now: number,
): readonly Explanation[] {
  const inquiry = inquire(ruleset, context, profile, now)
  const causeOf = causesFor(attributesFor(inquiry), ruleset.conditionOptions)
  return ruleset.experiences.map((experience) => ({
    experience: experience.id,
    reason: reasonFor(inquiry, candidate(experience, inquiry.page.slots), causeOf),
  }))
}

/** An experience's condition as a tree of what was asked and seen; null: it asks nothing. */
export type ExperienceTrace = (experience: RunnableExperience) => TraceNode | null

/** Asked for one by one, because a tree costs many times what a reason does. */
export function traceExperiences(ruleset: RunnableRuleset, context: VisitContext, profile: Profile): ExperienceTrace {
  const traceOf = tracesFor(attributesOf(context, profile), ruleset.conditionOptions)
  return ({ condition }) => (condition === null ? null : traceOf(condition))
}

type CauseOf = (condition: unknown) => Cause

function reasonFor(inquiry: Inquiry, asked: Candidate, causeOf: CauseOf): Reason {
  const stop = firstStop(inquiry, asked)
  if (stop !== null) return detailed(inquiry, asked, stop, causeOf)
  const { arm, sticky } = claim(inquiry, asked)
  return { reason: 'won', arm: arm.arm, sticky, propensity: arm.propensity }
}

function detailed(inquiry: Inquiry, asked: Candidate, reason: Stop['reason'], causeOf: CauseOf): Stop {
  switch (reason) {
    case 'disabled':
    case 'off_page':
    case 'bot':
    case 'no_visitor':
    case 'holdout':
    case 'dismissed':
    case 'not_allocated':
      return { reason }
    case 'capped':
      return { reason, until: cappedUntil(inquiry, asked) }
    case 'off_schedule':
      return { reason, opensAt: opening(inquiry, asked) }
    case 'audience_false':
    case 'audience_unknown':
      return { reason, because: cause(asked, causeOf) }
    case 'group_other':
      return { reason, member: chosenMember(inquiry, asked) }
    case 'slot_taken':
      return { reason, ...takenSlot(inquiry, asked) }
  }
}

const opening = ({ now, ruleset }: Inquiry, { experience }: Candidate): number | null =>
  experience.schedule === null ? null : opensAt(experience.schedule, now, ruleset.timeZone)

function cappedUntil({ profile }: Inquiry, { experience }: Candidate): number {
  if (experience.cap === null) throw new Error(`${experience.id} has no cap`)
  return capEnds(experience.id, experience.cap, profile)
}

function cause({ experience }: Candidate, causeOf: CauseOf): ConditionPath {
  if (experience.condition === null) throw new Error(`${experience.id} has no condition that could fail`)
  return causeOf(experience.condition).path
}

function chosenMember(inquiry: Inquiry, { experience }: Candidate): ExperienceId {
  const { visitor } = inquiry.profile
  if (experience.group === null || visitor === null) throw new Error(`${experience.id} has no group to be kept out by`)
  return memberFor(inquiry, experience.group, visitor)
}

/** The first of its slots that another experience has. */
function takenSlot({ claims, page, ruleset }: Inquiry, { experience, places }: Candidate) {
  for (const place of places) {
    const by = claims[place]
    if (by) return { slot: ruleset.slots[page.slots[place]!]!.id, by: by.experience.id }
  }
  throw new Error(`${experience.id} has all of its slots`)
}
