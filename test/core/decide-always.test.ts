/** What holds of every ruleset, visitor and moment. Single rules by example are in decide.test.ts. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../../src/core/authored.ts'
import type { CompiledRuleset, CompiledSlot } from '../../src/core/compiled.ts'
import type { VisitContext } from '../../src/core/context.ts'
import { decide } from '../../src/core/decide.ts'
import { makeRunnable } from '../../src/core/decision/runnable.ts'
import { explain } from '../../src/core/explain.ts'
import { compileIndex } from '../../src/core/match/compile-index.ts'
import { conditionNodes, rowsOf } from '../../src/core/match/rows.ts'
import { pathMatches } from '../../src/core/page/path.ts'
import type { Profile } from '../../src/core/profile.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { onPath, SAMPLE_CONTEXT, type SampleExperience, sampleProfile, sampleRuleset } from './sample-ruleset.ts'

const SLOTS = ['s0', 's1', 's2', 's3']
const PATHS = ['/', '/a', '/a/b', '/z']
const NEVER: Condition = { 'geo.country': 'XX' }

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'constructor', '雨'), { maxLength: 8 })

const experience = (id: string): fc.Arbitrary<SampleExperience> =>
  fc
    .record({
      slots: fc.uniqueArray(fc.constantFrom(...SLOTS), { minLength: 1, maxLength: 3 }),
      enabled: fc.boolean().map((heads) => heads || id !== 'a'),
      condition: fc.constantFrom<Condition>({}, {}, { 'geo.country': 'JP' }, NEVER, { 'weather.kind': 'rain' }),
      allocation: fc.constantFrom(1, 1, 0.5, 0),
      control: fc.constantFrom(0, 0, 0.3, 1),
      variants: fc.constantFrom(
        [{ id: 'v' }],
        [{ id: 'v' }, { id: 'w', weight: 2 }],
        [{ id: 'v' }, { id: 'w', weight: 0 }],
      ),
      schedule: fc.constantFrom({}, {}, { from: '2026-11-22T12:00' }, { until: '2026-11-22T11:59' }),
      group: fc.constantFrom('g', 'h', null),
    })
    .map(({ group, ...rules }) => ({ id, ...rules, ...(group === null ? {} : { group }) }))

interface Situation {
  readonly ruleset: CompiledRuleset
  readonly context: VisitContext
  readonly profile: Profile
  readonly now: number
}

const situation: fc.Arbitrary<Situation> = fc
  .record({
    paths: fc.array(fc.uniqueArray(fc.constantFrom('/', '/*', '/a/*', '/a'), { minLength: 1 }), {
      minLength: SLOTS.length,
      maxLength: SLOTS.length,
    }),
    experiences: ids.chain((all) => fc.tuple(...all.map(experience))),
    holdout: fc.constantFrom(0, 0, 0, 0.3),
    path: fc.constantFrom(...PATHS),
    isBot: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
    isWeatherKnown: fc.boolean(),
    visitor: fc.option(fc.string(), { freq: 5 }),
    assignments: fc.dictionary(
      ids.map(([id]) => id ?? 'a'),
      fc.constantFrom('v', 'w', 'gone', null),
    ),
    now: fc.constantFrom('2026-11-22T11:59+09:00', '2026-11-22T12:00+09:00').map(Date.parse),
  })
  .map(({ paths, experiences, holdout, path, isBot, isWeatherKnown, visitor, assignments, now }) => ({
    ruleset: sampleRuleset({
      slots: Object.fromEntries(SLOTS.map((slot, index) => [slot, paths[index]!])),
      experiences,
      holdout,
    }),
    context: onPath(path, {
      ...SAMPLE_CONTEXT,
      weather: isWeatherKnown ? SAMPLE_CONTEXT.weather : UNKNOWN,
      device: { ...SAMPLE_CONTEXT.device, isBot },
    }),
    profile: sampleProfile(visitor, visitor === null ? {} : assignments),
    now,
  }))

const always = (holds: (situation: Situation) => void): void =>
  fc.assert(fc.property(situation, holds), { numRuns: 500 })
const decided = ({ ruleset, context, profile, now }: Situation) =>
  decide(makeRunnable(ruleset, null), context, profile, now)
const explained = ({ ruleset, context, profile, now }: Situation) =>
  explain(makeRunnable(ruleset, null), context, profile, now)

test('the same inputs give the same plan, after whatever was decided in between', () => {
  const earlier: Situation[] = []
  always((one) => {
    const first = decided(one)
    const runnable = makeRunnable(structuredClone(one.ruleset), null)
    for (const { context, profile, now } of earlier.slice(-5)) decide(runnable, context, profile, now)
    expect(decide(runnable, one.context, one.profile, one.now)).toEqual(first)
    earlier.push(one)
  })
})

test('those who won by explain are the assignments by decide, arm, stickiness and propensity alike', () => {
  always((one) => {
    const won = explained(one).flatMap(({ experience, reason }) => {
      if (reason.reason !== 'won') return []
      const { arm, sticky, propensity } = reason
      return [{ experience, arm, sticky, propensity }]
    })
    expect(decided(one).assignments).toMatchObject(won)
    expect(decided(one).assignments).toHaveLength(won.length)
  })
})

test('a slot has one winner, and a winner has all of its slots on the page', () => {
  always((one) => {
    const { slots, assignments } = decided(one)
    const isOnPage = ({ paths }: CompiledSlot) => paths.some((pattern) => pathMatches(pattern, one.context.page.path))
    const winnerOf = new Map(slots.map(({ slot, experience }) => [slot, experience]))
    expect(winnerOf.size).toBe(slots.length)
    for (const { experience } of assignments) {
      const own = one.ruleset.experiences
        .find(({ id }) => id === experience)!
        .slots.map((slot) => one.ruleset.slots[slot]!)
      const claimed = own.filter(({ id }) => winnerOf.get(id) === experience)
      expect(claimed).toEqual(own.filter(isOnPage))
    }
  })
})

test('slots are planned in the order of the ruleset', () => {
  always((one) => {
    const order = one.ruleset.slots.map(({ id }) => id)
    const places = decided(one).slots.map(({ slot }) => order.indexOf(slot))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
})

test('who is kept out by a taken slot is kept out by somebody earlier who has it', () => {
  always((one) => {
    const { slots } = decided(one)
    const order = one.ruleset.experiences.map(({ id }) => id)
    for (const { experience, reason } of explained(one)) {
      if (reason.reason !== 'slot_taken') continue
      expect(order.indexOf(reason.by)).toBeLessThan(order.indexOf(experience))
      expect(slots.find(({ slot }) => slot === reason.slot)?.experience).toBe(reason.by)
    }
  })
})

test('what a later experience says changes nothing for the earlier ones', () => {
  always((one) => {
    const reasons = explained(one)
    one.ruleset.experiences.forEach((_, index) => {
      const experiences = one.ruleset.experiences.map((experience, at) =>
        at < index ? experience : { ...experience, condition: JSON.stringify(NEVER) },
      )
      const without = explained({ ...one, ruleset: { ...one.ruleset, experiences } })
      expect(without.slice(0, index)).toEqual(reasons.slice(0, index))
    })
  })
})

test('whether a page is addressed does not depend on the visitor', () => {
  fc.assert(
    fc.property(situation, situation, (one, other) => {
      const { context } = one
      const stranger = { ...other.context, page: context.page }
      const theirs = decided({ ...one, context: stranger, profile: other.profile })
      expect(theirs.addressed).toBe(decided(one).addressed)
    }),
  )
})

test('a page that has a winner is addressed', () => {
  always((one) => {
    const { addressed, slots } = decided(one)
    if (slots.length > 0) expect(addressed).toBe(true)
  })
})

test('the holdout has no winner, nor has a bot, and only visitors with an id are held out', () => {
  always((one) => {
    const { holdout, slots } = decided(one)
    if (holdout || one.context.device.isBot) expect(slots).toEqual([])
    if (one.profile.visitor === null) expect(holdout).toBe(false)
  })
})

test('without a visitor id every winner is plain', () => {
  always((one) => {
    const { assignments } = decided({ ...one, profile: sampleProfile(null) })
    for (const { propensity, sticky, arm } of assignments) {
      expect({ propensity, sticky, isControl: arm === null }).toEqual({
        propensity: 1,
        sticky: false,
        isControl: false,
      })
    }
  })
})

test('an index changes nothing, however few experiences there are', () => {
  always((one) => {
    expect(decided({ ...one, ruleset: indexed(one.ruleset) })).toEqual(decided(one))
  })
})

/** As compile.ts does it for many. */
function indexed(ruleset: CompiledRuleset): CompiledRuleset {
  const conditions = ruleset.experiences.map(({ condition }) => (condition === null ? null : JSON.parse(condition)))
  return { ...ruleset, index: compileIndex(rowsOf(conditionNodes(conditions, {})), conditions.length) }
}
