/** Rulesets as people may write them, mostly sound ones: every attribute, operator, kind and key has its turn. Not for the evaluators: random-ruleset.ts. */

import fc from 'fast-check'
import { ATTRIBUTES, type AttributeDescription } from '../../src/core/condition/attribute.ts'

const word = fc.constantFrom('a', 'JP', 'rain', '2026-11-22', '04', 'Sendai', '宮城県', 'x y', '雨'.repeat(20), '17.2')
const lines = fc.array(word, { maxLength: 3 })
const comment = fc.oneof(word, lines)
const id = fc.constantFrom('a', 'B-2', '0_x', 'rain-jackets', 'prototype-1')
const number = fc.oneof(fc.integer({ min: -200, max: 2000 }), fc.double({ noNaN: true, noDefaultInfinity: true }))

/** Sometimes with a comment. */
const noted = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc
    .tuple(arbitrary, fc.option(comment, { freq: 6, nil: undefined }))
    .map(([value, words]) => (words === undefined ? value : { ...value, $comment: words }))

function literal({ type, values, range, name }: AttributeDescription): fc.Arbitrary<unknown> {
  if (name === 'geo.country') return fc.constantFrom('JP', 'DE', null)
  if (name === 'time.date') return fc.constantFrom('2026-11-22', '2027-01-01', null)
  if (values !== null) return fc.constantFrom(...values, null)
  if (range !== null) return fc.oneof(fc.integer({ min: range[0], max: range[1] }), fc.constant(null))
  if (type === 'number') return fc.oneof(number, fc.constant(null))
  if (type === 'boolean') return fc.constantFrom(true, false, null)
  return type === 'place' ? fc.constant(null) : fc.oneof(word, fc.constant(''), fc.constant(null))
}

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.integer({ min: -180, max: 180 }),
  km: fc.integer({ min: 0, max: 20_100 }),
})
const version = fc.constantFrom('1', 'v2.0.1', '17.2-beta.1+x')

/** Operators in turn, not only those that suit the type: validation sorts the others out. */
function comparison(attribute: AttributeDescription, depth: number): fc.Arbitrary<object> {
  const value = literal(attribute)
  const present = attribute.type === 'place' ? word : value.filter((one) => one !== null)
  const some = fc.array(value, { minLength: 1, maxLength: 4 })
  const inner = depth > 2 ? value : fc.oneof(value, comparison(attribute, depth + 1))
  const item = { ...attribute, type: 'string' as const }
  const entries: { readonly [operator: string]: fc.Arbitrary<unknown> } = {
    $eq: value,
    $ne: value,
    $in: some,
    $nin: some,
    $ini: fc.array(fc.constantFrom('RAIN', 'ｊｐ', null), { minLength: 1 }),
    $nini: fc.array(word, { minLength: 1 }),
    $lt: fc.oneof(present, number),
    $lte: present,
    $gt: fc.oneof(present, fc.constant('x')),
    $gte: present,
    $between: fc.tuple(present, present),
    $all: fc.array(literal(item), { minLength: 1 }),
    $alli: fc.array(literal(item), { minLength: 1 }),
    $elemMatch: depth > 2 ? word : comparison(item, depth + 1),
    $size: fc.oneof(fc.nat(9), fc.constant({ $gte: 2 })),
    $exists: fc.boolean(),
    $type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'null'),
    $prefix: word,
    $suffix: word,
    $contains: word,
    $glob: word,
    $regex: fc.constantFrom('^a', 'a{2}', '(x|y)+'),
    $regexi: word,
    $near: noted(place),
    $veq: version,
    $vgte: version,
    $not: inner,
    $or: fc.array(inner, { minLength: 1, maxLength: 3 }),
    $and: fc.array(inner, { minLength: 1, maxLength: 3 }),
    $nor: fc.array(inner, { minLength: 1, maxLength: 3 }),
  }
  return noted(
    fc
      .constantFrom(...Object.keys(entries))
      .chain((operator) => entries[operator]!.map((one) => ({ [operator]: one }))),
  )
}

const QUERY: AttributeDescription = { ...ATTRIBUTES.find(({ name }) => name === 'utm.term')!, name: 'page.query.a.b-c' }

const term = fc
  .constantFrom(...ATTRIBUTES, QUERY)
  .chain((attribute) =>
    fc.oneof(literal(attribute), comparison(attribute, 0)).map((spec): object => ({ [attribute.name]: spec })),
  )

export const anyCondition: fc.Arbitrary<object> = fc.letrec<{ readonly condition: object }>((tie) => ({
  condition: noted(
    fc.oneof(
      { maxDepth: 3 },
      { arbitrary: term, weight: 6 },
      fc.tuple(term, term).map(([one, other]) => ({ ...one, ...other })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($nor) => ({ $nor })),
      tie('condition').map(($not) => ({ $not })),
      fc.constant({ $audience: 'saved' }),
    ),
  ),
})).condition

const content = {
  text: noted(fc.record({ text: fc.constantFrom('', 'x', '{{geo.city|your town}}') })),
  element: noted(
    fc.record(
      {
        html: fc.constantFrom('<b>x</b>', ''),
        attributes: fc.constantFrom({ title: 'x', 'data-x': null }, {}, { $comment: 'why' }),
        classes: noted(fc.constant({ add: ['a'], remove: [] })),
        hide: fc.boolean(),
        before: fc.constant('<p>x</p>'),
      },
      { requiredKeys: [] },
    ),
  ),
  image: noted(fc.record({ src: fc.constant('/a.jpg'), srcset: fc.constant('/a.jpg 1x'), alt: word })),
  link: noted(fc.record({ text: word, href: fc.constantFrom('/a', 'mailto:a@example.com') })),
  list: noted(
    fc.record(
      {
        order: noted(fc.constant({ first: ['rainwear'], last: ['tents'] })),
        pin: noted(fc.constant({ boots: 2 })),
        hide: fc.constant(['packs']),
      },
      { requiredKeys: [] },
    ),
  ),
}

const schedule = noted(
  fc.record(
    {
      from: fc.constantFrom('2026-11-01T00:00', '2026-02-28T09:30'),
      until: fc.constant('2027-03-31T23:59'),
      weekly: fc.constantFrom([
        { days: ['fri', 'sun'], from: '16:00', to: '24:00', $comment: ['late'] },
        { days: ['mon'], from: '22:00', to: '05:30' },
      ]),
    },
    { requiredKeys: [] },
  ),
)

const slots = noted(
  fc.record(
    {
      strip: content.text,
      box: content.element,
      nav: content.list,
      hero: noted(
        fc.record({ title: content.text, image: content.image, text: content.link }, { requiredKeys: ['title'] }),
      ),
    },
    { requiredKeys: ['strip'] },
  ),
)

const share = fc.constantFrom(0, 0.05, 1)
const variant = noted(
  fc.record({ id, weight: fc.constantFrom(1, 0.5, 1_000_000), slots }, { requiredKeys: ['id', 'slots'] }),
)

const experience = noted(
  fc.record(
    {
      id,
      name: fc.oneof(word, noted(fc.record({ ja: word, en: word }, { requiredKeys: [] }))),
      enabled: fc.boolean(),
      audience: fc.constant('saved'),
      when: anyCondition,
      schedule,
      group: id,
      allocation: share,
      control: share,
      goal: id,
      campaign: word,
      variants: fc.uniqueArray(variant, { minLength: 1, maxLength: 2, selector: (one) => Reflect.get(one, 'id') }),
    },
    { requiredKeys: ['id', 'variants'] },
  ),
)

const site = noted(
  fc.record(
    {
      timeZone: fc.constantFrom('Asia/Tokyo', 'UTC', 'America/Argentina/Ushuaia'),
      locale: fc.constantFrom('ja', 'en-GB', 'zh-Hant-TW'),
      memory: fc.constantFrom('on', 'off', 'by-region'),
      holdout: share,
      weather: noted(fc.record({ nonCommercial: fc.boolean() })),
      script: fc.boolean(),
    },
    { requiredKeys: ['timeZone', 'locale'] },
  ),
)

export const anyRuleset: fc.Arbitrary<object> = noted(
  fc.record({
    $schema: fc.constant('./schema/ruleset.schema.json'),
    format: fc.constant(1),
    site,
    slots: noted(
      fc.record({
        strip: fc.constantFrom({ paths: ['/', '/*', '/items/*', '/日本/'], selector: 'p.strip', kind: 'text' }),
        box: noted(fc.constant({ paths: ['/box'], selector: 'aside#box', match: 'all' })),
        nav: fc.constant({ paths: ['/*'], selector: 'nav > ul', kind: 'list', item: 'li', key: 'a@href' }),
        hero: fc.constant({
          paths: ['/'],
          selector: 'section.hero',
          $comment: 'a part may be called text',
          parts: {
            $comment: ['three', 'parts'],
            title: { selector: 'h1', kind: 'text', $comment: '' },
            image: { selector: 'img', kind: 'image' },
            text: { selector: 'a', kind: 'link' },
          },
        }),
      }),
    ),
    audiences: noted(fc.record({ saved: term })),
    experiences: fc.array(experience, { maxLength: 2 }).map((all) => all.slice(0, 1)),
  }),
)
