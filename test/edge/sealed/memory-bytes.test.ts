import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Memory } from '../../../src/core/memory.ts'
import { boundedMemory } from '../../../src/edge/sealed/bounded-memory.ts'
import { readMemory, writeMemory } from '../../../src/edge/sealed/memory-bytes.ts'
import { TYPICAL_NOW_S, typicalMemory } from '../../harness/typical-memory.ts'
import { anyMemory } from './any-memory.ts'
import { wrongWith } from './memory-bounds.ts'

test('a memory comes back as its bounds left it, whatever it was', () => {
  fc.assert(
    fc.property(anyMemory, (given) => {
      const memory = boundedMemory(given)
      expect(wrongWith(memory)).toBe(null)
      expect(boundedMemory(memory)).toEqual(memory)
      expect(readMemory(writeMemory(memory))).toEqual(memory)
    }),
  )
})

test('the same memory has the same bytes, in whatever order its interests came', () => {
  const memory = typicalMemory()
  const affinities = Object.fromEntries(Object.entries(memory.affinities).toReversed())
  expect(writeMemory(boundedMemory({ ...memory, affinities }))).toEqual(writeMemory(boundedMemory(memory)))
})

describe('what it remembers exactly', () => {
  const now = TYPICAL_NOW_S + 37
  const memory = boundedMemory(typicalMemory(now))

  test('the second of the last page, the minute of all else', () => {
    expect(memory.visits.lastSeen).toBe(now)
    expect(memory.items[0]!.at).toBe(TYPICAL_NOW_S)
    expect(memory.plans['rain-jackets']).toEqual([4_300, 1_450, 3].map((minutes) => TYPICAL_NOW_S - minutes * 60))
  })

  test('what came during this visit is not told as older than the visit', () => {
    const began = TYPICAL_NOW_S + 30
    const { visits, items } = boundedMemory({
      ...typicalMemory(now),
      visits: { ...memory.visits, began },
      items: [{ item: 'tent', at: began, count: 1 }],
    })
    expect(items[0]!.at).toBeGreaterThanOrEqual(visits.began)
  })

  test('what came after the last page, as a cart may', () => {
    const cart = [{ item: 'tent', quantity: 1, value: 48_000, at: TYPICAL_NOW_S + 600 }]
    expect(readMemory(writeMemory(boundedMemory({ ...memory, cart })))!.cart).toEqual(cart)
  })

  test.each([
    ['in whole', 48_000],
    ['in hundredths', 129.95],
    ['summed up', 0.1 + 0.2, 0.3],
    ['below what counts', 0.000_01, 0],
    ['much', 1e12],
    ['too much', 1e15, 1e12],
  ])('a value %s', (_, value, kept = value) => {
    const purchases = { count: 1, value, lastAt: null }
    expect(readMemory(writeMemory(boundedMemory({ ...memory, purchases })))!.purchases.value).toBe(kept)
  })

  test('an answer, to the bit or not at all', () => {
    const traits = Object.fromEntries(
      [139.691_71, 'はい', true, ['冬山', 'summer'], '', 'x'.repeat(1_001), Number.NaN].map((value, at) => [
        `t${at}`,
        { value, source: 'declared' as const, purpose: 'おすすめを選ぶため', at: TYPICAL_NOW_S },
      ]),
    )
    const kept = readMemory(writeMemory(boundedMemory({ ...memory, traits })))!.traits
    const { t5: _, t6: __, ...rest } = traits
    expect(kept).toEqual(rest)
  })

  test('a score to ten-thousandths and the minute, later than the last page too', () => {
    const scores = {
      churn: { value: 0.123_44, at: TYPICAL_NOW_S + 659 },
      worth: { value: -12.5, at: TYPICAL_NOW_S - 86_400 },
      none: { value: Number.NaN, at: TYPICAL_NOW_S },
    }
    expect(readMemory(writeMemory(boundedMemory({ ...memory, scores })))!.scores).toEqual({
      churn: { value: 0.1234, at: TYPICAL_NOW_S + 600 },
      worth: scores.worth,
    })
  })

  test('a weight within two hundredths of it; one more view is seen up to sixty', () => {
    const weigh = (weight: number): number =>
      boundedMemory({ ...memory, affinities: { hiking: { weight, at: now } } }).affinities.hiking!.weight
    for (const weight of [0.02, 0.5, 0.97, 3.7, 12.1, 900])
      expect(Math.abs(weigh(weight) / weight - 1)).toBeLessThan(0.25 / Math.max(1, 16 * weight) + 0.016)
    for (let weight = 1; weight < 60; weight++) expect(weigh(weight + 1)).toBeGreaterThan(weigh(weight))
  })
})

test.each(['', 'short', 'much too long', 'noletter?'])('“%s” is the mark of no login', (login) => {
  expect(boundedMemory({ ...typicalMemory(), login })).not.toHaveProperty('login')
})

test('names that every object has are nobody’s categories', () => {
  const affinities = Object.fromEntries(
    ['__proto__', 'constructor', 'hiking'].map((name) => [name, { weight: 1, at: TYPICAL_NOW_S }]),
  )
  expect(Object.keys(boundedMemory({ ...typicalMemory(), affinities }).affinities)).toEqual(['hiking'])
})

describe('any other bytes are a memory within its bounds, or none, and never throw', () => {
  const bytes = writeMemory(boundedMemory(typicalMemory()))

  test('random ones', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 400 }), (format, random) => {
        const memory = readMemory(Uint8Array.of(format, ...random))
        if (memory !== null) expect(wrongWith(memory)).toBe(null)
      }),
      { numRuns: 2_000 },
    )
  })

  test('those of a memory that nobody bounded', () => {
    fc.assert(
      fc.property(anyMemory, (given) => {
        // Infinity has no bytes
        const zero = (_: string, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? 0 : value)
        const finite: Memory = JSON.parse(JSON.stringify(given, zero))
        const memory = readMemory(writeMemory(finite))
        if (memory !== null) expect(wrongWith(memory)).toBe(null)
      }),
    )
    const path = { ...typicalMemory().visits, landingPath: '/\ud800' }
    expect(readMemory(writeMemory({ ...boundedMemory(typicalMemory()), visits: path }))!.visits.landingPath).toBe(
      '/\ufffd',
    )
  })

  test('a memory’s with some changed', () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = bytes.slice()
        for (const [at, byte] of changes) changed[at] = byte
        const memory = readMemory(changed)
        if (memory !== null) expect(wrongWith(memory)).toBe(null)
      }),
      { numRuns: 2_000 },
    )
  })

  test('a memory’s cut anywhere, or with something behind it', () => {
    for (let length = 0; length < bytes.length; length++) expect(readMemory(bytes.subarray(0, length))).toBe(null)
    expect(readMemory(Uint8Array.of(...bytes, 0))).toBe(null)
  })

  test('of a format that is not known here', () => {
    for (const format of [0, 3, 255]) expect(readMemory(Uint8Array.of(format, ...bytes.subarray(1)))).toBe(null)
  })
})
