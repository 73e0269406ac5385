/** One page request being decided: its inputs, what was found out so far, and who has which slot. Not the questions: questions.ts. */

import { bucketOf } from '../bucket.ts'
import type { ExperienceId } from '../compiled.ts'
import { type Attributes, attributesOf } from '../condition/attributes.ts'
import type { Frame } from '../condition/evaluate.ts'
import type { VisitContext } from '../context.ts'
import { minuteOfWeek } from '../fact/schedule.ts'
import { type Matches, matches } from '../match.ts'
import { type PageIndex, pageIndex } from '../page/page-index.ts'
import type { Profile } from '../profile.ts'
import { groupMember } from './group-member.ts'
import type { ExclusionGroup, RunnableExperience, RunnableRuleset } from './runnable.ts'
import type { RunnableArm } from './runnable-arm.ts'

export interface Inquiry {
  readonly ruleset: RunnableRuleset
  readonly page: PageIndex
  readonly context: VisitContext
  readonly profile: Profile
  /** Epoch milliseconds. */
  readonly now: number
  /** By place: who claimed it. */
  readonly claims: (Claim | null)[]
  /** Asked for at most once each, and only when a question needs them. */
  attributes: Attributes | null
  matches: Matches | null
  isBot: boolean | null
  minuteOfWeek: number | null
  isHeldOut: boolean | null
  members: Map<ExclusionGroup, ExperienceId> | null
}

/** What an experience won with. */
export interface Claim {
  readonly experience: RunnableExperience
  readonly arm: RunnableArm
  readonly sticky: boolean
}

export function inquire(ruleset: RunnableRuleset, context: VisitContext, profile: Profile, now: number): Inquiry {
  const page = pageIndex(ruleset, context.page.path)
  return {
    ruleset,
    page,
    context,
    profile,
    now,
    claims: new Array<Claim | null>(page.slots.length).fill(null),
    attributes: null,
    matches: null,
    isBot: null,
    minuteOfWeek: null,
    isHeldOut: null,
    members: null,
  }
}

export function attributesFor(inquiry: Inquiry): Attributes {
  inquiry.attributes ??= attributesOf(inquiry.context, inquiry.profile, inquiry.ruleset.families)
  return inquiry.attributes
}

/** The attributes as conditions read them, each once. */
export const frameFor = (inquiry: Inquiry): Frame => inquiry.ruleset.frame(attributesFor(inquiry))

export function matchesFor(inquiry: Inquiry): Matches {
  inquiry.matches ??= matches(frameFor(inquiry))
  return inquiry.matches
}

/** Of the site's time zone. */
export function minuteFor(inquiry: Inquiry): number {
  inquiry.minuteOfWeek ??= minuteOfWeek(inquiry.now, inquiry.ruleset.timeZone)
  return inquiry.minuteOfWeek
}

export function isBot(inquiry: Inquiry): boolean {
  inquiry.isBot ??= inquiry.context.device.isBot
  return inquiry.isBot
}

/** Without a visitor id nobody is held out, because nobody could be held out again on the next page. */
export function isHeldOut(inquiry: Inquiry): boolean {
  const { profile, ruleset } = inquiry
  inquiry.isHeldOut ??=
    profile.visitor !== null && bucketOf(ruleset.holdout.seed, profile.visitor) < ruleset.holdout.cut
  return inquiry.isHeldOut
}

/** The experience of the group that the visitor belongs to. */
export function memberFor(inquiry: Inquiry, group: ExclusionGroup, visitor: string): ExperienceId {
  inquiry.members ??= new Map()
  const known = inquiry.members.get(group)
  if (known !== undefined) return known
  const member = groupMember(group, visitor)
  inquiry.members.set(group, member)
  return member
}
