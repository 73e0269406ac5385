/** Which attributes random conditions ask for, and what they may hold: mostly sensible, sometimes of the wrong type. Not a test. */

import fc from 'fast-check'
import { UNKNOWN } from '../../src/core/unknown.ts'

type Pool = readonly unknown[]

const WEATHER: Pool = ['rain', 'snow', 'clear', 'ＲＡＩＮ']
const TEMPERATURES: Pool = [-5, 0, 9.5, 10, 25]
const VERSIONS: Pool = ['1.2.3', '1.2.3-beta', 'v2.0.0', '10.0', 'Safari']
const WORDS: Pool = ['ja', 'en', 'fr', 'JA', '']
const PLACES: Pool = [
  { latitude: 38.27, longitude: 140.87 },
  { latitude: 35.68, longitude: 139.69 },
  { latitude: 0, longitude: UNKNOWN },
  { latitude: 38 },
]

/** By name, what is typical there; a context and an operand draw from the same few values, so that they often meet. */
export const POOLS: { readonly [name: string]: Pool } = {
  'geo.country': ['JP', 'US', 'DE'],
  'geo.city': ['Sendai', 'sendai', '仙台', 'Tokyo'],
  'geo.isEU': [true, false],
  'geo.latitude': [38.27, 35.68, 0],
  'geo.longitude': [140.87, 139.69, 0],
  'network.asn': [2516, 4713, 0],
  'time.hour': [0, 5, 12, 22, 23],
  'time.weekday': [1, 3, 6, 7],
  'time.month': [1, 6, 11, 12],
  'time.date': ['2026-11-22', '2026-12-31', '2027-01-01'],
  'time.isHoliday': [true, false],
  'weather.kind': WEATHER,
  'weather.temperature': TEMPERATURES,
  'weather.next12h.kind': WEATHER,
  'weather.next12h.precipitation': [0, 0.1, 12],
  'page.query.q': ['boots', 'Boots', 'rain jacket'],
  'page.query.a.b': ['1', 'boots'],
  'referrer.channel': ['direct', 'search', 'ads'],
  'utm.source': ['mail', 'search'],
  'device.kind': ['mobile', 'tablet', 'desktop'],
  'device.browser': VERSIONS,
  'visit.count': [1, 2, 3, 10],
  'visit.isNew': [true, false],
  'visit.landingPath': ['/', '/items/1'],
  'affinity.hiking': [0, 0.25, 0.5, 1],
  'affinity.running': [0, 0.25, 0.5],
  'affinity.a.b': [0, 0.5],
  'affinity.toString': [0, 0.5],
  'profile.purchaseCount': [0, 1, 5],
  'profile.searches': [['boots', 'tent'], ['tent'], []],
  'profile.favourite': ['hiking', 'running'],
  'cart.isAbandoned': [true, false],
  'cart.value': [0, 10, 25],
  'traits.role': ['sales', 'Sales', 'marketing'],
  'traits.sizes': [['s', 'm'], ['l']],
  'score.churn': [0, 0.5, 1],
  language: WORDS,
  languages: [['ja', 'en'], ['en'], [], ['fr', 'ja', UNKNOWN], [{ code: 'ja', rank: 1 }, 'en']],
}

/** Asked for like any other; families as a whole, names that nobody has, names that must never be read. */
export const NAMES: readonly string[] = [
  ...Object.keys(POOLS),
  'geo',
  'weather',
  'weather.next12h',
  'utm.term',
  'traits.none',
  'affinity.none',
  'affinity',
  'affinity.__proto__',
  'constructor.name',
  '__proto__',
]

/** Of any type, in the place of any other. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('', 'ja', 'rain', 'x'.repeat(2_049), 0, -1, 10, 1.5, true, false, null, {}, [], ['ja', 10]),
  fc.constantFrom<unknown>([null], [UNKNOWN], [['ja']], { code: 'ja' }, [{ code: 'ja' }, { code: UNKNOWN }], ...PLACES),
)

/** An operand is JSON: what is unknown is only ever found. */
export const oddOperand: fc.Arbitrary<unknown> = odd.filter((value) => !holdsUnknown(value))

function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUnknown)
}

const poolOf = (name: string): Pool => (Object.hasOwn(POOLS, name) ? POOLS[name]! : [...PLACES, ...WEATHER])

/** What a condition may compare this attribute with. */
export const operandFor = (name: string): fc.Arbitrary<unknown> =>
  fc.constantFrom(
    ...poolOf(name)
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .filter((value) => !holdsUnknown(value)),
  )

/** What a context may hold there: one of the pool, a list of some, nothing, UNKNOWN, or something odd. */
export const factFor = (name: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...poolOf(name)) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(null, UNKNOWN, undefined) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...poolOf(name), UNKNOWN), { maxLength: 3 }) },
    { weight: 1, arbitrary: odd },
  )
