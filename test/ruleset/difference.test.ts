/** What differs between two rulesets, each difference once and nothing that is none. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuthoredExperience, AuthoredRuleset } from '../../src/core/authored.ts'
import { differences } from '../../src/ruleset/difference.ts'
import { inNewOrder } from '../../src/ruleset/moved.ts'

const experience = (id: string, more: Partial<AuthoredExperience> = {}): AuthoredExperience => ({
  id,
  variants: [{ id: 'a', slots: { hero: { headline: { text: 'Rain' } }, nav: { append: '<li>x</li>' } } }],
  ...more,
})

const ruleset = (more: Partial<AuthoredRuleset> = {}): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
  slots: {
    hero: { paths: ['/'], selector: 'section.hero', parts: { headline: { selector: 'h1', kind: 'text' } } },
    nav: { paths: ['/*'], selector: 'nav > ul' },
  },
  audiences: { rainy: { 'weather.kind': 'rain' } },
  experiences: [experience('one'), experience('two'), experience('three')],
  ...more,
})

test('the same, written otherwise, differs in nothing', () => {
  const other = ruleset({
    site: { locale: 'ja', memory: 'by-region', timeZone: 'Asia/Tokyo', holdout: 0 },
    experiences: [
      experience('one', { enabled: true, allocation: 1, when: {} }),
      experience('two'),
      experience('three'),
    ],
  })
  expect(differences(ruleset(), ruleset())).toEqual([])
  expect(differences(ruleset(), other)).toEqual([])
})

const slots = (more: object) => ({ ...ruleset().slots, ...more }) as AuthoredRuleset['slots']
const first = (more: Partial<AuthoredExperience>) =>
  ruleset({ experiences: [experience('one', more), experience('two'), experience('three')] })
const variant = (headline: object, nav: object) => [{ id: 'a', slots: { hero: { headline }, nav } }]

test.each<[string, AuthoredRuleset, object]>([
  [
    'site',
    ruleset({ site: { timeZone: 'UTC', locale: 'ja' } }),
    { in: 'site', key: 'timeZone', before: 'Asia/Tokyo', after: 'UTC' },
  ],
  [
    'new slot',
    ruleset({ slots: slots({ foot: { paths: ['/'], selector: 'footer' } }) }),
    { in: 'slot', slot: 'foot', change: 'added' },
  ],
  [
    'slot',
    ruleset({ slots: slots({ nav: { paths: ['/'], selector: 'nav > ul' } }) }),
    { in: 'slot', slot: 'nav', change: 'changed', key: 'paths', before: ['/*'], after: ['/'] },
  ],
  [
    'part',
    ruleset({
      slots: slots({
        hero: { paths: ['/'], selector: 'section.hero', parts: { headline: { selector: 'h2', kind: 'text' } } },
      }),
    }),
    { in: 'slot', key: 'parts.headline.selector', before: 'h1', after: 'h2' },
  ],
  ['audience', ruleset({ audiences: {} }), { in: 'audience', audience: 'rainy', after: undefined }],
  ['switched off', first({ enabled: false }), { change: 'changed', key: 'enabled', after: false }],
  [
    'weight',
    first({ variants: [{ ...experience('x').variants[0]!, weight: 3 }] }),
    { change: 'weight', variant: 'a', before: 1, after: 3 },
  ],
  [
    'content of a part',
    first({ variants: variant({ text: 'Sun' }, { append: '<li>x</li>' }) }),
    { change: 'content', slot: 'hero', part: 'headline', key: 'text', before: 'Rain', after: 'Sun' },
  ],
  [
    'content of a slot',
    first({ variants: variant({ text: 'Rain' }, { append: '<li>y</li>' }) }),
    { change: 'content', slot: 'nav', part: null, key: 'append' },
  ],
  [
    'gone',
    ruleset({ experiences: [experience('one'), experience('three')] }),
    { experience: 'two', change: 'removed' },
  ],
  ['moved', ruleset({ experiences: [experience('two'), experience('one'), experience('three')] }), { change: 'moved' }],
])('%s', (_name, after, difference) => {
  const found = differences(ruleset(), after)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject(difference)
})

test('what moved is as little as can be, and the rest kept its order', () => {
  const orders = fc.uniqueArray(fc.nat(30), { maxLength: 12 }).map((ids) => ids.map(String))
  fc.assert(
    fc.property(orders, orders, (before, after) => {
      const moved = inNewOrder(before, after)
      const kept = (ids: readonly string[], of: readonly string[]) =>
        ids.filter((id) => of.includes(id) && !moved.has(id))
      expect(kept(before, after)).toEqual(kept(after, before))
    }),
    { numRuns: 2_000 },
  )
  expect(inNewOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual(new Set(['d']))
})
