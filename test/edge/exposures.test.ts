/** What cannot be seen in a page yet: sticky arms, weather, and what of the context is kept. The rest: promises/recording.test.ts. */

import { expect, test } from 'vitest'
import { consentOf, EVERY_PURPOSE, setOf } from '../../src/core/consent/purpose-set.ts'
import type { VisitContext } from '../../src/core/context.ts'
import type { Assignment, SlotPlan } from '../../src/core/plan.ts'
import type { Profile } from '../../src/core/profile.ts'
import { NOBODY } from '../../src/core/profile.ts'
import { UNKNOWN, type Unknown } from '../../src/core/unknown.ts'
import { coarseContext } from '../../src/edge/coarse-context.ts'
import { visitContext } from '../../src/edge/context.ts'
import type { Decided } from '../../src/edge/decision.ts'
import { exposures } from '../../src/edge/exposures.ts'
import type { PageVisit } from '../../src/edge/visit.ts'

const EVERYTHING = consentOf(EVERY_PURPOSE, 'own')

const NOW = Date.parse('2026-11-22T03:00:00Z')
const TOKYO = { timeZone: 'Asia/Tokyo', locale: 'ja' }

const context = (headers: { [name: string]: string }, cf: object = {}): VisitContext =>
  visitContext(Object.assign(new Request('https://shop.example/', { headers }), { cf }), NOW, TOKYO, UNKNOWN)

const slot = (id: string, experience: string): SlotPlan => ({ slot: id, experience }) as SlotPlan
const assignment = (experience: string, more: Partial<Assignment> = {}): Assignment => ({
  experience,
  arm: 'v',
  sticky: false,
  propensity: 1,
  randomised: true,
  cap: null,
  ...more,
})
const decided = (slots: SlotPlan[], assignments: Assignment[]): Decided => ({
  kind: 'plan',
  id: '0190a1b2-c3d4-7000-8000-000000000001',
  plan: { addressed: true, slots, assignments, holdout: false },
  context: context({}),
  profile: { ...NOBODY, visitor: 'somebody' },
  setCookie: null,
  memory: null,
  revision: 7,
  holdoutShare: 0,
  scripts: [],
  consent: EVERYTHING,
})
const VISIT = { site: 'main', path: '/', arrivedAt: NOW } as PageVisit

test('a sticky arm says so, with the probability that it has today', () => {
  const plan = decided([slot('a', 'old')], [assignment('old', { sticky: true, propensity: 0 })])
  expect(exposures(plan, ['a'], VISIT, NOW)).toMatchObject([
    { experience: 'old', propensity: 0, data: { slots: ['a'], sticky: true } },
  ])
})

test('each experience has its own met slots, in the order of the plan', () => {
  const slots = [slot('a', 'one'), slot('b', 'two'), slot('c', 'one'), slot('d', 'three')]
  const plan = decided(slots, [assignment('two'), assignment('one', { arm: null }), assignment('three')])
  const told = exposures(plan, ['c', 'a', 'b'], VISIT, NOW + 5)
  expect(told.map(({ experience, data }) => [experience, data])).toEqual([
    ['two', { slots: ['b'] }],
    ['one', { slots: ['a', 'c'] }],
  ])
  expect(told[1]).not.toHaveProperty('arm')
  expect(told[0]).toMatchObject({ at: NOW, receivedAt: NOW + 5, visitor: 'somebody', revision: 7 })
})

test.each([
  ['zh-Hant-TW,en;q=0.5', 'zh'],
  ['ja', 'ja'],
  ['*', undefined],
])('of the language only what it is: %s → %s', (accepted, language) => {
  expect(coarseContext(context({ 'accept-language': accepted }), NOBODY, EVERYTHING).language).toBe(language)
})

test('what is known of place and weather is kept; what is not, and what is too fine, is not there', () => {
  const cf = { country: 'JP', region: 'Miyagi', regionCode: '04', city: 'Sendai', postalCode: '980-0811', asn: 2516 }
  const weather = { kind: 'rain' } as Exclude<VisitContext['weather'], symbol>
  const returning: Profile = { ...NOBODY, visit: { ...NOBODY.visit, isReturning: true } }
  expect(coarseContext({ ...context({ 'accept-language': 'en-GB' }, cf), weather }, returning, EVERYTHING)).toEqual({
    country: 'JP',
    region: 'Miyagi',
    language: 'en',
    device: 'desktop',
    channel: 'direct',
    weather: 'rain',
    dayPart: 'day',
    isReturning: true,
    consent: 'own',
  })
  expect(coarseContext(context({}), NOBODY, EVERYTHING)).toEqual({
    device: 'desktop',
    channel: 'direct',
    dayPart: 'day',
    consent: 'own',
  })
  const unknownKind = { ...context({}), weather: { ...weather, kind: UNKNOWN as Unknown } }
  expect(coarseContext(unknownKind, NOBODY, EVERYTHING)).not.toHaveProperty('weather')
})

test.each([
  ['storage and measure', setOf('storage', 'measure'), 'somebody'],
  ['measure alone', setOf('measure'), undefined],
  ['storage alone', setOf('storage'), undefined],
])('who it was is told under %s: %s', (_, purposes, visitor) => {
  const page = decided([slot('a', 'one')], [assignment('one')])
  const [event] = exposures({ ...page, consent: consentOf(purposes, 'own') }, ['a'], VISIT, NOW)
  expect(event!.visitor).toBe(visitor)
})

test.each([
  ['export, with an id', setOf('storage', 'measure', 'export'), true],
  ['no export', setOf('storage', 'measure'), undefined],
  ['export without an id', setOf('storage', 'export'), undefined],
])('whether others may get it with the id: %s', (_, purposes, told) => {
  const page = decided([slot('a', 'one')], [assignment('one')])
  const [event] = exposures({ ...page, consent: consentOf(purposes, 'own') }, ['a'], VISIT, NOW)
  expect(event!.context!.export).toBe(told)
})
