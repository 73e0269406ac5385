/** Experiences that can never win, because earlier ones have a slot of theirs whenever they would. The proof and what it misses: shadowed.md. */

import { at, type Issue, warning } from '../../core/issue.ts'
import { allOf } from '../phrase.ts'
import { type Alternative, implies, weightOf } from './alternative.ts'
import { type Claims, claims } from './claims.ts'
import { possible, type ReadExperience, type Reading } from './reading.ts'
import { covers } from './schedule-cover.ts'

/** A comparison of two small alternatives is one: about half a second. When they are used up, nothing more is found. */
export const MAX_COMPARISONS_COUNT = 2_000_000
/** Places where sets begin or end, which cost as much as one more small comparison. */
const PLACES_PER_COMPARISON_COUNT = 16

export function shadowedIssues(reading: Reading): readonly Issue[] {
  const detector = newDetector(reading)
  return reading.experiences.flatMap((experience) => {
    const own = alternativesOf(experience, reading)
    if (!mayWin(experience, own, reading)) return []
    const pages = reading.pages.filter((page) => experience.slots.some((slot) => page.includes(slot)))
    const shadowers = shadowersOf({ experience, own, pages }, detector)
    if (shadowers !== null) return [shadowed(experience, shadowers)]
    enter(experience, own, detector)
    return []
  })
}

function shadowed({ index, authored }: ReadExperience, shadowers: readonly ReadExperience[]): Issue {
  const names = allOf(shadowers.map(({ authored: { id } }) => `"${id}"`))
  const why =
    shadowers.length === 1
      ? `${names} stands earlier, applies whenever it does, and takes its slots.`
      : `${names} stand earlier, and one of them applies and takes its slots whenever it does.`
  return warning(
    at('experiences', index),
    'shadowed',
    `The experience "${authored.id}" can never appear: ${why}`,
    'Move it up, narrow the earlier one, or take it out.',
  )
}

/** What is known of the experiences before the one at hand. */
interface Detector {
  readonly reading: Reading
  readonly claims: Claims
  /** By slot: the first experience that may claim it. */
  readonly first: Map<number, ReadExperience>
  comparisons: number
}

const newDetector = (reading: Reading): Detector => ({
  reading,
  claims: claims(),
  first: new Map(),
  comparisons: 0,
})

const ASKS_NOTHING: readonly Alternative[] = [{ terms: new Map(), others: new Set() }]

const alternativesOf = ({ condition }: ReadExperience, reading: Reading): readonly Alternative[] =>
  condition === null ? ASKS_NOTHING : possible(reading.alternatives(condition, 'experience'))

/** Who cannot win for other reasons is warned of elsewhere, and keeps no slot from anybody. */
function mayWin(
  { enabled, schedule, randomised, authored }: ReadExperience,
  own: readonly Alternative[],
  { now, memory }: Reading,
) {
  const isOver = schedule !== null && schedule.until !== null && schedule.until <= now
  return enabled && !isOver && own.length > 0 && (memory || !(randomised || authored.cap !== undefined))
}

function enter(experience: ReadExperience, own: readonly Alternative[], { claims, first }: Detector): void {
  for (const slot of experience.slots) if (!first.has(slot)) first.set(slot, experience)
  if (!isSure(experience)) return
  for (const alternative of own) claims.add({ experience, alternative, weight: weightOf(alternative) })
}

/** Whether everybody for whom its schedule and its condition hold enters it. */
const isSure = ({ authored: { allocation = 1, cap }, isGrouped }: ReadExperience): boolean =>
  allocation === 1 && cap === undefined && !isGrouped

interface Suspect {
  readonly experience: ReadExperience
  readonly own: readonly Alternative[]
  /** Those on which it has a slot. */
  readonly pages: readonly (readonly number[])[]
}

/** Those that together leave it nothing on any page, in their order; null: it may win. */
function shadowersOf(suspect: Suspect, detector: Detector): readonly ReadExperience[] | null {
  const found: ReadExperience[] = []
  for (const page of suspect.pages) {
    for (const narrow of suspect.own) {
      const shadower = shadowerOn(page, narrow, suspect.experience, detector)
      if (shadower === null) return null
      if (!found.includes(shadower)) found.push(shadower)
    }
  }
  return found.sort((one, other) => one.index - other.index)
}

function shadowerOn(
  page: readonly number[],
  narrow: Alternative,
  later: ReadExperience,
  detector: Detector,
): ReadExperience | null {
  const own = weightOf(narrow)
  for (const slot of later.slots) {
    if (!page.includes(slot)) continue
    for (const claimants of detector.claims.candidates(slot, narrow)) {
      for (const { experience, alternative, weight } of claimants) {
        detector.comparisons += 1 + (own + weight) / PLACES_PER_COMPARISON_COUNT
        if (detector.comparisons > MAX_COMPARISONS_COUNT) return null
        if (
          implies(narrow, alternative) &&
          isAsked(experience, later, detector) &&
          takesAnyway(experience, page, later, detector)
        ) {
          return experience
        }
      }
    }
  }
  return null
}

/** Whether the one is asked for its condition whenever the other is. */
const isAsked = ({ randomised, schedule }: ReadExperience, later: ReadExperience, { reading }: Detector): boolean =>
  (later.randomised || !randomised) && covers(schedule, later.schedule, reading.now)

/** Whether the one cannot lose a slot on this page without the other losing one, too. They share one there. */
function takesAnyway(
  { slots, index }: ReadExperience,
  page: readonly number[],
  later: ReadExperience,
  { first }: Detector,
) {
  return slots.every((slot) => later.slots.includes(slot) || !page.includes(slot) || first.get(slot)?.index === index)
}
