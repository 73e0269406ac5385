/** The same question as decide.ts, answered with everybody's reason. Not for the request path: it asks about every experience. */

import type { ExperienceId } from './compiled.ts'
import { firstCause } from './condition/evaluate.ts'
import type { VisitContext } from './context.ts'
import { attributesFor, type Inquiry, inquire, memberFor } from './decision/inquiry.ts'
import { claim, firstStop } from './decision/questions.ts'
import type { RunnableRuleset } from './decision/runnable.ts'
import { opensAt } from './fact/schedule.ts'
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
  return ruleset.experiences.map((experience) => ({
    experience: experience.id,
    reason: reasonFor(inquiry, candidate(experience, inquiry.page.slots)),
  }))
}

function reasonFor(inquiry: Inquiry, asked: Candidate): Reason {
  const stop = firstStop(inquiry, asked)
  if (stop !== null) return detailed(inquiry, asked, stop)
  const { arm, sticky } = claim(inquiry, asked)
  return { reason: 'won', arm: arm.arm, sticky, propensity: arm.propensity }
}

function detailed(inquiry: Inquiry, asked: Candidate, reason: Stop['reason']): Stop {
  switch (reason) {
    case 'disabled':
    case 'off_page':
    case 'bot':
    case 'no_visitor':
    case 'holdout':
    case 'capped':
    case 'not_allocated':
      return { reason }
    case 'off_schedule':
      return { reason, opensAt: opening(inquiry, asked) }
    case 'audience_false':
    case 'audience_unknown':
      return { reason, because: cause(inquiry, asked) }
    case 'group_other':
      return { reason, member: chosenMember(inquiry, asked) }
    case 'slot_taken':
      return { reason, ...takenSlot(inquiry, asked) }
  }
}

const opening = ({ now, ruleset }: Inquiry, { experience }: Candidate): number | null =>
  experience.schedule === null ? null : opensAt(experience.schedule, now, ruleset.timeZone)

function cause(inquiry: Inquiry, { experience }: Candidate): ConditionPath {
  if (experience.condition === null) throw new Error(`${experience.id} has no condition that could fail`)
  return firstCause(experience.condition, attributesFor(inquiry), inquiry.ruleset.conditionOptions).path
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
