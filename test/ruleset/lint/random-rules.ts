/** Random sound rulesets full of near shadows: conditions that repeat, narrow and widen each other. Not a test. */

import fc from 'fast-check'
import type { AuthoredExperience, AuthoredRuleset, AuthoredSchedule, Condition } from '../../../src/core/authored.ts'

const SLOTS = ['hero', 'nav', 'offer']
const PATTERNS = ['/', '/*', '/items/*', '/items', '/items/1', '/en/*', '/en']
const SCHEDULES: readonly (AuthoredSchedule | undefined)[] = [
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  { from: '2026-01-01T00:00' },
  { from: '2026-12-01T00:00' },
  { until: '2026-12-31T23:59' },
  { from: '2026-11-25T00:00', until: '2026-12-10T23:59' },
  { weekly: [{ days: ['fri', 'sat', 'sun'], from: '16:00', to: '02:00' }] },
  { weekly: [{ days: ['sat'], from: '00:00', to: '24:00' }] },
  { until: '2026-12-31T23:59', weekly: [{ days: ['sat', 'sun'], from: '10:00', to: '12:00' }] },
]

const of = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const someOf = <T>(...values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(of(...values), { minLength: 1, maxLength: 3 })
const asking = (name: string, spec: fc.Arbitrary<unknown>): fc.Arbitrary<Condition> =>
  spec.map((asked) => ({ [name]: asked }))

const countries = of('JP', 'US', 'DE')
const sources = of('mail', 'MAIL', 'letter-1', 'Letter-2', 'ads')
const temperatures = of(-5, 0, 5, 10)
const hours = of(0, 5, 12, 22, 23)
const languages = of('ja', 'en')

/** Every kind of comparison that is told apart: listed, folded, ranges, cyclic, known by its words alone, of lists. */
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  asking('geo.country', countries),
  asking(
    'geo.country',
    someOf('JP', 'US', 'DE').map(($in) => ({ $in })),
  ),
  asking(
    'geo.country',
    of<unknown>({ $exists: true }, { $exists: false }, null, { $ne: 'JP' }, { $nin: ['JP', 'US'] }),
  ),
  asking(
    'device.kind',
    someOf('mobile', 'tablet', 'desktop').map(($in) => ({ $in })),
  ),
  asking('device.kind', of('mobile', 'desktop')),
  asking('device.isBot', fc.boolean()),
  asking(
    'weather.temperature',
    fc.tuple(of('$lt', '$lte', '$gt', '$gte'), temperatures).map(([key, value]) => ({ [key]: value })),
  ),
  asking('weather.temperature', of<unknown>({ $between: [0, 5] }, { $gte: 0, $lt: 10 }, { $not: { $gte: 0 } }, 5)),
  asking(
    'time.hour',
    fc.tuple(hours, hours).map((ends) => ({ $between: ends })),
  ),
  asking('time.hour', of<unknown>({ $gt: 22 }, { $gt: 23 }, { $lt: 1 }, 23, 0)),
  asking('utm.source', sources),
  asking(
    'utm.source',
    someOf('mail', 'MAIL', 'letter-1', 'Letter-2').map(($ini) => ({ $ini })),
  ),
  asking(
    'utm.source',
    of<unknown>(
      { $prefix: 'letter' },
      { $prefix: 'M' },
      { $contains: 'ETT' },
      { $glob: 'l*' },
      { $regex: '^l' },
      { $nini: ['mail'] },
    ),
  ),
  asking('languages', languages),
  asking(
    'languages',
    of<unknown>(
      { $in: ['ja', 'en'] },
      { $all: ['ja', 'en'] },
      { $size: 1 },
      { $ne: 'ja' },
      { $exists: true },
      { $nin: ['en'] },
    ),
  ),
  asking('geo', of<unknown>({ $near: { latitude: 38, longitude: 140, km: 30 } }, { $exists: true })),
  asking('visit.isNew', fc.boolean()),
  asking('page.path', of<unknown>('/', { $prefix: '/items' })),
)

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 6, arbitrary: leaf },
    { weight: 3, arbitrary: fc.tuple(leaf, leaf).map(([one, other]) => ({ ...one, ...other })) },
    { weight: 2, arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })) },
    { weight: 1, arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }).map(($and) => ({ $and })) },
    { weight: 1, arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }).map(($nor) => ({ $nor })) },
    { weight: 1, arbitrary: tie('condition').map(($not) => ({ $not })) },
    { weight: 1, arbitrary: of('first', 'second').map(($audience) => ({ $audience })) },
  ),
}))

export const conditions: fc.Arbitrary<Condition> = condition
export const audienceConditions: fc.Arbitrary<Condition> = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map(($or) => ({ $or })),
)

const usual = <T>(value: T, ...odd: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: of(...odd) })

/** `like`: which of the earlier conditions this one repeats, and how. */
const rule = fc.record({
  when: fc.option(conditions, { freq: 3, nil: undefined }),
  like: fc.tuple(fc.nat(4), of('own', 'same', 'narrower', 'narrower', 'wider')),
  extra: leaf,
  audience: usual<string | undefined>(undefined, 'first', 'second'),
  enabled: usual(true, false),
  schedule: of(...SCHEDULES),
  group: usual<string | undefined>(undefined, 'g', 'alone'),
  allocation: usual(1, 0, 0.5),
  control: usual(0, 0.5, 1),
  slots: fc.array(fc.uniqueArray(of(...SLOTS), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
})
type Rule = typeof rule extends fc.Arbitrary<infer T> ? T : never

function whenOf(
  { when, like: [index, how], extra }: Rule,
  earlier: readonly (Condition | undefined)[],
): Condition | undefined {
  const model = earlier[index]
  if (how === 'own' || model === undefined) return when
  if (how === 'same') return model
  return how === 'narrower' ? { $and: [model, extra] } : { $or: [model, extra] }
}

function experiences(rules: readonly Rule[]): readonly AuthoredExperience[] {
  const earlier: (Condition | undefined)[] = []
  return rules.map((one, index) => {
    const when = whenOf(one, earlier)
    earlier.push(when)
    const { enabled, audience, schedule, group, allocation, control, slots } = one
    const given = { enabled, audience, when, schedule, group, allocation, control }
    return {
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      id: `e${index}`,
      variants: slots.map((own, at) => ({
        id: `v${at}`,
        slots: Object.fromEntries(own.map((slot) => [slot, { text: `e${index}/${at}` }])),
      })),
    }
  })
}

export const rulesets: fc.Arbitrary<AuthoredRuleset> = fc
  .record({
    paths: fc.tuple(...SLOTS.map(() => fc.uniqueArray(of(...PATTERNS), { minLength: 1, maxLength: 2 }))),
    first: audienceConditions,
    second: audienceConditions,
    rules: fc.array(rule, { minLength: 2, maxLength: 6 }),
    holdout: usual(0, 0.5),
    memory: usual<'on' | 'off'>('on', 'off'),
  })
  .map(({ paths, first, second, rules, holdout, memory }) => ({
    format: 1,
    site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory, holdout },
    slots: Object.fromEntries(
      SLOTS.map((id, at) => [id, { paths: paths[at]!, selector: `div.${id}`, kind: 'text' as const }]),
    ),
    audiences: { first, second },
    experiences: experiences(rules),
  }))
