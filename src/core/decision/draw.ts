/** Who enters an experience and which arm they get. Not whether they may: that is questions.ts. */

import { bucketOf } from '../bucket.ts'
import type { Profile } from '../profile.ts'
import type { RunnableExperience } from './runnable.ts'
import type { RunnableArm } from './runnable-arm.ts'

/**
 * The arm assigned before, if it still exists, even without a share. Control exists while it has one: taking control
 * away ends the comparison, and its visitors draw anew like everybody else.
 */
export function stickyArm(experience: RunnableExperience, { assignments }: Profile): RunnableArm | null {
  const { id, randomised } = experience
  if (!randomised || !Object.hasOwn(assignments, id)) return null
  const assigned = assignments[id]
  return experience.arms.find(({ arm }) => arm === assigned) ?? null
}

/** Raising the allocation lets more visitors in and moves nobody out: the range only grows. */
export function isAllocated({ allocation }: RunnableExperience, visitor: string | null): boolean {
  return allocation === null || (visitor !== null && bucketOf(allocation.seed, visitor) < allocation.cut)
}

/** Without a visitor id only who has no draw comes here: one arm has all of the space, and bucket 0 with it. */
export function drawArm(experience: RunnableExperience, visitor: string | null): RunnableArm {
  const { arms } = experience
  const last = arms[arms.length - 1]!
  if (arms.length === 1) return last
  const bucket = visitor === null ? 0 : bucketOf(experience.armSeed, visitor)
  return arms.find(({ end }) => bucket < end) ?? last
}
