/**
 * Who wins what on a page, and why the others do not, straight from RULESET.md and the authored document: no compiler, no
 * index, no early end. Shares only the hash (bucket.ts) with src/core, because its numbers are the format.
 */

import type { AuthoredExperience, AuthoredRuleset } from '../../../src/core/authored.ts'
import { bucket, bucketOf, cumulativeCuts, cut, SALTS, seedOf } from '../../../src/core/bucket.ts'
import type { VisitContext } from '../../../src/core/context.ts'
import type { Arm } from '../../../src/core/plan.ts'
import type { Profile } from '../../../src/core/profile.ts'
import { both, type NaiveTruth, naiveTruth } from './naive-condition.ts'
import { endOf, isOpenNaively, opensNaively } from './naive-schedule.ts'

/** As explain's reasons, without where in the condition the answer came from. */
export type NaiveReason = { readonly reason: string; readonly [detail: string]: unknown }

export interface NaiveAnswer {
  /** By position in the ruleset. */
  readonly truths: readonly NaiveTruth[]
  readonly reasons: readonly NaiveReason[]
  /** Of the slots of the page, in their order, those that somebody has. */
  readonly slots: readonly { readonly slot: string; readonly experience: string; readonly arm: Arm }[]
  readonly addressed: boolean
  readonly holdout: boolean
}

export interface Visit {
  readonly context: VisitContext
  readonly profile: Profile
  /** Epoch milliseconds. */
  readonly now: number
}

interface Arms {
  readonly arms: readonly Arm[]
  readonly chances: readonly number[]
}

export function naiveAnswer(ruleset: AuthoredRuleset, visit: Visit): NaiveAnswer {
  const { visitor: _, assignments: __, plans: ___, dismissed: ____, ...remembered } = visit.profile
  const attributes = { ...visit.context, ...remembered }
  const truths = ruleset.experiences.map((experience) => truthOf(experience, attributes, ruleset))
  const taken = new Map<string, { experience: string; arm: Arm }>()
  const reasons = ruleset.experiences.map((experience, at) => {
    const reason = reasonFor(experience, truths[at]!, taken, ruleset, visit)
    if (reason.reason !== 'won') return reason
    for (const slot of slotsOf(experience, ruleset, visit)) {
      taken.set(slot, { experience: experience.id, arm: reason.arm as Arm })
    }
    return reason
  })
  return {
    truths,
    reasons,
    slots: Object.keys(ruleset.slots).flatMap((slot) => (taken.has(slot) ? [{ slot, ...taken.get(slot)! }] : [])),
    addressed: ruleset.experiences.some(
      (experience) =>
        isOn(experience) && slotsOf(experience, ruleset, visit).length > 0 && !isOver(experience, ruleset, visit),
    ),
    holdout: isHeldOut(ruleset, visit) && !visit.context.device.isBot,
  }
}

export function truthOf(
  { audience, when }: AuthoredExperience,
  attributes: object,
  { audiences }: AuthoredRuleset,
): NaiveTruth {
  const saved = audience === undefined ? true : naiveTruth({ $audience: audience }, attributes, audiences)
  return both(saved, when === undefined ? true : naiveTruth(when, attributes, audiences))
}

/** The questions in RULESET's order. */
function reasonFor(
  experience: AuthoredExperience,
  truth: NaiveTruth,
  taken: ReadonlyMap<string, { readonly experience: string }>,
  ruleset: AuthoredRuleset,
  visit: Visit,
): NaiveReason {
  const { visitor, assignments, dismissed } = visit.profile
  const { timeZone } = ruleset.site
  const { schedule, allocation = 1 } = experience
  const slots = slotsOf(experience, ruleset, visit)
  if (!isOn(experience)) return { reason: 'disabled' }
  if (slots.length === 0) return { reason: 'off_page' }
  if (schedule !== undefined && !isOpenNaively(schedule, visit.now, timeZone)) {
    return { reason: 'off_schedule', opensAt: opensNaively(schedule, visit.now, timeZone) }
  }
  if (visit.context.device.isBot) return { reason: 'bot' }
  if (isCounted(experience, ruleset) && visitor === null) return { reason: 'no_visitor' }
  if (truth === false) return { reason: 'audience_false' }
  if (truth === 'unknown') return { reason: 'audience_unknown' }
  if (isHeldOut(ruleset, visit)) return { reason: 'holdout' }
  const member = visitor === null ? experience.id : memberOf(experience, ruleset, visitor)
  if (member !== experience.id) return { reason: 'group_other', member }
  if (dismissed.includes(experience.id)) return { reason: 'dismissed' }
  const until = cappedUntil(experience, visit)
  if (until !== null) return { reason: 'capped', until }
  const { arms, chances } = armsOf(experience)
  const isKnown = isRandomised(experience, ruleset) && Object.hasOwn(assignments, experience.id)
  const sticky = isKnown ? arms.indexOf(assignments[experience.id]!) : -1
  const isIn = allocation >= 1 || bucket(SALTS.allocation(experience.id), visitor!) < cut(allocation)
  if (sticky === -1 && !isIn) return { reason: 'not_allocated' }
  const blocked = slots.find((slot) => taken.has(slot))
  if (blocked !== undefined) return { reason: 'slot_taken', slot: blocked, by: taken.get(blocked)!.experience }
  const arm = sticky === -1 ? drawn(experience, { arms, chances }, visitor) : sticky
  return { reason: 'won', arm: arms[arm]!, sticky: sticky !== -1, propensity: chances[arm]! }
}

const UNITS = { m: 60, h: 60 * 60, d: 24 * 60 * 60 }

/** Null: it may be met once more. A plan counts until its time and the length of the window have passed. */
function cappedUntil({ id, cap }: AuthoredExperience, { profile, now }: Visit): number | null {
  if (cap === undefined) return null
  const window = Number.parseInt(cap.per, 10) * UNITS[cap.per.at(-1) as keyof typeof UNITS]
  const ends = (Object.hasOwn(profile.plans, id) ? profile.plans[id]! : []).map((time) => (time + window) * 1000)
  const ahead = ends.filter((end) => end > Math.floor(now / 1000) * 1000).sort((one, other) => other - one)
  return ahead[cap.count - 1] ?? null
}

/** The categories of a list that is laid out by interest: the strongest first, equal ones together. */
export function rankedNaively({ profile: { affinity } }: Visit): readonly (readonly string[])[] {
  if (typeof affinity !== 'object' || affinity === null) return []
  const values = [...new Set(Object.values(affinity))].filter((value) => typeof value === 'number' && value > 0)
  return values
    .sort((one, other) => other - one)
    .map((value) => Object.keys(affinity).filter((category) => affinity[category] === value))
}

const isOn = ({ enabled = true }: AuthoredExperience): boolean => enabled

/** Of its slots those on this page, in the order of the ruleset. */
function slotsOf({ variants }: AuthoredExperience, { slots }: AuthoredRuleset, { context }: Visit): readonly string[] {
  return Object.keys(slots).filter(
    (slot) =>
      variants.some((variant) => slot in variant.slots) &&
      slots[slot]!.paths.some((path) => isOnPath(path, context.page.path)),
  )
}

/** A trailing slash makes no difference to an exact one, and `/x/*` holds for `/x`. */
function isOnPath(pattern: string, path: string): boolean {
  const withSlash = (text: string): string => (text.endsWith('/') ? text : `${text}/`)
  return pattern.endsWith('/*')
    ? withSlash(path).startsWith(pattern.slice(0, -1))
    : withSlash(path) === withSlash(pattern)
}

const isOver = ({ schedule }: AuthoredExperience, { site }: AuthoredRuleset, { now }: Visit): boolean => {
  const end = schedule === undefined ? null : endOf(schedule, site.timeZone)
  return end !== null && now >= end
}

const isHeldOut = ({ site }: AuthoredRuleset, { profile: { visitor } }: Visit): boolean =>
  visitor !== null && bucket(SALTS.holdout, visitor) < cut(site.holdout ?? 0)

const others = ({ id, group }: AuthoredExperience, { experiences }: AuthoredRuleset): readonly AuthoredExperience[] =>
  group === undefined ? [] : experiences.filter((other) => isOn(other) && other.id !== id && other.group === group)

const isRandomised = (experience: AuthoredExperience, ruleset: AuthoredRuleset): boolean =>
  experience.variants.length > 1 ||
  (experience.control ?? 0) > 0 ||
  (experience.allocation ?? 1) < 1 ||
  others(experience, ruleset).length > 0

/** Whether it needs a visitor who is remembered. */
export const isCounted = (experience: AuthoredExperience, ruleset: AuthoredRuleset): boolean =>
  isRandomised(experience, ruleset) || experience.cap !== undefined

/** Rendezvous hashing: the highest draw has the visitor. */
function memberOf(experience: AuthoredExperience, ruleset: AuthoredRuleset, visitor: string): string {
  if (others(experience, ruleset).length === 0) return experience.id
  const members = ruleset.experiences.filter((one) => isOn(one) && one.group === experience.group)
  const seed = seedOf(SALTS.group(experience.group!))
  const score = ({ id }: AuthoredExperience): number => bucketOf(bucketOf(seed, id), visitor)
  return members.reduce((best, one) => (score(one) > score(best) ? one : best)).id
}

/** Control first, if it has a share. */
function armsOf({ control = 0, variants }: AuthoredExperience): Arms {
  const total = variants.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const chances = variants.map(({ weight = 1 }) => (1 - control) * (weight / total))
  const names = variants.map(({ id }) => id)
  return control > 0 ? { arms: [null, ...names], chances: [control, ...chances] } : { arms: names, chances }
}

function drawn({ id }: AuthoredExperience, { chances }: Arms, visitor: string | null): number {
  if (visitor === null) return chances.length - 1
  const ends = cumulativeCuts(chances)
  return ends.findIndex((end) => bucket(SALTS.arm(id), visitor) < end)
}
