/**
 * Two memories of one visitor made one: of two devices, or of a cookie and its snapshot. Nothing is counted twice; so
 * what two devices counted apart may come out as too little, never as too much.
 *
 * - The older visitor id stays (the smaller `since`, of equal ones the smaller id), because arms were drawn with it; its
 *   `since` with it. Known stays known.
 * - Visits: the larger count; the visit at hand is the one with the later page view.
 * - Interests: by category the one that is stronger at any later moment. Items: the latest view, the larger count.
 *   Searches: the latest. Cart: by item the line that was changed last, so that a line taken out on one device comes back
 *   from the other. Purchases: the record with more of them.
 * - Assignments: where the two differ, the arm of the memory whose id stays. Plans: all times of both, a time that both
 *   have once. Dismissed: whatever either has. Traits: declared beats imported, then the later. Scores: the later, of
 *   equally late ones the larger.
 *
 * Commutative and idempotent. Associative, but for assignments that differ in three memories and where a bound cuts.
 */

import { fold } from '../condition/normalise.ts'
import type { CartLine, Memory, Purchases, Search, SeenItem, VisitMemory } from '../memory.ts'
import type { Arm } from '../plan.ts'
import { compareAffinity, strongest } from './affinity.ts'
import {
  MAX_ASSIGNMENTS_COUNT,
  MAX_CAP_COUNT,
  MAX_CART_LINES_COUNT,
  MAX_DISMISSED_COUNT,
  MAX_ITEMS_COUNT,
  MAX_PLANS_COUNT,
  MAX_SEARCHES_COUNT,
} from './limits.ts'
import { latestFirst } from './lists.ts'
import { byName, lastEntries } from './names.ts'
import { boundedScores, compareScores } from './scores.ts'
import { boundedTraits, compareTraits } from './traits.ts'

export function mergeMemories(a: Memory, b: Memory): Memory {
  const order = compareMemories(a, b)
  const [older, newer] = order <= 0 ? [a, b] : [b, a]
  return {
    visitor: older.visitor,
    since: older.since,
    isKnown: a.isKnown || b.isKnown,
    visits: mergedVisits(a.visits, b.visits),
    affinities: strongest(mergedEntries(older.affinities, newer.affinities, greater(compareAffinity))),
    items: mergedItems(a.items, b.items),
    searches: mergedSearches(a.searches, b.searches),
    cart: mergedCart(a.cart, b.cart),
    purchases: mergedPurchases(a.purchases, b.purchases),
    assignments: lastEntries(
      mergedEntries(newer.assignments, older.assignments, order === 0 ? firstArm : (_, arm) => arm),
      MAX_ASSIGNMENTS_COUNT,
    ),
    plans: lastEntries(mergedEntries(older.plans, newer.plans, mergedTimes), MAX_PLANS_COUNT),
    dismissed: mergedDismissed(older.dismissed, newer.dismissed, order).slice(-MAX_DISMISSED_COUNT),
    traits: boundedTraits(mergedEntries(older.traits, newer.traits, greater(compareTraits))),
    scores: boundedScores(mergedEntries(older.scores, newer.scores, greater(compareScores))),
    absorbed: Math.max(a.absorbed, b.absorbed),
  }
}

/** Negative, the first is the one whose id and arms stay. 0: nothing tells the two apart, and each field has to be fair. */
const compareMemories = (one: Memory, other: Memory): number =>
  one.since - other.since || byName(one.visitor, other.visitor) || other.visits.lastSeen - one.visits.lastSeen

const firstArm = (one: Arm, other: Arm): Arm => (byName(one ?? '', other ?? '') <= 0 ? one : other)

/** In the order of the one that has all of the other's, so that what came in before changes nothing. */
function mergedDismissed(older: Memory['dismissed'], newer: Memory['dismissed'], order: number): Memory['dismissed'] {
  const [hasNewer, hasOlder] = [isWithin(newer, older), isWithin(older, newer)]
  if (hasNewer !== hasOlder) return hasNewer ? older : newer
  const swap = order === 0 && byName(older.join('\n'), newer.join('\n')) > 0
  return [...new Set(swap ? [...newer, ...older] : [...older, ...newer])]
}

const isWithin = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((name) => other.includes(name))

type Entries<T> = { readonly [name: string]: T }

function mergedEntries<T>(older: Entries<T>, newer: Entries<T>, merge: (one: T, other: T) => T): Entries<T> {
  const both = Object.entries(older).map(([name, one]) => [
    name,
    Object.hasOwn(newer, name) ? merge(one, newer[name]!) : one,
  ])
  return Object.fromEntries([...both, ...Object.entries(newer).filter(([name]) => !Object.hasOwn(older, name))])
}

/** Whichever counts for more: `compare` is a total order. */
const greater =
  <T>(compare: (one: T, other: T) => number) =>
  (one: T, other: T): T =>
    compare(one, other) >= 0 ? one : other

function mergedVisits(a: VisitMemory, b: VisitMemory): VisitMemory {
  return { ...(compareVisits(a, b) >= 0 ? a : b), count: Math.max(a.count, b.count) }
}

const compareVisits = (a: VisitMemory, b: VisitMemory): number =>
  a.lastSeen - b.lastSeen ||
  a.pageCount - b.pageCount ||
  a.began - b.began ||
  (a.daysSinceLast ?? -1) - (b.daysSinceLast ?? -1) ||
  byName(a.landingPath, b.landingPath)

/** By key; equal ones as `merge` has it. */
function united<T>(a: readonly T[], b: readonly T[], keyOf: (one: T) => string, merge: (one: T, other: T) => T): T[] {
  const all = new Map<string, T>()
  for (const one of [...a, ...b]) {
    const known = all.get(keyOf(one))
    all.set(keyOf(one), known === undefined ? one : merge(known, one))
  }
  return [...all.values()]
}

const itemOf = ({ item }: { readonly item: string }): string => item
const wordsOf = ({ words }: Search): string => words

const mergedItems = (a: Memory['items'], b: Memory['items']): readonly SeenItem[] =>
  united(a, b, itemOf, (one, other) => ({
    item: one.item,
    at: Math.max(one.at, other.at),
    count: Math.max(one.count, other.count),
  }))
    .sort(latestFirst<SeenItem>(itemOf))
    .slice(0, MAX_ITEMS_COUNT)

const mergedSearches = (a: Memory['searches'], b: Memory['searches']): readonly Search[] =>
  united(
    a,
    b,
    ({ words }) => fold(words),
    (one, other) => (latestFirst(wordsOf)(one, other) <= 0 ? one : other),
  )
    .sort(latestFirst(wordsOf))
    .slice(0, MAX_SEARCHES_COUNT)

const mergedCart = (a: Memory['cart'], b: Memory['cart']): readonly CartLine[] =>
  united(a, b, itemOf, (one, other) => (compareLines(one, other) >= 0 ? one : other))
    .sort(latestFirst<CartLine>(itemOf))
    .slice(0, MAX_CART_LINES_COUNT)

const compareLines = (one: CartLine, other: CartLine): number =>
  one.at - other.at || one.quantity - other.quantity || (one.value ?? -1) - (other.value ?? -1)

const mergedPurchases = (a: Purchases, b: Purchases): Purchases => ({
  ...((a.count - b.count || a.value - b.value) >= 0 ? a : b),
  lastAt: a.lastAt === null || b.lastAt === null ? (a.lastAt ?? b.lastAt) : Math.max(a.lastAt, b.lastAt),
})

/** Each as often as it is in the one that has it more often. */
function mergedTimes(a: readonly number[], b: readonly number[]): readonly number[] {
  const times: number[] = []
  let [inA, inB] = [0, 0]
  while (inA < a.length || inB < b.length) {
    const time = Math.min(a[inA] ?? Number.POSITIVE_INFINITY, b[inB] ?? Number.POSITIVE_INFINITY)
    times.push(time)
    if (a[inA] === time) inA++
    if (b[inB] === time) inB++
  }
  return times.slice(-MAX_CAP_COUNT)
}
