/** What a settled arm wins against and what it bows to, through decide and explain. Not the links that name one: test/promises/preview*. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRuleset, LEAST_INDEXED_COUNT } from '../../../src/core/compile.ts'
import type { CompiledRuleset } from '../../../src/core/compiled.ts'
import { decide } from '../../../src/core/decide.ts'
import { type Forced, forcedRuleset } from '../../../src/core/decision/forced.ts'
import { makeRunnable } from '../../../src/core/decision/runnable.ts'
import { explain } from '../../../src/core/explain.ts'
import { onPath, SAMPLE_CONTEXT, type SampleExperience, sampleProfile, sampleRuleset } from '../sample-ruleset.ts'

const NOW = Date.parse('2026-11-22T12:00:00+09:00')
const ARMS = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

const rulesWith = (wanted: Partial<SampleExperience>, others: readonly SampleExperience[] = [], holdout = 0) =>
  sampleRuleset({
    holdout,
    slots: { hero: ['/'], nav: ['/', '/about'] },
    experiences: [...others, { id: 'wanted', slots: ['hero'], variants: ARMS, ...wanted }],
  })

const force = (arm: string | null, more: Partial<Forced> = {}): Forced => ({
  experience: 'wanted',
  arm,
  anyAudience: false,
  ...more,
})

/** What the page gets, as `slot=experience/arm`. */
function shown(compiled: CompiledRuleset, forced: Forced, visitor: string | null = 'x', path = '/', sticky = {}) {
  const derived = forcedRuleset(compiled, forced)
  if (!derived.ok) return derived.error
  const profile = { ...sampleProfile(visitor, sticky), plans: { wanted: [NOW / 1000] }, dismissed: ['wanted'] }
  return decide(makeRunnable(derived.value, null), onPath(path), profile, NOW).slots.map(
    ({ slot, experience, arm }) => `${slot}=${experience}/${arm ?? 'control'}`,
  )
}

/** Whoever looks: a visitor without an id too. */
const visitors = fc.option(fc.string({ minLength: 1 }))

describe('a settled arm wins', () => {
  test.each<readonly [string, Partial<SampleExperience>, readonly SampleExperience[], number]>([
    ['over the draw of arms', {}, [], 0],
    ['over the allocation', { allocation: 0 }, [], 0],
    ['over its cap, and over whoever dismissed it', { cap: { count: 1, per: 60 } }, [], 0],
    ['over the holdout', {}, [], 1],
    [
      'over the shares of control and arms',
      { control: 0.9, variants: ARMS.map((v) => ({ ...v, weight: 0.1 })) },
      [],
      0,
    ],
    ['over its group', { group: 'g' }, [{ id: 'other', slots: ['nav'], group: 'g' }], 0],
    ['over who stands before it', {}, [{ id: 'before', slots: ['hero'] }], 0],
  ])('%s, for whoever looks', (_, wanted, others, holdout) => {
    fc.assert(
      fc.property(visitors, fc.constantFrom('a', 'b', 'c', null), (visitor, arm) => {
        expect(shown(rulesWith(wanted, others, holdout), force(arm), visitor)).toEqual([
          `hero=wanted/${arm ?? 'control'}`,
        ])
      }),
    )
  })

  test('over the arm from before', () => {
    expect(shown(rulesWith({}), force('b'), 'x', '/', { wanted: 'c' })).toEqual(['hero=wanted/b'])
  })

  test('the baseline of control, where the experience has no share for it', () => {
    expect(shown(rulesWith({ variants: [{ id: 'a' }] }), force(null), null)).toEqual(['hero=wanted/control'])
  })
})

describe('a settled arm bows to', () => {
  const never = { 'geo.country': 'FR' }
  test.each<readonly [string, Partial<SampleExperience>, string]>([
    ['the page', {}, '/about'],
    ['being switched off', { enabled: false }, '/'],
    ['the schedule', { schedule: { until: '2020-01-01T00:00' } }, '/'],
    ['the audience', { condition: never }, '/'],
  ])('%s', (_, wanted, path) => {
    expect(shown(rulesWith(wanted), force('a'), 'x', path)).toEqual([])
  })

  test('not the audience, where that was granted', () => {
    expect(shown(rulesWith({ condition: never }), force('a', { anyAudience: true }))).toEqual(['hero=wanted/a'])
  })
})

describe('around it', () => {
  test('others keep their slots and order', () => {
    const others = [
      { id: 'one', slots: ['nav'] },
      { id: 'two', slots: ['nav'] },
    ]
    expect(shown(rulesWith({}, others), force('a'))).toEqual(['hero=wanted/a', 'nav=one/v'])
  })

  test('nobody else of its group, whoever looks and whatever was before', () => {
    const compiled = rulesWith({ group: 'g' }, [{ id: 'other', slots: ['nav'], group: 'g' }])
    fc.assert(
      fc.property(visitors, (visitor) => {
        expect(shown(compiled, force('a'), visitor, '/', { other: 'v' })).toEqual(['hero=wanted/a'])
      }),
    )
  })

  test('what the other arms ask of the page is asked still', () => {
    const arms = [{ id: 'a' }, { id: 'b', edits: [{ op: 'remove' as const }] }]
    const plain = rulesWith({ variants: arms })
    const derived = forcedRuleset(plain, force('a'))
    if (!derived.ok) throw new Error(derived.error)
    const [own] = makeRunnable(derived.value, null).experiences
    expect(own!.guards).toEqual(makeRunnable(plain, null).experiences[0]!.guards)
  })

  test('the ruleset it comes from stays as it is', () => {
    const compiled = rulesWith({ group: 'g' }, [{ id: 'other', slots: ['nav'], group: 'g' }], 0.5)
    const before = structuredClone(compiled)
    forcedRuleset(compiled, force('a', { anyAudience: true }))
    expect(compiled).toEqual(before)
  })

  test('explain says the same of it', () => {
    const derived = forcedRuleset(rulesWith({ allocation: 0 }, [{ id: 'before', slots: ['hero'] }]), force('b'))
    if (!derived.ok) throw new Error(derived.error)
    const said = explain(makeRunnable(derived.value, null), SAMPLE_CONTEXT, sampleProfile(null), NOW)
    expect(said).toMatchObject([
      { experience: 'wanted', reason: { reason: 'won', arm: 'b', propensity: 1 } },
      { experience: 'before', reason: { reason: 'slot_taken', by: 'wanted' } },
    ])
  })
})

test('of many experiences too, whose index is of the order that was', () => {
  const count = 2 * LEAST_INDEXED_COUNT
  const authored = {
    format: 1 as const,
    site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
    slots: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`s${i}`, { paths: ['/'], selector: `h1.s${i}` }]),
    ),
    audiences: {},
    experiences: Array.from({ length: count }, (_, i) => ({
      id: `e${i}`,
      when: { 'geo.city': i % 2 === 0 ? 'Sendai' : 'Paris' },
      variants: [{ id: 'v', slots: { [`s${i}`]: { text: 'x' } } }],
    })),
  }
  const compiled = compileRuleset(authored)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  expect(compiled.value.index).not.toBe(null)
  const forced = { experience: `e${count - 1}`, arm: 'v', anyAudience: true }
  const even = Array.from({ length: count / 2 }, (_, i) => `s${2 * i}=e${2 * i}/v`)
  expect(shown(compiled.value, forced)).toEqual([...even, `s${count - 1}=e${count - 1}/v`])
})

test.each([
  ['no_such_experience', force('a', { experience: 'constructor' })],
  ['no_such_experience', force('a', { experience: '__proto__' })],
  ['no_such_variant', force('d')],
  ['no_such_variant', force('toString')],
])('%s', (fault, forced) => {
  expect(shown(rulesWith({}), forced)).toBe(fault)
})
