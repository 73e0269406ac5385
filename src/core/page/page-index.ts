/** Which slots and experiences address a path, found once per path. Not about visitors: nothing here may depend on one. */

import type { CompiledSlot } from '../compiled.ts'
import type { RunnableExperience, RunnableRuleset } from '../decision/runnable.ts'
import { rowChoice } from '../match/row-choice.ts'
import type { RowChoice } from '../match/rule-index.ts'
import { pathMatches } from './path.ts'

/** Anybody may send endless paths; they must not fill the isolate. */
export const MAX_INDEXED_PATHS_COUNT = 1_000
/** A big ruleset must not either: about 10 MB. One page may have more by itself. */
export const MAX_INDEXED_CANDIDATES_COUNT = 100_000

export interface PageIndex {
  /** The slots on this page: indexes into the ruleset's slots, ascending. A slot's place is its position in here. */
  readonly slots: readonly number[]
  /** The enabled experiences with a slot on this page, in the order of the ruleset. */
  readonly candidates: readonly Candidate[]
  /** Epoch milliseconds when the last candidate's schedule has ended; Infinity when one has no end. */
  readonly until: number
  /** For each candidate its place in the ruleset. */
  readonly order: Int32Array
  /** What of the ruleset's index the candidates need; null where there is none. */
  readonly choice: RowChoice | null
}

/** An experience and the places of those of its slots that are on the page; no place: the experience is off the page. */
export interface Candidate {
  readonly experience: RunnableExperience
  readonly places: readonly number[]
}

/** Most paths of a site share few sets of slots, so that what is large is kept per set. */
export interface PageMemo {
  readonly byPath: Map<string, PageIndex>
  readonly bySlots: Map<string, PageIndex>
  /** How many `bySlots` holds. */
  candidates: number
}

export const emptyPageMemo = (): PageMemo => ({ byPath: new Map(), bySlots: new Map(), candidates: 0 })

/** `path` is normalised (path.ts). */
export function pageIndex(ruleset: RunnableRuleset, path: string): PageIndex {
  return ruleset.pages.byPath.get(path) ?? remember(ruleset, path)
}

/**
 * Whether any enabled experience whose schedule has not ended may change this page, whoever visits: such a page is private to every visitor.
 * `now` in epoch milliseconds.
 */
export const addressed = (ruleset: RunnableRuleset, path: string, now: number): boolean =>
  now < pageIndex(ruleset, path).until

/** An experience as a candidate of a page with these slots. */
export function candidate(experience: RunnableExperience, slots: readonly number[]): Candidate {
  return { experience, places: experience.slots.map((slot) => slots.indexOf(slot)).filter((place) => place !== -1) }
}

function remember(ruleset: RunnableRuleset, path: string): PageIndex {
  const memo = ruleset.pages
  if (memo.byPath.size >= MAX_INDEXED_PATHS_COUNT) forget(memo)
  const slots = slotsOn(ruleset.slots, path)
  const key = slots.join()
  const index = memo.bySlots.get(key) ?? rememberSlots(memo, key, makeIndex(ruleset, slots))
  memo.byPath.set(path, index)
  return index
}

function rememberSlots(memo: PageMemo, key: string, index: PageIndex): PageIndex {
  if (memo.candidates + index.candidates.length > MAX_INDEXED_CANDIDATES_COUNT) forget(memo)
  memo.bySlots.set(key, index)
  memo.candidates += index.candidates.length
  return index
}

/** Everything at once: a visit rebuilds what it needs in microseconds, so no order of eviction would pay for itself. */
function forget(memo: PageMemo): void {
  memo.byPath.clear()
  memo.bySlots.clear()
  memo.candidates = 0
}

function slotsOn(slots: readonly CompiledSlot[], path: string): readonly number[] {
  const found: number[] = []
  slots.forEach(({ paths }, slot) => {
    if (paths.some((pattern) => pathMatches(pattern, path))) found.push(slot)
  })
  return found
}

function makeIndex(ruleset: RunnableRuleset, slots: readonly number[]): PageIndex {
  const placesOf = placesOn(slots)
  const candidates: Candidate[] = []
  const order: number[] = []
  ruleset.experiences.forEach((experience, at) => {
    const places = placesOf(experience)
    if (!experience.enabled || places.length === 0) return
    candidates.push({ experience, places })
    order.push(at)
  })
  const until = candidates.reduce(
    (latest, { experience }) => Math.max(latest, experience.schedule?.until ?? Number.POSITIVE_INFINITY),
    Number.NEGATIVE_INFINITY,
  )
  const choice = ruleset.index === null ? null : rowChoice(ruleset.index, order)
  return { slots, candidates, until, order: Int32Array.from(order), choice }
}

/** Thousands of experiences have the same few slots: one list of places for all of them. */
function placesOn(slots: readonly number[]): (experience: RunnableExperience) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return (experience) => {
    const key = experience.slots.join()
    const places = known.get(key) ?? candidate(experience, slots).places
    known.set(key, places)
    return places
  }
}

/** `experience`: a candidate's place in the ruleset. */
export function candidateOf({ candidates, order }: PageIndex, experience: number): Candidate {
  let low = 0
  let high = order.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (order[middle]! < experience) low = middle + 1
    else high = middle
  }
  return candidates[low]!
}
