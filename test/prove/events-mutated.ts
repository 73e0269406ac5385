/** Batches as they are sent, and then broken: by what is put into them, and by what happens to their text. Not what they are held against. */

import fc from 'fast-check'
import { uuidV7 } from '../../src/core/event/uuid-v7.ts'

/** When all of these batches arrive, epoch milliseconds. */
export const ARRIVAL_MS = 1_795_000_000_000

const NASTY: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udc00x',
  'a\u001bb',
  '\u0085',
  '__proto__',
  'constructor',
  'x'.repeat(65),
  'x'.repeat(1_001),
  'x'.repeat(9_000),
  '山'.repeat(201),
  '/',
  '//a/../b',
  '/%00%ff%2e%2e/',
  '/a?b#c',
  '/\ud83c\udfd4%',
  'https://evil.example/',
  -1,
  -0,
  0.1,
  1e12,
  1e12 + 1,
  1e300,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  9e15,
  ARRIVAL_MS,
  ARRIVAL_MS + 1e9,
  ARRIVAL_MS - 86_400_001,
  ARRIVAL_MS - 2_592_000_001,
  0,
  [],
  {},
  [[[[[[]]]]]],
  { a: { b: { c: { d: { e: { f: 1 } } } } } },
  { lines: [{ item: 'a' }, null] },
  { lines: [{ item: 'a', colour: 1 }] },
  { toString: 1, valueOf: 2 },
  Array(1_100).fill(0),
  'order',
  'exposure',
  'holdout',
  'toString',
  'JPY',
  'jpy',
  'XYZ',
  'survived',
  '01a20426-ae6e-7b0f-b0e1-f8fe3bb85aff',
  '01A20426-AE6E-8B0F-B0E1-F8FE3BB85AFF',
  '00000000-0000-4000-8000-000000000000',
]

const KEYS = [
  ...[
    'id',
    'kind',
    'at',
    'path',
    'decision',
    'slot',
    'item',
    'quantity',
    'value',
    'currency',
    'name',
    'data',
    'visitor',
  ],
  ...[
    'seq',
    'site',
    'source',
    'receivedAt',
    'isBot',
    'importId',
    'revision',
    'experience',
    'arm',
    'propensity',
    'context',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    '\ud800',
    'x'.repeat(70),
    'lines',
    'sentAt',
    'events',
  ],
]

const SNIPPETS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\ud800',
  '\\u0000',
  '1e999',
  '-',
  'NaN',
  '\u0000',
  '\ufeff',
  '9'.repeat(400),
  '"__proto__":1,',
  'null',
]

const id = fc.uint8Array({ minLength: 10, maxLength: 10 }).map((random) => uuidV7(ARRIVAL_MS, random))
const word = fc.constantFrom('hero', 'tent', 'rain-jackets', 'A_1', '雨具 1')
const name = fc.constantFrom('hero', 'newsletter', 'A_1')
const money = fc.constantFrom(0, 980, 48_000, 12.5)
const currency = fc.constantFrom('JPY', 'EUR', 'USD')
const data = fc.dictionary(word, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })
const lines = fc.array(fc.record({ item: word, quantity: fc.constant(1), value: money }), { maxLength: 3 })

type Fields = { readonly [field: string]: fc.Arbitrary<unknown> }
const optional = (fields: Fields, needed: Fields = {}) =>
  fc.record({ ...fields, ...needed }, { requiredKeys: Object.keys(needed) }) as fc.Arbitrary<object>

const GOODS = { quantity: fc.constantFrom(1, 2.5), value: money, currency, data }
const KINDS: { readonly [kind: string]: fc.Arbitrary<object> } = {
  hydration: optional(
    { value: fc.nat(600_000) },
    { decision: id, slot: name, name: fc.constantFrom('survived', 'reverted') },
  ),
  page_view: optional({}, { path: fc.webPath().map((path) => `/${path}`) }),
  impression: optional({ item: word, data }, { slot: name }),
  click: optional({ slot: name, name }, { item: word }),
  dwell: optional({}, { value: fc.nat(86_400_000) }),
  search: optional({ data }, { name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) }),
  item_view: optional(GOODS, { item: word }),
  cart_add: optional(GOODS, { item: word }),
  cart_remove: optional(GOODS, { item: word }),
  order: optional({ data: fc.record({ lines }) }, { value: money, currency }),
  custom: optional({ ...GOODS, slot: name, item: word }, { name }),
  exposure: optional(
    { slot: name, data, arm: name, propensity: fc.double({ min: 0, max: 1, noNaN: true }) },
    { experience: name },
  ),
  holdout: optional({ context: fc.constant({ country: 'JP', isReturning: true }), revision: fc.nat() }),
}

const event = fc
  .constantFrom(...Object.keys(KINDS))
  .chain((kind) =>
    fc
      .tuple(fc.record({ id, at: fc.integer({ min: ARRIVAL_MS - 80_000_000, max: ARRIVAL_MS }) }), KINDS[kind]!)
      .map(([of, fields]) => ({ ...of, kind, ...fields })),
  )

const batch = fc.record({
  sentAt: fc.constantFrom(ARRIVAL_MS, ARRIVAL_MS - 3_600_000, ARRIVAL_MS + 3_600_000),
  events: fc.array(event, { minLength: 1, maxLength: 4 }),
})

const change = fc.record({
  place: fc.nat(),
  does: fc.constantFrom('set', 'set', 'add', 'delete', 'double'),
  key: fc.constantFrom(...KEYS),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 6 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.double() },
  ),
})

const slip = fc.record({ at: fc.nat(), cut: fc.nat(6), put: fc.constantFrom('', ...SNIPPETS) })

/** Bodies: a batch, up to three changes of what stands in it, and now and then its text broken. */
export const mutatedBodies: fc.Arbitrary<string> = fc
  .tuple(
    batch,
    fc.array(change, { maxLength: 3 }),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(slip, { maxLength: 2 }) }),
  )
  .map(([whole, changes, slips]) => {
    const copy: object = JSON.parse(JSON.stringify(whole))
    for (const one of changes) apply(one, copy)
    return slips.reduce(slipped, JSON.stringify(copy))
  })

type Change = typeof change extends fc.Arbitrary<infer C> ? C : never
type Slip = typeof slip extends fc.Arbitrary<infer S> ? S : never

function apply({ place, does, key, value }: Change, whole: object): void {
  const holders = containers(whole)
  const holder = holders[place % holders.length]!
  const keys = Object.keys(holder)
  const found = keys[place % Math.max(keys.length, 1)]
  if (does === 'add' || found === undefined) put(holder, Array.isArray(holder) ? String(keys.length) : key, value)
  else if (does === 'set') put(holder, found, value)
  else if (does === 'double') put(holder, Array.isArray(holder) ? String(keys.length) : key, (holder as Held)[found])
  else if (Array.isArray(holder)) holder.splice(Number(found), 1)
  else delete (holder as Held)[found]
}

type Held = { [key: string]: unknown }

/** Also `__proto__`, as a property of its own. A copy, so that nothing holds itself. */
function put(holder: object, key: string, value: unknown): void {
  const own = value === undefined ? null : JSON.parse(JSON.stringify(value))
  Object.defineProperty(holder, key, { value: own, enumerable: true, configurable: true, writable: true })
}

function containers(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(containers)]
}

const slipped = (text: string, { at, cut, put }: Slip): string => {
  const from = at % (text.length + 1)
  return text.slice(0, from) + put + text.slice(from + cut)
}
