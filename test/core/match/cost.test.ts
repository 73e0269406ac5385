/** What a ruleset may cost at most, and that a refusal names the experience with which it became too much. */

import { describe, expect, test } from 'vitest'
import type { AuthoredRuleset, Condition } from '../../../src/core/authored.ts'
import { compileRuleset } from '../../../src/core/compile.ts'
import { MAX_MATCH_COST_NS, matchCost } from '../../../src/core/match/cost.ts'

const costs = (conditions: readonly (Condition | null)[], audiences = {}) => matchCost(conditions, audiences)
const total = (...conditions: readonly Condition[]) => costs(conditions).total

describe('the estimate', () => {
  test('of what sets decide hardly grows with what is compared', () => {
    const few = total({ 'geo.country': 'JP' })
    const many = total({ 'geo.country': { $in: ['JP', 'KR', 'TW', 'US', 'DE'], $ne: 'FR' } })
    expect(many - few).toBeLessThan(10)
  })

  test('counts what values cannot say, the dearer the more it looks at', () => {
    const dearer = [
      { 'geo.country': 'JP' },
      { geo: { $near: { latitude: 38, longitude: 140, km: 30 } } },
      { 'page.path': { $contains: 'shoes' } },
      { 'page.path': { $regex: '^/items/(boots|shoes)/[a-z-]+$' } },
      { 'page.path': { $regex: '[ab]*a[ab]{60}[cd]' } },
    ].map((condition) => total(condition))
    expect(dearer).toEqual(dearer.toSorted((a, b) => a - b))
    expect(dearer[4]! / dearer[0]!).toBeGreaterThan(1_000)
  })

  test('counts the same comparison once, and an audience once', () => {
    const boots = { 'page.path': { $regex: 'boots' } }
    const [first, second] = costs([boots, boots]).experiences
    expect(second).toBeLessThan(first! / 10)
    const [own, shared] = costs([{ $audience: 'b' }, { $audience: 'b' }], { b: boots }).experiences
    expect(shared).toBeLessThan(own! / 10)
  })

  test('counts that an attribute of no known type may hold an object, which is asked itself', () => {
    expect(total({ 'traits.a': 'ja' })).toBeGreaterThan(total({ languages: 'ja' }))
    expect(total({ languages: 'ja' })).toBe(total({ language: 'ja' }))
    expect(total({ languages: { $nin: [['ja']] } })).toBeGreaterThan(total({ languages: { $nin: ['ja'] } }))
  })

  test.each(['rain|snow', '^/items/\\d+$', '^[^/]+/\\.well-known', 'a+b*c'])('%s is an ordinary pattern', (pattern) => {
    expect(total({ 'page.path': { $regex: pattern } })).toBeLessThan(MAX_MATCH_COST_NS / 200)
  })
})

describe('compiling', () => {
  const ruleset = (conditions: readonly Condition[]): AuthoredRuleset => ({
    format: 1,
    site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
    slots: { a: { paths: ['/'], selector: 'p' } },
    audiences: {},
    experiences: conditions.map((when, at) => ({
      id: `e${at}`,
      when,
      variants: [{ id: 'v', slots: { a: { text: 'x' } } }],
    })),
  })
  const regexes = (count: number) =>
    Array.from({ length: count }, (_, at): Condition => ({ 'page.path': { $regex: `[ab]*a[ab]{8}[cd]${at}` } }))

  test('refuses what could take too long, with the experience that is too much', () => {
    const result = compileRuleset(ruleset([{ language: 'ja' }, ...regexes(40)]))
    const { experiences } = costs([{ language: 'ja' }, ...regexes(40)])
    let sum = 0
    const passing = experiences.findIndex((cost) => {
      sum += cost
      return sum > MAX_MATCH_COST_NS
    })
    expect(passing).toBeGreaterThan(5)
    expect(result).toEqual({
      ok: false,
      error: [
        {
          path: `experiences[${passing}]`,
          code: 'too_costly',
          severity: 'error',
          message: 'With this experience, deciding could take longer than 3 milliseconds on every page.',
          advice:
            'Compare with $eq, $in, $prefix or numbers where you can: $regex, $glob, $contains, $near and conditions about lists cost most, and the same comparison costs once however many experiences ask it.',
        },
      ],
    })
  })

  test('admits ten thousand ordinary experiences', () => {
    const conditions = Array.from(
      { length: 10_000 },
      (_, at): Condition => ({
        'geo.country': { $in: ['JP', 'KR'] },
        'time.hour': { $between: [at % 24, (at + 5) % 24] },
        languages: { $in: ['ja', 'en'] },
        ...(at % 2 === 0 && { geo: { $near: { latitude: at % 90, longitude: at % 180, km: at } } }),
      }),
    )
    expect(compileRuleset(ruleset(conditions)).ok).toBe(true)
  })
})
