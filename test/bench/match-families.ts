/** Rulesets as nasty as validation admits, ten thousand experiences each. Not their contexts, nor what they cost: match-worst.ts. */

import type { AuthoredExperience, AuthoredRuleset, Condition } from '../../src/core/authored.ts'

const EXPERIENCES_COUNT = 10_000
/** Of a thousand values each; more do not fit into a document. */
const LARGE_LISTS_COUNT = 400
const LIST_LENGTH = 1_000
const GROUP_SIZE = 2

type Rules = Partial<Omit<AuthoredExperience, 'id' | 'variants'>>

/** Almost nobody enters, so that whoever is true is asked on, and takes no slot from the next. */
const HARDLY_ANYBODY = { allocation: 0.000_001 }
export const EVERYBODY: Condition = { 'page.host': { $exists: true } }

const ruleset = (rules: (at: number) => Rules, audiences: AuthoredRuleset['audiences'] = {}): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: {
    hero: { paths: ['/*'], selector: 'section.hero', kind: 'text' },
    nav: { paths: ['/*'], selector: 'nav.global', kind: 'text' },
  },
  audiences,
  experiences: Array.from({ length: EXPERIENCES_COUNT }, (_, at) => ({
    ...rules(at),
    id: `e${at}`,
    variants: [{ id: 'a', slots: { [at % 2 === 0 ? 'hero' : 'nav']: { text: 'a' } } }],
  })),
})

/** Numbers that lie close together and are all different. */
const finely = (at: number): number => -20 + at / 200

const nested = (at: number): Condition => {
  let condition: Condition = { 'weather.temperature': { $lt: finely(at) } }
  for (let depth = 0; depth < 4; depth++) {
    const other: Condition = depth % 2 === 0 ? { 'time.hour': (at + depth) % 24 } : { $audience: `tower-${at % 7}` }
    condition = { $not: { $or: [condition, other] } }
  }
  return condition
}

const towers: AuthoredRuleset['audiences'] = Object.fromEntries(
  Array.from({ length: 8 }, (_, at) => [
    `tower-${at}`,
    at === 0
      ? { 'geo.country': 'JP' }
      : {
          $or: [
            { $audience: `tower-${at - 1}`, 'time.weekday': { $ne: at } },
            { $not: { $audience: `tower-${at - 1}` } },
          ],
        },
  ]),
)

const lists: AuthoredRuleset['audiences'] = Object.fromEntries(
  Array.from({ length: LARGE_LISTS_COUNT }, (_, list) => [
    `list-${list}`,
    { 'network.asn': { $in: Array.from({ length: LIST_LENGTH }, (_, at) => (at * 7 + list * 13) % 8_000) } },
  ]),
)

/** Places all over Japan, each reaching far. */
const circle = (at: number): Condition => ({
  geo: { $near: { latitude: 30 + (at % 150) / 10, longitude: 130 + (at % 173) / 12, km: 200 + (at % 400) } },
})

/** Short enough for ten thousand of them in a document. */
const WEEKLY = [
  { days: ['mon', 'wed', 'sun'] as const, from: '08:00', to: '13:59' },
  { days: ['tue', 'sun'] as const, from: '22:00', to: '04:00' },
]

export const FAMILIES: { readonly [name: string]: () => AuthoredRuleset } = {
  'all true': () => ruleset(() => ({ when: EVERYBODY, ...HARDLY_ANYBODY })),
  'no condition at all': () => ruleset(() => HARDLY_ANYBODY),
  'one attribute, distinct thresholds': () =>
    ruleset((at) => ({ when: { 'weather.temperature': { $gte: finely(at) } }, ...HARDLY_ANYBODY })),
  'ranges that hardly differ': () =>
    ruleset((at) => ({
      when: {
        'weather.temperature': { $between: [finely(at), finely(at) + 25] },
        'time.minuteOfDay': { $between: [at % 1440, (at + 720) % 1440] },
        'weather.wind': { $lte: finely(at) + 30 },
      },
      ...HARDLY_ANYBODY,
    })),
  'circles on a map': () => ruleset((at) => ({ when: circle(at), ...HARDLY_ANYBODY })),
  globs: () => ruleset((at) => ({ when: { 'page.path': { $glob: `*a?${at % 10}*b?*${at}*c` } }, ...HARDLY_ANYBODY })),
  'regular expressions': () =>
    ruleset((at) => ({ when: { 'page.path': { $regex: `(a|b)*c.*${at}$` } }, ...HARDLY_ANYBODY })),
  'parts of texts': () =>
    ruleset((at) => ({
      when: { 'page.path': { $contains: `ab${at}` }, 'page.query.q': { $contains: `q${at}` } },
      ...HARDLY_ANYBODY,
    })),
  'negations and disjunctions, nested': () => ruleset((at) => ({ when: nested(at), ...HARDLY_ANYBODY }), towers),
  'disjunctions over many attributes': () =>
    ruleset((at) => ({
      when: {
        $or: [
          { 'time.hour': at % 24, 'weather.kind': 'rain' },
          { 'time.weekday': 1 + (at % 7), 'device.kind': 'mobile' },
          { 'geo.country': { $ne: 'JP' }, 'weather.temperature': { $gt: finely(at) } },
          { 'visit.count': { $gte: at % 50 }, 'geo.isEU': true },
        ],
      },
      ...HARDLY_ANYBODY,
    })),
  'lists of a thousand': () =>
    ruleset(
      (at) => ({
        when: {
          $or: [
            { $audience: `list-${at % LARGE_LISTS_COUNT}` },
            { $audience: `list-${(at * 31) % LARGE_LISTS_COUNT}` },
          ],
        },
        ...HARDLY_ANYBODY,
      }),
      lists,
    ),
  'negated lists of a thousand': () =>
    ruleset(
      (at) => ({
        when: { $not: { $audience: `list-${at % LARGE_LISTS_COUNT}` }, 'time.minuteOfDay': { $ne: at % 1440 } },
        ...HARDLY_ANYBODY,
      }),
      lists,
    ),
  'lists and versions': () =>
    ruleset((at) => ({
      when: {
        languages: { $elemMatch: { $prefix: at % 2 === 0 ? 'j' : 'e' } },
        'device.browser': { $vgte: `${at % 20}.${at}` },
      },
      ...HARDLY_ANYBODY,
    })),
  'schedules, groups and shares': () =>
    ruleset((at) => ({
      when: EVERYBODY,
      schedule: {
        from: '2026-01-01T00:00',
        until: '2027-12-31T00:00',
        weekly: WEEKLY,
      },
      group: `g${Math.floor(at / GROUP_SIZE)}`,
      control: 0.1,
      ...HARDLY_ANYBODY,
    })),
  /** Every condition is asked itself, holds, and leads to every other question. */
  'circles, schedules, groups and shares': () =>
    ruleset((at) => ({
      when: { geo: { $near: { latitude: 38 + at / 100_000, longitude: 140, km: 20_000 } } },
      schedule: { from: '2026-01-01T00:00', until: '2027-12-31T00:00', weekly: WEEKLY },
      group: `g${Math.floor(at / GROUP_SIZE)}`,
      control: 0.1,
      ...HARDLY_ANYBODY,
    })),
  'one group of all': () => ruleset(() => ({ when: EVERYBODY, group: 'g', ...HARDLY_ANYBODY })),
}
