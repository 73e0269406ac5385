/** Whether a visitor has met an experience as often as they may, or has had enough of it. Not the counting: memory/count-plan.ts. */

import type { CompiledCap, ExperienceId } from '../compiled.ts'
import { plansWithin } from '../memory/count-plan.ts'
import type { Profile } from '../profile.ts'
import type { RunnableExperience } from './runnable.ts'

export const isDismissed = (experience: RunnableExperience, { dismissed }: Profile): boolean =>
  dismissed.length > 0 && dismissed.includes(experience.id) && !experience.isForced

/** `now` in epoch milliseconds. */
export function isCapped({ id, cap }: RunnableExperience, profile: Profile, now: number): boolean {
  return cap !== null && plansWithin(timesOf(id, profile), cap, Math.floor(now / 1000)).length >= cap.count
}

/** When so many of the plans have aged that one more fits: epoch milliseconds. Of a capped experience. */
export function capEnds(experience: ExperienceId, cap: CompiledCap, profile: Profile): number {
  const times = timesOf(experience, profile)
  return (times[times.length - cap.count]! + cap.per) * 1000
}

const timesOf = (experience: ExperienceId, { plans }: Profile): readonly number[] =>
  Object.hasOwn(plans, experience) ? plans[experience]! : []
