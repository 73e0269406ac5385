/**
 * What goes when a memory does not fit into its cookie, one thing after the other until there is a little room, always the same:
 * 1. searches but the latest, items but the latest 10, affinities but the 12 strongest, scores, assignments but the latest 8,
 *    imported traits;
 * 2. the rest of searches, items, affinities and assignments; plans, by when the experience was last planned;
 * 3. the cart, then dismissals, then declared traits.
 * Of each the oldest goes first, of affinities the weakest. The visitor, visits and purchases stay. Not bounds: bounded-memory.ts.
 */

import type { Memory } from '../../core/memory.ts'
import { boundedMemory } from './bounded-memory.ts'
import { ENVELOPE_BYTES } from './envelope.ts'
import { MAX_SEALED_LENGTH } from './limits.ts'
import { writeMemory } from './memory-bytes.ts'

export const MAX_MEMORY_BYTES = Math.floor((MAX_SEALED_LENGTH * 3) / 4) - ENVELOPE_BYTES

/** Left free when something has to go, or it would be looked for anew on each of the next pages. */
const ROOM_BYTES = 60

const TYPICAL_SEARCHES_COUNT = 1
const TYPICAL_ITEMS_COUNT = 10
const TYPICAL_AFFINITIES_COUNT = 12
const TYPICAL_ASSIGNMENTS_COUNT = 8
/** Only to tell the weaker of two interests of different age. */
const HALF_LIFE_S = 30 * 86_400

export interface FittedMemory {
  /** Exactly what the bytes are read as. */
  readonly memory: Memory
  readonly bytes: Uint8Array
}

/** Throws only for a visitor that is none. */
export function fitMemory(given: Memory): FittedMemory {
  const whole = fitted(boundedMemory(given))
  if (whole.bytes.length <= MAX_MEMORY_BYTES) return whole
  const losses = leastValuableFirst(whole.memory)
  const after = (count: number): FittedMemory => fitted(without(whole.memory, losses.slice(0, count)))
  return smallestLoss(after, losses.length)
}

const fitted = (memory: Memory): FittedMemory => ({ memory, bytes: writeMemory(memory) })
const hasRoom = ({ bytes }: FittedMemory): boolean => bytes.length <= MAX_MEMORY_BYTES - ROOM_BYTES

/** Mostly a page too much: so look near none first, then between what was too little and what is enough. */
function smallestLoss(after: (count: number) => FittedMemory, most: number): FittedMemory {
  let tooFew = 0
  let enough = 1
  let found = after(enough)
  while (!hasRoom(found) && enough < most) {
    tooFew = enough
    enough = Math.min(enough * 2, most)
    found = after(enough)
  }
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1
    const tried = after(middle)
    if (hasRoom(tried)) [enough, found] = [middle, tried]
    else tooFew = middle
  }
  return found
}

type ListField = 'searches' | 'items' | 'cart' | 'dismissed'
type NamedField = 'affinities' | 'scores' | 'assignments' | 'traits' | 'plans'

/** `which`: the place in a list, or the name. */
interface Loss {
  readonly field: ListField | NamedField
  readonly which: string
}

function leastValuableFirst(memory: Memory): readonly Loss[] {
  const searches = losses('searches', Object.keys(memory.searches).reverse())
  const items = losses('items', Object.keys(memory.items).reverse())
  const affinities = losses('affinities', weakestFirst(memory))
  const assignments = losses('assignments', Object.keys(memory.assignments))
  const beyond = (all: readonly Loss[], typical: number) => all.slice(0, Math.max(all.length - typical, 0))
  const within = (all: readonly Loss[], typical: number) => all.slice(Math.max(all.length - typical, 0))
  return [
    ...beyond(searches, TYPICAL_SEARCHES_COUNT),
    ...beyond(items, TYPICAL_ITEMS_COUNT),
    ...beyond(affinities, TYPICAL_AFFINITIES_COUNT),
    ...losses('scores', oldestFirst(memory.scores)),
    ...beyond(assignments, TYPICAL_ASSIGNMENTS_COUNT),
    ...losses('traits', traitsOf(memory, 'imported')),
    ...within(searches, TYPICAL_SEARCHES_COUNT),
    ...within(items, TYPICAL_ITEMS_COUNT),
    ...within(affinities, TYPICAL_AFFINITIES_COUNT),
    ...within(assignments, TYPICAL_ASSIGNMENTS_COUNT),
    ...losses(
      'plans',
      lowestFirst(memory.plans, (times) => times.at(-1) as number),
    ),
    ...losses('cart', oldestFirst(Object.fromEntries(memory.cart.entries()))),
    ...losses('dismissed', Object.keys(memory.dismissed)),
    ...losses('traits', traitsOf(memory, 'declared')),
  ]
}

const losses = (field: Loss['field'], all: readonly string[]): readonly Loss[] => all.map((which) => ({ field, which }))

const weakestFirst = ({ affinities, visits }: Memory): readonly string[] =>
  lowestFirst(affinities, ({ weight, at }) => weight * 2 ** ((at - visits.lastSeen) / HALF_LIFE_S))

const traitsOf = ({ traits }: Memory, wanted: 'imported' | 'declared'): readonly string[] =>
  oldestFirst(traits).filter((name) => traits[name]?.source === wanted)

const oldestFirst = (values: { readonly [name: string]: { readonly at: number } }): readonly string[] =>
  lowestFirst(values, ({ at }) => at)

/** Names in the order of their values' rank; equal ones stay in theirs. */
const lowestFirst = <T>(values: { readonly [name: string]: T }, rank: (value: T) => number): readonly string[] =>
  Object.entries(values)
    .sort(([, one], [, other]) => rank(one) - rank(other))
    .map(([name]) => name)

function without(memory: Memory, all: readonly Loss[]): Memory {
  const gone = Map.groupBy(all, ({ field }) => field)
  const isKept = (field: Loss['field']) => {
    const lost = new Set(gone.get(field)?.map(({ which }) => which))
    return (which: string): boolean => !lost.has(which)
  }
  const listed = <T>(field: ListField, values: readonly T[]): readonly T[] => {
    const keeps = isKept(field)
    return values.filter((_, place) => keeps(String(place)))
  }
  const named = <T>(field: NamedField, values: { readonly [name: string]: T }): { readonly [name: string]: T } => {
    const keeps = isKept(field)
    return Object.fromEntries(Object.entries(values).filter(([name]) => keeps(name)))
  }
  return {
    ...memory,
    affinities: named('affinities', memory.affinities),
    items: listed('items', memory.items),
    searches: listed('searches', memory.searches),
    cart: listed('cart', memory.cart),
    assignments: named('assignments', memory.assignments),
    plans: named('plans', memory.plans),
    dismissed: listed('dismissed', memory.dismissed),
    traits: named('traits', memory.traits),
    scores: named('scores', memory.scores),
  }
}
