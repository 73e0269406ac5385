/** The experiences that may win, as far as the detector of shadows has come: by what they ask, to be found again. Not the proof: shadowed.md. */

import type { Alternative } from './alternative.ts'
import type { ReadExperience } from './reading.ts'

/** An experience with one of its alternatives. */
export interface Claimant {
  readonly experience: ReadExperience
  readonly alternative: Alternative
  /** As weightOf has it. */
  readonly weight: number
}

export interface Claims {
  add(claimant: Claimant): void
  /** Of this slot, in lists, whatever might be implied by `narrow`; some that are not are among them. */
  candidates(slot: number, narrow: Alternative): readonly (readonly Claimant[])[]
}

/**
 * Each claimant stands under one thing that it asks, or under two at once, whichever are rarest: an attribute with each of
 * the values that it takes there, an attribute alone, a key of its others; under nothing if it asks nothing. Whoever is
 * within it asks these things, too: all of its own values are among the claimant's, so the first of them is.
 */
export function claims(): Claims {
  const bySlot = new Map<number, Map<string, Claimant[]>>()
  const sizes = new Map<string, number>()

  return {
    add(claimant) {
      const keys = keysFor(claimant.alternative, sizes)
      for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1)
      for (const slot of claimant.experience.slots) {
        const byKey = bySlot.get(slot) ?? new Map<string, Claimant[]>()
        bySlot.set(slot, byKey)
        for (const key of keys) append(byKey, key, claimant)
      }
    },
    candidates(slot, narrow) {
      const byKey = bySlot.get(slot)
      return byKey === undefined ? [] : lookupsOf(narrow).flatMap((key) => [byKey.get(key) ?? []])
    },
  }
}

function append(byKey: Map<string, Claimant[]>, key: string, claimant: Claimant): void {
  const known = byKey.get(key)
  if (known) known.push(claimant)
  else byKey.set(key, [claimant])
}

/** Under so many keys a claimant stands at most by two things at once. */
const MAX_PAIR_KEYS_COUNT = 32
/** So few may share a key before two things are tried at once, which takes longer than comparing them. */
const FEW_COUNT = 8
/** Of so many things, those with the fewest values, every two are tried. */
const MAX_TRIED_COUNT = 4

function keysFor({ terms, others }: Alternative, sizes: ReadonlyMap<string, number>): readonly string[] {
  const single = [...terms].map(([attribute, { members }]) =>
    members === null ? [attributeKey(attribute)] : [...members].map((member) => valueKey(attribute, member)),
  )
  for (const key of others) single.push([otherKey(key)])
  if (single.length === 0) return ['']
  const best = rarest(single, sizes)
  if (mostUnder(best, sizes) < FEW_COUNT) return best
  return rarest([best, ...pairsOf(single)], sizes)
}

function pairsOf(single: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const tried = single.toSorted((one, other) => one.length - other.length).slice(0, MAX_TRIED_COUNT)
  return tried.flatMap((one, index) =>
    tried
      .slice(index + 1)
      .filter((other) => one.length * other.length <= MAX_PAIR_KEYS_COUNT)
      .map((other) => one.flatMap((left) => other.map((right) => pairKey(left, right)))),
  )
}

function rarest(ways: readonly (readonly string[])[], sizes: ReadonlyMap<string, number>): readonly string[] {
  let best = ways[0]!
  let fewest = Number.POSITIVE_INFINITY
  for (const keys of ways) {
    const most = mostUnder(keys, sizes)
    if (most >= fewest) continue
    fewest = most
    best = keys
  }
  return best
}

function mostUnder(keys: readonly string[], sizes: ReadonlyMap<string, number>): number {
  let most = 0
  for (const key of keys) most = Math.max(most, sizes.get(key) ?? 0)
  return most
}

/** Of more things that are asked not every two are looked up: then some claimants are not found. */
const MAX_PAIRED_COUNT = 24

function lookupsOf({ terms, others }: Alternative): readonly string[] {
  const single: string[] = []
  for (const [attribute, { members }] of terms) {
    single.push(attributeKey(attribute))
    for (const member of members ?? []) {
      single.push(valueKey(attribute, member))
      break
    }
  }
  for (const key of others) single.push(otherKey(key))
  const few = single.slice(0, MAX_PAIRED_COUNT)
  const pairs = few.flatMap((one, index) => few.slice(index + 1).map((other) => pairKey(one, other)))
  return ['', ...single, ...pairs]
}

const attributeKey = (attribute: string): string => `a ${attribute}`
const valueKey = (attribute: string, member: string): string => `v ${JSON.stringify(attribute)} ${member}`
const otherKey = (key: string): string => `o ${key}`
/** The same for either order. */
const pairKey = (one: string, other: string): string => (one < other ? `${one}\n${other}` : `${other}\n${one}`)
