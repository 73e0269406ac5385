/** Who wins which slot: the rules by cases, the shares over many visitors, what is rendered and what is never computed. */

import { describe, expect, test } from 'vitest'
import type { CompiledRuleset, Edit, Template } from '../../src/core/compiled.ts'
import { re2 } from '../../src/core/condition/regex.ts'
import type { VisitContext } from '../../src/core/context.ts'
import { decide } from '../../src/core/decide.ts'
import { makeRunnable } from '../../src/core/decision/runnable.ts'
import type { Arm, Plan } from '../../src/core/plan.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { DECIDE_CASES } from './decide-cases.ts'
import { SAMPLE_CONTEXT, type SampleExperience, sampleProfile, sampleRuleset } from './sample-ruleset.ts'

const NOW = Date.parse('2026-11-22T12:00:00+09:00')
const armName = (arm: Arm): string => arm ?? 'control'

describe('cases', () => {
  test.each(DECIDE_CASES)('$name', ({ ruleset, context, profile, now, expected }) => {
    const plan = decide(ruleset, context, profile, now)
    expect(Object.fromEntries(plan.slots.map((won) => [won.slot, `${won.experience}/${armName(won.arm)}`]))).toEqual(
      expected.slots,
    )
    expect(plan.addressed).toBe(expected.addressed)
    expect(plan.holdout).toBe(expected.holdout)
    for (const { slot, experience, arm, edits } of plan.slots) {
      const isBaseline = arm === null || expected.baseline.includes(slot)
      expect(edits?.own ?? null).toEqual(isBaseline ? null : [{ op: 'text', value: `${experience}/${arm}` }])
    }
  })

  test('an assignment for each winner, once, and the same arm in all of its slots', () => {
    for (const { ruleset, context, profile, now } of DECIDE_CASES) {
      const { slots, assignments } = decide(ruleset, context, profile, now)
      const winners = [...new Set(slots.map(({ experience }) => experience))]
      expect(assignments.map(({ experience }) => experience).sort()).toEqual(winners.sort())
      for (const { experience, arm, propensity } of slots) {
        expect(assignments).toContainEqual(expect.objectContaining({ experience, arm, propensity }))
      }
    }
  })
})

describe('shares', () => {
  const VISITORS = Array.from({ length: 20_000 }, (_, index) => `visitor-${index}`)
  /** Five standard errors among the visitors above. */
  const within = (share: number): number => 5 * Math.sqrt((share * (1 - share)) / VISITORS.length)
  const onHero = (rules: Partial<SampleExperience>, holdout = 0): ((visitor: string) => Plan) => {
    const sample = { slots: { hero: ['/'] }, holdout, experiences: [{ id: 'a', slots: ['hero'], ...rules }] }
    const ruleset = makeRunnable(sampleRuleset(sample), null)
    return (visitor) => decide(ruleset, SAMPLE_CONTEXT, sampleProfile(visitor), NOW)
  }
  const shareOf = (plan: (visitor: string) => Plan, holds: (plan: Plan) => boolean): number =>
    VISITORS.filter((visitor) => holds(plan(visitor))).length / VISITORS.length

  test('holdout', () => {
    const plan = onHero({}, 0.05)
    expect(Math.abs(shareOf(plan, ({ holdout }) => holdout) - 0.05)).toBeLessThan(within(0.05))
    expect(Math.abs(shareOf(plan, ({ slots }) => slots.length === 0) - 0.05)).toBeLessThan(within(0.05))
  })

  test('allocation', () => {
    const plan = onHero({ allocation: 0.3 })
    expect(Math.abs(shareOf(plan, ({ slots }) => slots.length === 1) - 0.3)).toBeLessThan(within(0.3))
  })

  test('arms get their propensity, and it is the share that was asked for', () => {
    const plan = onHero({ control: 0.1, variants: [{ id: 'v' }, { id: 'w', weight: 2 }] })
    for (const [arm, share] of [
      [null, 0.1],
      ['v', 0.3],
      ['w', 0.6],
    ] as const) {
      const got = VISITORS.map(plan).filter(({ assignments }) => assignments[0]?.arm === arm)
      expect(Math.abs(got.length / VISITORS.length - share)).toBeLessThan(within(share))
      expect(got[0]!.assignments[0]!.propensity).toBeCloseTo(share, 12)
    }
  })

  test('being let in says nothing about the arm', () => {
    const plan = onHero({ allocation: 0.5, control: 0.5 })
    expect(Math.abs(shareOf(plan, ({ assignments }) => assignments[0]?.arm === null) - 0.25)).toBeLessThan(within(0.25))
  })

  test('a ramp keeps everybody who was in, with their arm', () => {
    const rules = { control: 0.2, variants: [{ id: 'v' }, { id: 'w' }] }
    const ramp = [0.05, 0.1, 0.5, 1].map((allocation) => onHero({ ...rules, allocation }))
    for (const visitor of VISITORS.slice(0, 2_000)) {
      const arms = ramp.map((plan) => plan(visitor).assignments[0]?.arm)
      const entered = arms.findIndex((arm) => arm !== undefined)
      expect(new Set(arms.slice(entered)).size).toBe(1)
    }
  })
})

describe('groups', () => {
  const VISITORS = Array.from({ length: 9_000 }, (_, index) => `visitor-${index}`)
  const memberIn = (members: readonly string[]): ((visitor: string) => string) => {
    const slots = Object.fromEntries(members.map((member) => [member, ['/']]))
    const experiences = members.map((id) => ({ id, slots: [id], group: 'season' }))
    const ruleset = makeRunnable(sampleRuleset({ slots, experiences }), null)
    return (visitor) => {
      const { assignments } = decide(ruleset, SAMPLE_CONTEXT, sampleProfile(visitor), NOW)
      return assignments.map(({ experience }) => experience).join()
    }
  }

  test('members share the visitors evenly', () => {
    const members = VISITORS.map(memberIn(['a', 'b', 'c']))
    for (const one of ['a', 'b', 'c']) {
      const share = members.filter((member) => member === one).length / members.length
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.025)
    }
  })

  test('a new member takes from all and moves nobody between the others', () => {
    const before = memberIn(['a', 'b'])
    const after = memberIn(['c', 'a', 'b'])
    for (const visitor of VISITORS.slice(0, 2_000)) expect([before(visitor), 'c']).toContain(after(visitor))
  })

  test('which member it is says nothing about the arm within', () => {
    const sample = {
      slots: { hero: ['/'], nav: ['/'] },
      experiences: [
        { id: 'a', slots: ['hero'], group: 'season', control: 0.5 },
        { id: 'b', slots: ['nav'], group: 'season' },
      ],
    }
    const ruleset = makeRunnable(sampleRuleset(sample), null)
    const arms = VISITORS.flatMap((visitor) =>
      decide(ruleset, SAMPLE_CONTEXT, sampleProfile(visitor), NOW)
        .assignments.filter(({ experience }) => experience === 'a')
        .map(({ arm }) => arm),
    )
    expect(Math.abs(arms.filter((arm) => arm === null).length / arms.length - 0.5)).toBeLessThan(0.04)
  })
})

describe('what the plan holds', () => {
  const withEdits = (edits: readonly Edit<Template>[], context: VisitContext = SAMPLE_CONTEXT): Plan => {
    const experiences = [{ id: 'a', slots: ['hero'], variants: [{ id: 'v', edits }] }]
    const ruleset = makeRunnable(sampleRuleset({ slots: { hero: ['/'] }, experiences }), null)
    return decide(ruleset, context, sampleProfile('visitor-2'), NOW)
  }
  const place = { attribute: 'geo.regionName', fallback: 'お住まいの地域' }
  const query = { attribute: 'page.query.to', fallback: '/' }
  const asked = (to: string): VisitContext => ({ ...SAMPLE_CONTEXT, page: { host: 'x', path: '/', query: { to } } })

  test('merge fields are filled, and fall back when unknown', () => {
    const edits: Edit<Template>[] = [{ op: 'text', value: [place, 'は雨。'] }]
    const nowhere = { ...SAMPLE_CONTEXT, geo: { ...SAMPLE_CONTEXT.geo, regionName: UNKNOWN } } as const
    expect(withEdits(edits).slots[0]!.edits!.own).toEqual([{ op: 'text', value: '宮城県は雨。' }])
    expect(withEdits(edits, nowhere).slots[0]!.edits!.own).toEqual([{ op: 'text', value: 'お住まいの地域は雨。' }])
  })

  test('merge fields in HTML are escaped', () => {
    const edits: Edit<Template>[] = [{ op: 'append', value: ['<b>', query, '</b>'] }]
    const { own } = withEdits(edits, asked('<img src=x onerror=alert(1)>')).slots[0]!.edits!
    expect(own).toEqual([{ op: 'append', value: '<b>&lt;img src=x onerror=alert(1)&gt;</b>' }])
  })

  test('every kind of edit comes through', () => {
    const edits: Edit<Template>[] = [
      { op: 'html', value: ['<i>', place, '</i>'] },
      { op: 'attribute', name: 'title', value: [place] },
      { op: 'attribute', name: 'lang', value: null },
      { op: 'url', name: 'href', value: ['/shops/', { attribute: 'geo.city', fallback: 'all' }] },
      { op: 'classes', add: ['wet'], remove: ['dry'] },
      { op: 'image', src: '/rain.jpg', alt: [place, 'の雨'], srcset: '/rain.jpg 1x, /rain@2x.jpg 2x', sizes: null },
      { op: 'remove' },
    ]
    expect(withEdits(edits).slots[0]!.edits!.own).toEqual([
      { op: 'html', value: '<i>宮城県</i>' },
      { op: 'attribute', name: 'title', value: '宮城県' },
      { op: 'attribute', name: 'lang', value: null },
      { op: 'url', name: 'href', value: '/shops/Sendai' },
      { op: 'classes', add: ['wet'], remove: ['dry'] },
      { op: 'image', src: '/rain.jpg', alt: '宮城県の雨', srcset: '/rain.jpg 1x, /rain@2x.jpg 2x', sizes: null },
      { op: 'remove' },
    ])
  })

  test.each([
    ['a link, fixed', { op: 'url', name: 'href', value: 'javascript:alert(1)' }],
    ['a link, merged', { op: 'url', name: 'href', value: ['javascript:', query] }],
    ['an image', { op: 'image', src: ['data:', query], alt: null, srcset: null, sizes: null }],
    ['one of several images', { op: 'image', src: '/a.jpg', alt: null, srcset: '/a.jpg 1x, data:x 2x', sizes: null }],
  ] as const)('an unsafe URL is left out and the rest stays: %s', (_name, edit) => {
    const { own } = withEdits([edit, { op: 'text', value: 'rest' }], asked('x')).slots[0]!.edits!
    expect(own).toEqual([{ op: 'text', value: 'rest' }])
  })

  test('edits without merge fields are shared by all plans', () => {
    const fixed: CompiledRuleset = sampleRuleset({
      slots: { hero: ['/'] },
      experiences: [{ id: 'a', slots: ['hero'] }],
    })
    const ruleset = makeRunnable(fixed, null)
    const [one, other] = ['visitor-1', 'visitor-2'].map((id) => decide(ruleset, SAMPLE_CONTEXT, sampleProfile(id), NOW))
    expect(one!.slots[0]!.edits).toBe(other!.slots[0]!.edits)
  })

  test('the slot is described as the rewriter needs it', () => {
    expect(withEdits([]).slots[0]).toMatchObject({ slot: 'hero', selector: 'section.hero', match: 'first', list: null })
  })
})

describe('what is not asked is not computed', () => {
  /** A context that counts how often each of its families is read. */
  function watched(context: VisitContext): { readonly context: VisitContext; readonly reads: Map<string, number> } {
    const reads = new Map<string, number>()
    const watchedContext = {}
    for (const [name, value] of Object.entries(context)) {
      const get = () => {
        reads.set(name, (reads.get(name) ?? 0) + 1)
        return value
      }
      Object.defineProperty(watchedContext, name, { get, enumerable: true })
    }
    return { context: watchedContext as VisitContext, reads }
  }
  const readsOf = (experiences: readonly Omit<SampleExperience, 'slots'>[], visitor: string | null) => {
    const placed = experiences.map((one) => ({ ...one, slots: ['hero'] }))
    const ruleset = makeRunnable(sampleRuleset({ slots: { hero: ['/'] }, experiences: placed }), null)
    const { context, reads } = watched(SAMPLE_CONTEXT)
    decide(ruleset, context, sampleProfile(visitor), NOW)
    return reads
  }
  const evening = { 'time.dayPart': 'evening' }

  test('the time, when no rule of the page reads it', () => {
    expect(readsOf([{ id: 'a', condition: { 'geo.country': 'JP' } }], 'visitor-2').has('time')).toBe(false)
  })

  test('the time once, however many rules read it', () => {
    const rules = ['a', 'b', 'c'].map((id) => ({ id, condition: evening }))
    expect(readsOf(rules, 'visitor-2').get('time')).toBe(1)
  })

  test.each([
    ['disabled', { enabled: false }, 'visitor-2'],
    ['off schedule', { schedule: { from: '2027-01-01T00:00' } }, 'visitor-2'],
    ['without a visitor id', { control: 0.5 }, null],
  ] as const)('the condition of an experience that is %s', (_name, rules, visitor) => {
    const reads = readsOf([{ id: 'a', condition: evening, ...rules }], visitor)
    expect([reads.has('time'), reads.has('geo')]).toEqual([false, false])
  })

  test('the condition of an experience whose slot is taken', () => {
    const rules = [{ id: 'a' }, { id: 'b', condition: evening }]
    expect(readsOf(rules, 'visitor-2').has('time')).toBe(false)
  })

  test('anything but the path, on a page that nothing addresses', () => {
    expect([...readsOf([], 'visitor-2').keys()]).toEqual(['page'])
  })
})

describe('regular expressions', () => {
  const sample = {
    slots: { hero: ['/'] },
    experiences: [{ id: 'a', slots: ['hero'], condition: { 'geo.city': { $regex: '^Sen' } } }],
  }
  test.each([
    ['with the engine they are asked', re2, 1],
    ['without it they are unknown, and nothing is won', null, 0],
  ] as const)('%s', (_name, regex, winners) => {
    const ruleset = makeRunnable(sampleRuleset(sample), regex)
    expect(decide(ruleset, SAMPLE_CONTEXT, sampleProfile('visitor-2'), NOW).slots).toHaveLength(winners)
  })
})
