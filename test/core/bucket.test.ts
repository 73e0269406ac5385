/** Buckets are uniform over visitors and independent over salts, and cuts neither overlap nor leave gaps. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucket, bucketOf, cumulativeCuts, cut, HASH_SPACE, SALTS, seedOf } from '../../src/core/bucket.ts'

const VISITORS = Array.from({ length: 100_000 }, (_, index) => `visitor-${index.toString(36)}`)
const HALF = cut(0.5)

/** Standard errors of a share among the visitors above; five of them are a chance of one in two million. */
const within = (expected: number): number => 5 * Math.sqrt((expected * (1 - expected)) / VISITORS.length)
const shareOf = (holds: (visitor: string) => boolean): number => VISITORS.filter(holds).length / VISITORS.length

describe('independence', () => {
  const pairs = [
    [SALTS.arm('a'), SALTS.arm('b')],
    [SALTS.arm('hero-2026-11'), SALTS.arm('hero-2026-12')],
    [SALTS.allocation('hero'), SALTS.arm('hero')],
    [SALTS.holdout, SALTS.allocation('hero')],
    [SALTS.group('hero'), SALTS.arm('hero')],
  ] as const
  test.each(pairs)('%s and %s: one in four visitors is in the first half of both', (one, other) => {
    const both = shareOf((visitor) => bucket(one, visitor) < HALF && bucket(other, visitor) < HALF)
    expect(Math.abs(both - 0.25)).toBeLessThan(within(0.25))
  })
})

describe('uniformity', () => {
  const CELLS_COUNT = 100
  /** The chi-square with 99 degrees of freedom that chance exceeds once in 100,000. */
  const CRITICAL = 167
  test.each([SALTS.holdout, SALTS.arm('hero'), SALTS.arm('雨の日'), SALTS.allocation('x')])(
    'visitors spread evenly over the space salted with %s',
    (salt) => {
      const cells = new Array<number>(CELLS_COUNT).fill(0)
      for (const visitor of VISITORS) cells[Math.floor((bucket(salt, visitor) / HASH_SPACE) * CELLS_COUNT)]! += 1
      const expected = VISITORS.length / CELLS_COUNT
      expect(cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(CRITICAL)
    },
  )
})

test('the two halves of bucket give the whole', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (salt, visitor) => {
      expect(bucketOf(seedOf(salt), visitor)).toBe(bucket(salt, visitor))
    }),
  )
})

describe('cuts', () => {
  test('nobody is below the cut of 0 and everybody below that of 1', () => {
    expect(cut(0)).toBe(0)
    expect(cut(1)).toBe(HASH_SPACE)
  })

  test('touching ranges cover every bucket exactly once', () => {
    const weights = fc
      .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1000, noNaN: true })), {
        minLength: 1,
        maxLength: 12,
      })
      .filter((all) => all.some((weight) => weight > 0))
    fc.assert(
      fc.property(weights, fc.nat(), (all, any) => {
        const ends = cumulativeCuts(all)
        const edges = ends.flatMap((end) => [end - 1, end]).filter((edge) => edge >= 0 && edge < HASH_SPACE)
        for (const at of [0, HASH_SPACE - 1, any, ...edges]) {
          const holders = ends.filter((end, index) => (ends[index - 1] ?? 0) <= at && at < end)
          expect(holders).toHaveLength(1)
        }
      }),
    )
  })

  test('each range is as wide as its weight says, to a bucket', () => {
    expect(cumulativeCuts([0.1, 0.3, 0.6])).toEqual([cut(0.1), cut(0.4), HASH_SPACE])
    expect(cumulativeCuts([1, 0, 1])).toEqual([HALF, HALF, HASH_SPACE])
  })
})
