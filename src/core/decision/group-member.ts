/** Which experience of an exclusion group a visitor belongs to. Not whether that one applies: audience and schedule do not matter here. */

import { bucketOf } from '../bucket.ts'
import type { ExperienceId } from '../compiled.ts'
import type { ExclusionGroup } from './runnable.ts'

/**
 * Rendezvous hashing: every member draws, the highest wins, so a new member takes its fair share from all and moves nobody else.
 * Source: Thaler and Ravishankar, A Name-Based Mapping Scheme for Rendezvous, 1996.
 */
export function groupMember(group: ExclusionGroup, visitor: string): ExperienceId {
  let member = ''
  let highest = -1
  for (const { id, seed } of group.members) {
    const score = bucketOf(seed, visitor)
    if (score > highest) {
      highest = score
      member = id
    }
  }
  return member
}
