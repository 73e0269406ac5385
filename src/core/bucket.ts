/** Where a visitor falls in an experience's draws: salted hashes and half-open cuts. Not who may enter: that is questions.ts. */

import { murmur3 } from './decision/murmur3.ts'

/** Buckets are integers in 0 ≤ bucket < HASH_SPACE. */
export const HASH_SPACE = 2 ** 32

/**
 * The salt comes in as the seed (its own hash), so that two salts give independent buckets for the same visitors.
 * Anyone can recompute it: MurmurHash3 x86 32 of the visitor id, seeded with that of the salt, which is seeded with 0.
 */
export const bucket = (salt: string, visitor: string): number => bucketOf(seedOf(salt), visitor)

/** The two halves of `bucket`, for salts that are known before the visitor is. */
export const seedOf = (salt: string): number => murmur3(salt, 0)
export const bucketOf = (seed: number, visitor: string): number => murmur3(visitor, seed)

/** Half-open share of the hash space, so that ranges that touch never overlap. `share` in 0..1. */
export const cut = (share: number): number => Math.round(share * HASH_SPACE)

/**
 * The ends of touching half-open ranges that divide the whole space in proportion to `weights` (0 or more, not all 0):
 * range i is ends[i - 1] ≤ bucket < ends[i], and the last end is HASH_SPACE whatever was rounded.
 */
export function cumulativeCuts(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight, index) => {
    sum += weight
    return index === weights.length - 1 ? HASH_SPACE : cut(sum / total)
  })
}

/** Every salt in use. Each draw has its own, so that being let in says nothing about which arm is drawn. */
export const SALTS = {
  holdout: 'holdout',
  allocation: (experience: string): string => `alloc:${experience}`,
  arm: (experience: string): string => `arm:${experience}`,
  group: (group: string): string => `group:${group}`,
} as const
