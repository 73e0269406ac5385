/** The headers of a preview, whatever its names and the origin's headers are. The pages themselves: test/promises/preview*. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PublishedRuleset } from '../../src/core/compiled.ts'
import { consentOf, EVERY_PURPOSE } from '../../src/core/consent/purpose-set.ts'
import type { VisitContext } from '../../src/core/context.ts'
import type { SlotPlan } from '../../src/core/plan.ts'
import { NOBODY } from '../../src/core/profile.ts'
import type { Decision } from '../../src/edge/decision.ts'
import { asPreview, endingPreview, hideAddress, outcomeOf } from '../../src/edge/preview-answer.ts'
import type { Preview } from '../../src/preview/preview.ts'
import { sampleRuleset } from '../core/sample-ruleset.ts'

const EVERYTHING = consentOf(EVERY_PURPOSE, 'own')

const ruleset = sampleRuleset({ slots: { hero: ['/'] }, experiences: [] })
const DOCUMENT: PublishedRuleset = { revision: 7, hash: 'abcdef0123456789', publishedAt: 0, superseded: [], ruleset }

const preview = (rules: Preview['rules']): Preview => ({
  site: 'main',
  expiresAt: 1_000_000,
  rules,
  simulation: null,
  forced: null,
})

const slotPlan = (slot: string, experience: string, arm: string | null): SlotPlan =>
  ({ slot, experience, arm }) as SlotPlan

const decided = (...slots: readonly SlotPlan[]): Decision => ({
  kind: 'plan',
  id: '0190a1b2-c3d4-7000-8000-000000000001',
  context: {} as VisitContext,
  profile: NOBODY,
  plan: { addressed: true, slots, assignments: [], holdout: false },
  setCookie: null,
  memory: null,
  revision: 7,
  holdoutShare: 0,
  scripts: [],
  consent: EVERYTHING,
})

const answer = (decision: Decision, rules: Preview['rules'] = { kind: 'published' }, document = DOCUMENT) =>
  asPreview(new Response('page'), preview(rules), 'decided', decision, document).headers

describe('Server-Timing', () => {
  test.each<readonly [string, Preview['rules'], string]>([
    ['the revision', { kind: 'published' }, 'awase-rules;desc="published r7"'],
    ['the revision before', { kind: 'previous' }, 'awase-rules;desc="previous r7"'],
    ['a draft by its text', { kind: 'draft', name: 'spring' }, 'awase-rules;desc="draft:spring abcdef01"'],
  ])('%s', (_, rules, wanted) => {
    expect(answer(decided(), rules).get('server-timing')).toBe(wanted)
  })

  test('who has which slot, and control by that name', () => {
    expect(answer(decided(slotPlan('hero', 'season', 'a'), slotPlan('nav', 'order', null))).get('server-timing')).toBe(
      'awase-rules;desc="published r7", awase-slot;desc="hero=season/a", awase-slot;desc="nav=order/control"',
    )
  })

  test('names that would break a header do not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (slot, arm) => {
        const told = answer(decided(slotPlan(slot, 'e', arm))).get('server-timing')
        expect(told).toMatch(/^awase-rules;desc="published r7", awase-slot;desc="[\w:=/. -]{1,120}"$/)
      }),
    )
  })

  test('the first twenty slots, of however many', () => {
    const slots = Array.from({ length: 500 }, (_, i) => slotPlan(`s${i}`, 'e'.repeat(500), 'v'))
    const told = answer(decided(...slots)).get('server-timing')!
    expect(told.match(/awase-slot/g)).toHaveLength(20)
    expect(told.length).toBeLessThan(4_000)
  })

  test('the origin’s own stays', () => {
    const page = new Response('page', { headers: { 'server-timing': 'db;dur=3' } })
    const { headers } = asPreview(page, preview({ kind: 'published' }), 'off', { kind: 'none' }, null)
    expect(headers.get('server-timing')).toBe('db;dur=3, awase-rules;desc="published"')
  })
})

test('robots are told once, whatever the origin told them', () => {
  const page = new Response('page', { headers: { 'x-robots-tag': 'all' } })
  const { headers } = asPreview(page, preview({ kind: 'published' }), 'decided', decided(), DOCUMENT)
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
})

test.each([
  [null, 'strict-origin'],
  ['unsafe-url', 'strict-origin'],
  ['no-referrer', 'no-referrer'],
])('with a token in the address, Referrer-Policy %s is %s', (own, wanted) => {
  const response = new Response('page', own === null ? {} : { headers: { 'referrer-policy': own } })
  hideAddress(response)
  expect(response.headers.get('referrer-policy')).toBe(wanted)
})

describe('what came of it', () => {
  const response = new Response('page')
  const settled = (failure: 'too_large' | null) => ({ met: [], failure })
  test.each([
    ['not_addressed', { kind: 'none' }, { response, settled: null, failure: null }],
    ['decided', decided(), { response, settled: null, failure: null }],
    ['encoding', decided(), { response, settled: null, failure: 'encoding' }],
    ['too_large', decided(), { response, settled: settled('too_large'), failure: null }],
    ['decided', decided(), { response, settled: Promise.resolve(settled('too_large')), failure: null }],
  ] as const)('%s', (wanted, decision, rewritten) => {
    expect(outcomeOf(decision as Decision, rewritten)).toBe(wanted)
  })
})

test('the page that ends a preview is in no cache with the cookie’s end', () => {
  const page = new Response('page', { headers: [['set-cookie', 'a=1']] })
  page.headers.set('cache-control', 'public')
  const { headers } = endingPreview(page)
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.getSetCookie()).toEqual(['a=1', expect.stringMatching(/^__Host-awase-preview=;.*Max-Age=0/)])
})
