/** Interest in a category: how it decays, grows and compares. Not which pages speak for one: page/site-path.ts. */

import type { Affinity, Memory } from '../memory.ts'
import { MAX_AFFINITIES_COUNT, MAX_AFFINITY_WEIGHT } from './limits.ts'
import { isFit, withEntry } from './names.ts'

/** After two weeks an interest that nothing renews is half as strong. */
export const AFFINITY_HALF_LIFE_S = 14 * 86_400

/** A clock that ran backwards makes nothing stronger. `now` in epoch seconds, as everywhere in this folder. */
export const weightAt = ({ weight, at }: Affinity, now: number): number =>
  weight * 2 ** (-Math.max(0, now - at) / AFFINITY_HALF_LIFE_S)

/** 0..1 by category. */
export const affinityFacts = (affinities: Memory['affinities'], now: number): { readonly [category: string]: number } =>
  Object.fromEntries(
    Object.entries(affinities).map(([category, affinity]) => [category, 1 - 2 ** -weightAt(affinity, now)]),
  )

/** The strongest interest, of equal ones the first by name; null: there is none. */
export function favouriteOf(affinities: Memory['affinities'], now: number): string | null {
  let favourite: string | null = null
  let most = 0
  for (const [category, affinity] of Object.entries(affinities)) {
    const weight = weightAt(affinity, now)
    if (weight < most || (weight === most && (favourite === null || category > favourite))) continue
    favourite = category
    most = weight
  }
  return favourite
}

/** One more view of a page that speaks for it. */
export function withInterest(affinities: Memory['affinities'], category: string, now: number): Memory['affinities'] {
  if (!isFit(category)) return affinities
  const known = Object.hasOwn(affinities, category) ? affinities[category]! : { weight: 0, at: now }
  const at = Math.max(known.at, now)
  const weight = Math.min(weightAt(known, at) + 1, MAX_AFFINITY_WEIGHT)
  return strongest(withEntry(affinities, category, { weight, at }))
}

/** The weakest go first, of equal ones the last by name. */
export function strongest(affinities: Memory['affinities']): Memory['affinities'] {
  const entries = Object.entries(affinities)
  if (entries.length <= MAX_AFFINITIES_COUNT) return affinities
  const ranked = entries.toSorted(([a, one], [b, other]) => compareAffinity(other, one) || (a < b ? -1 : 1))
  return Object.fromEntries(ranked.slice(0, MAX_AFFINITIES_COUNT))
}

/** Which is the weaker at any moment after both, and a total order: negative, the first is. */
export const compareAffinity = (one: Affinity, other: Affinity): number =>
  strength(one) - strength(other) || one.at - other.at || one.weight - other.weight

/** All weights decay alike, so that this orders them at every moment. */
const strength = ({ weight, at }: Affinity): number => Math.log2(weight) + at / AFFINITY_HALF_LIFE_S
