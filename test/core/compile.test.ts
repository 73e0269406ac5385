/** What a validated ruleset becomes. Not what is refused: ruleset/validate.test.ts. */

import { describe, expect, test } from 'vitest'
import type {
  AuthoredContent,
  AuthoredExperience,
  AuthoredRuleset,
  AuthoredSlot,
  Condition,
} from '../../src/core/authored.ts'
import { compileRuleset, LEAST_INDEXED_COUNT } from '../../src/core/compile.ts'
import type {
  CompiledExperience,
  CompiledRuleset,
  CompiledVariant,
  SlotEdits,
  Template,
} from '../../src/core/compiled.ts'
import { forcedRuleset } from '../../src/core/decision/forced.ts'
import { makeRunnable } from '../../src/core/decision/runnable.ts'
import { matchAll } from '../../src/core/match.ts'
import example from '../cases/ruleset-example.json' with { type: 'json' }

const SITE = { timeZone: 'Asia/Tokyo', locale: 'ja' }
const SLOT: AuthoredSlot = { paths: ['/'], selector: 'p' }
const EXPERIENCE: AuthoredExperience = { id: 'e', variants: [{ id: 'v', slots: { a: { text: 'x' } } }] }

const ruleset = (parts: Partial<AuthoredRuleset>): AuthoredRuleset => ({
  format: 1,
  site: SITE,
  slots: { a: SLOT, b: SLOT },
  audiences: {},
  experiences: [],
  ...parts,
})

const compiled = (parts: Partial<AuthoredRuleset>): CompiledRuleset => {
  const result = compileRuleset(ruleset(parts))
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'))
  return result.value
}

const experience = (parts: Partial<AuthoredExperience>, others: readonly Partial<AuthoredExperience>[] = []) =>
  compiled({
    audiences: { x: { language: 'ja' } },
    experiences: [parts, ...others].map((one, index) => ({ ...EXPERIENCE, id: `e${index}`, ...one })),
  }).experiences[0]!

const variantsOf = ({ variants }: CompiledExperience): readonly CompiledVariant[] => JSON.parse(variants)
const conditionOf = ({ condition }: CompiledExperience): unknown => condition && JSON.parse(condition)

function editsOf(content: AuthoredContent, slot: Partial<AuthoredSlot> = {}): SlotEdits<Template> {
  const { experiences } = compiled({
    slots: { a: { ...SLOT, ...slot } },
    experiences: [{ ...EXPERIENCE, variants: [{ id: 'v', slots: { a: content } }] }],
  })
  return variantsOf(experiences[0]!)[0]!.slots[0]!.edits
}

test('an empty ruleset', () => {
  expect(compiled({ slots: {} })).toEqual({
    format: 3,
    site: {
      ...SITE,
      memory: 'by-region',
      holdout: 0,
      weatherNonCommercial: false,
      script: false,
      consent: null,
      schema: { traits: {}, scores: {}, categories: null },
      paths: [],
    },
    slots: [],
    audiences: {},
    experiences: [],
    needs: { regex: false, weather: false, families: [] },
    index: null,
  })
})

test('slots keep their order and get every default', () => {
  const slots = {
    hero: {
      paths: ['/', '/en/', '/items/*', '/%E9%9B%A8'],
      selector: ' section.hero ',
      parts: { h: { selector: ' h1 ' } },
    },
    nav: { paths: ['/*'], selector: 'ul', match: 'all', kind: 'list', item: ' li ', key: 'a@href' },
  } as const
  expect(compiled({ slots }).slots).toEqual([
    {
      id: 'hero',
      paths: [
        { kind: 'exact', path: '/' },
        { kind: 'exact', path: '/en' },
        { kind: 'under', path: '/items' },
        { kind: 'exact', path: '/雨' },
      ],
      selector: 'section.hero',
      scope: 'section.hero ',
      match: 'first',
      kind: 'element',
      parts: [{ id: 'h', selector: 'section.hero h1', kind: 'element' }],
      list: null,
      sharesEnds: false,
    },
    {
      id: 'nav',
      paths: [{ kind: 'under', path: '/' }],
      selector: 'ul',
      scope: 'ul ',
      match: 'all',
      kind: 'list',
      parts: [],
      list: { item: 'ul li', key: { on: 'ul a', attribute: 'href' } },
      sharesEnds: false,
    },
  ])
})

describe('experiences', () => {
  test('defaults', () => {
    const one = experience({})
    expect(one).toMatchObject({
      name: null,
      enabled: true,
      slots: [0],
      schedule: null,
      condition: null,
      group: null,
      allocation: 1,
      control: 0,
      goal: null,
      randomised: false,
    })
    expect(variantsOf(one)).toMatchObject([{ id: 'v', weight: 1 }])
  })

  test.each([
    [{ audience: 'x' }, { $audience: 'x' }],
    [{ when: { language: 'ja' } }, { language: 'ja' }],
    [{ audience: 'x', when: { language: 'ja' } }, { $and: [{ $audience: 'x' }, { language: 'ja' }] }],
    [{ audience: 'x', when: {} }, { $audience: 'x' }],
    [{ when: {} }, null],
  ])('condition of %j', (parts, condition) => {
    expect(conditionOf(experience(parts))).toEqual(condition)
  })

  const two = [EXPERIENCE.variants[0]!, { id: 'w', slots: {} }]
  test.each([
    [{}, [], false],
    [{ variants: two }, [], true],
    [{ control: 0.1 }, [], true],
    [{ allocation: 0.5 }, [], true],
    [{ group: 'g' }, [], false],
    [{ group: 'g' }, [{ group: 'g' }], true],
    [{ group: 'g' }, [{ group: 'h' }], false],
    [{ group: 'g' }, [{ group: 'g', enabled: false }], false],
    [{ group: 'g', enabled: false }, [{ group: 'g' }], true],
  ])('%j beside %j is randomised: %s', (parts, others, randomised) => {
    expect(experience(parts, others).randomised).toBe(randomised)
  })

  test('slots of all variants together, ascending', () => {
    const variants = [
      { id: 'v', slots: { b: { text: 'b' } } },
      { id: 'w', weight: 3, slots: { b: {}, a: { text: 'a' } } },
    ]
    const one = experience({ variants })
    expect(one.slots).toEqual([0, 1])
    expect(variantsOf(one).map((arm) => [arm.weight, arm.slots.map(({ slot }) => slot)])).toEqual([
      [1, [1]],
      [3, [0, 1]],
    ])
  })

  test("a schedule is in the site's time zone", () => {
    expect(experience({ schedule: { from: '2026-11-01T00:00' } }).schedule).toEqual({
      from: Date.parse('2026-11-01T00:00+09:00'),
      until: null,
      weekly: null,
    })
  })
})

describe('content', () => {
  test.each<[AuthoredContent, SlotEdits<Template>['own']]>([
    [{}, []],
    [{ hide: false, remove: false }, []],
    [{ text: 'a {{geo.city|b}}' }, [{ op: 'text', value: ['a ', { attribute: 'geo.city', fallback: 'b' }] }]],
    [{ remove: true }, [{ op: 'remove' }]],
    [{ hide: true }, [{ op: 'attribute', name: 'hidden', value: '' }]],
    [
      { after: 'd', before: 'c', append: 'f', prepend: 'e', html: '<b>x</b>' },
      [
        { op: 'html', value: '<b>x</b>' },
        { op: 'before', value: 'c' },
        { op: 'after', value: 'd' },
        { op: 'prepend', value: 'e' },
        { op: 'append', value: 'f' },
      ],
    ],
    [{ replace: '<p>x</p>' }, [{ op: 'replace', value: '<p>x</p>' }]],
    [
      { attributes: { Title: 'a', href: '/{{utm.term|b}}', 'data-x': null, src: null } },
      [
        { op: 'attribute', name: 'title', value: 'a' },
        { op: 'url', name: 'href', value: ['/', { attribute: 'utm.term', fallback: 'b' }] },
        { op: 'attribute', name: 'data-x', value: null },
        { op: 'attribute', name: 'src', value: null },
      ],
    ],
    [{ classes: { add: ['a'] } }, [{ op: 'classes', add: ['a'], remove: [] }]],
    [{ src: '/a.jpg' }, [{ op: 'image', src: '/a.jpg', alt: null, srcset: null, sizes: null }]],
    [
      { src: '/a.jpg', alt: '', srcset: '/b.jpg 2x', sizes: '50vw' },
      [{ op: 'image', src: '/a.jpg', alt: '', srcset: '/b.jpg 2x', sizes: '50vw' }],
    ],
    [{ alt: 'x' }, [{ op: 'attribute', name: 'alt', value: 'x' }]],
    [
      { text: 'x', href: '/x' },
      [
        { op: 'url', name: 'href', value: '/x' },
        { op: 'text', value: 'x' },
      ],
    ],
  ])('%j', (content, own) => {
    expect(editsOf(content)).toEqual({ own, parts: [], arrange: null })
  })

  test('parts in the order of their slot, each with its selector', () => {
    const parts = {
      h: { selector: 'h1', kind: 'text' },
      a: { selector: 'a', kind: 'link' },
      p: { selector: 'p' },
    } as const
    expect(editsOf({ a: { text: 'A' }, h: { text: 'H' } } as AuthoredContent, { parts })).toEqual({
      own: [],
      parts: [
        { selector: 'p h1', edits: [{ op: 'text', value: 'H' }] },
        { selector: 'p a', edits: [{ op: 'text', value: 'A' }] },
      ],
      arrange: null,
    })
  })

  test('lists count positions from zero', () => {
    const list = { kind: 'list', item: 'li', key: '@data-x' } as const
    const none = { first: [], last: [], by: null, pin: [], hide: [] }
    expect(editsOf({ order: { first: ['a'], last: ['z'] }, pin: { m: 3 }, hide: ['h'] }, list).arrange).toEqual({
      first: ['a'],
      last: ['z'],
      by: null,
      pin: [['m', 2]],
      hide: ['h'],
    })
    expect(editsOf({ hide: ['h'] }, list).arrange).toEqual({ ...none, hide: ['h'] })
    expect(editsOf({ order: { by: 'affinity' } }, list).arrange).toEqual({ ...none, by: 'affinity' })
    expect(editsOf({ hide: true, classes: {} }, list)).toEqual({
      own: [
        { op: 'classes', add: [], remove: [] },
        { op: 'attribute', name: 'hidden', value: '' },
      ],
      parts: [],
      arrange: null,
    })
  })
})

test('only audiences in use are carried, with those that they refer to', () => {
  const audiences = {
    unused: { language: 'en' },
    inner: { language: 'ja' },
    outer: { $not: { $or: [{ $audience: 'inner' }] } },
    other: { 'geo.country': 'JP' },
    round: { $audience: 'round' },
  }
  const experiences = [
    { ...EXPERIENCE, id: 'e', audience: 'outer', enabled: false },
    { ...EXPERIENCE, id: 'f', when: { $and: [{ $audience: 'other' }, { $audience: 'round' }] } },
  ]
  expect(Object.keys(compiled({ audiences, experiences }).audiences)).toEqual(['inner', 'outer', 'other', 'round'])
})

test.each([
  [{ when: { 'weather.kind': 'rain' } }, { regex: false, weather: true, families: [] }],
  [{ when: { $not: { 'weather.next12h.kind': 'rain' } } }, { regex: false, weather: true, families: [] }],
  [{ when: { 'utm.term': { $regex: 'a' } } }, { regex: true, weather: false, families: [] }],
  [{ when: { $or: [{ 'utm.term': { $not: { $regexi: 'a' } } }] } }, { regex: true, weather: false, families: [] }],
  [{ audience: 'wet' }, { regex: false, weather: true, families: [] }],
  [
    { variants: [{ id: 'v', slots: { a: { text: '{{weather.kind|x}}' } } }] },
    { regex: false, weather: true, families: [] },
  ],
  [
    { variants: [{ id: 'v', slots: { a: { attributes: { title: '{{geo.city|weather.kind}}' } } } }] },
    { regex: false, weather: false, families: [] },
  ],
  [
    { when: { 'affinity.hiking': { $gte: 0.4 }, 'traits.role': 'sales' } },
    { regex: false, weather: false, families: ['affinity', 'traits'] },
  ],
  [{ audience: 'buyers' }, { regex: false, weather: false, families: ['profile', 'cart'] }],
  [
    { variants: [{ id: 'v', slots: { a: { text: '{{score.churn|x}} cart.value' } } }] },
    { regex: false, weather: false, families: ['score'] },
  ],
  [
    { variants: [{ id: 'v', slots: { l: { order: { by: 'affinity' as const } } } }] },
    { regex: false, weather: false, families: ['affinity'] },
  ],
])('%j needs %j', (parts, needs) => {
  const audiences = {
    wet: { 'weather.kind': 'rain' },
    buyers: { $or: [{ 'profile.purchaseCount': 1 }, { $not: { 'cart.value': 0 } }] },
    unused: { 'utm.term': { $regex: 'a' } },
  }
  const slots = { a: SLOT, l: { ...SLOT, kind: 'list', item: 'li', key: '@data-x' } as const }
  expect(compiled({ slots, audiences, experiences: [{ ...EXPERIENCE, ...parts }] }).needs).toEqual(needs)
})

test('the example of the format: deterministic, and JSON gives it back as it was', () => {
  const authored = example as unknown as AuthoredRuleset
  const first = compileRuleset(authored)
  expect(compileRuleset(structuredClone(authored))).toEqual(first)
  expect(first.ok && JSON.parse(JSON.stringify(first.value))).toEqual(first.ok && first.value)
  expect(first).toMatchObject({ ok: true, value: { needs: { weather: true, regex: false } } })
})

test('what validation would have refused is refused here, too, in one sentence each', () => {
  const result = compileRuleset(
    ruleset({
      slots: { a: SLOT, l: { ...SLOT, kind: 'list', key: 'x' }, p: { ...SLOT, parts: { h: { selector: 'h1' } } } },
      experiences: [
        {
          id: 'e',
          audience: 'x',
          schedule: { from: 'soon' },
          variants: [
            {
              id: 'v',
              slots: { a: { text: '{{a}}', attributes: { t: '{{b' } }, z: {}, p: { q: {}, h: { text: '{{c}}' } } },
            },
          ],
        },
      ],
    }),
  )
  expect(result.ok ? [] : result.error.map(({ path }) => path)).toEqual([
    'slots.l.key',
    'experiences[0].variants[0].slots.a.attributes.t',
    'experiences[0].variants[0].slots.a.text',
    'experiences[0].variants[0].slots.z',
    'experiences[0].variants[0].slots.p.q',
    'experiences[0].variants[0].slots.p.h.text',
    'experiences[0].audience',
    'experiences[0].schedule',
  ])
  expect(result.ok ? null : result.error[0]).toEqual({
    path: 'slots.l.key',
    code: 'not_compiled',
    severity: 'error',
    message: 'slots.l.key cannot be compiled.',
    advice: 'Validate the ruleset first: validation says what is wrong here.',
  })
})

describe('the index', () => {
  const many = (count: number, when: Condition = { language: 'ja' }) =>
    Array.from({ length: count }, (_, at) => ({ ...EXPERIENCE, id: `e${at}`, when }))

  test('few experiences have none', () => {
    expect(compiled({ experiences: many(LEAST_INDEXED_COUNT - 1) }).index).toBe(null)
    expect(compiled({ experiences: many(LEAST_INDEXED_COUNT) }).index).not.toBe(null)
  })

  test('survives JSON unchanged, as all that is compiled', () => {
    const when = { language: { $in: ['ja', '雨', '\ud800'] }, 'time.hour': { $between: [22, 5] } }
    const all = compiled({ experiences: many(LEAST_INDEXED_COUNT, when) })
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  })

  test('is of the experiences that it came with: a forced ruleset has none', () => {
    const forced = forcedRuleset(compiled({ experiences: many(LEAST_INDEXED_COUNT) }), {
      experience: 'e7',
      arm: 'v',
      anyAudience: true,
    })
    expect(forced.ok && forced.value.index).toBe(null)
  })

  test('a number that JSON cannot hold is to the index what it is to the condition', () => {
    const when = { 'visit.count': { $lt: Number.POSITIVE_INFINITY } }
    const runnable = makeRunnable(compiled({ experiences: many(LEAST_INDEXED_COUNT, when) }), null)
    expect(runnable.experiences[0]!.holds!(runnable.frame({ visit: { count: 1 } }))).toBe('unknown')
    expect(matchAll(runnable, { visit: { count: 1 } })).toEqual([])
  })
})
