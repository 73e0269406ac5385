/** Random authored rulesets, whole: slots, audiences, schedules, groups, shares, variants. Not valid ones: the evaluators are lenient. */

import fc from 'fast-check'
import type {
  AuthoredContent,
  AuthoredExperience,
  AuthoredRuleset,
  AuthoredSchedule,
  AuthoredSlot,
  Condition,
} from '../../src/core/authored.ts'
import { AUDIENCES, conditions } from './random-ruleset-conditions.ts'
import { ARM_IDS } from './random-ruleset-contexts.ts'

/** The last one is a list. */
const SLOTS = ['hero', 'nav', 'footer', 'items', 'offer', 'note', 'top', 'side', 'menu']
const PATTERNS = ['/', '/*', '/items/*', '/items/1', '/en/', '/en/*', '/nowhere']
const ZONES = ['Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu']

/** No bound is a local time that does not exist, or exists twice, in one of the zones. */
const SCHEDULES: readonly AuthoredSchedule[] = [
  {},
  { from: '2026-11-22T12:00' },
  { until: '2026-11-22T11:59' },
  { from: '2026-01-01T00:00', until: '2026-11-27T23:30' },
  { from: '2027-01-01T00:00' },
  { until: '2020-01-01T00:00' },
  { weekly: [{ days: ['sun'], from: '00:00', to: '24:00' }] },
  { weekly: [{ days: ['fri', 'sat'], from: '16:00', to: '02:00' }] },
  {
    weekly: [
      { days: ['mon', 'sun'], from: '08:45', to: '12:00' },
      { days: ['thu'], from: '22:00', to: '00:15' },
    ],
  },
  { until: '2026-11-28T00:00', weekly: [{ days: ['sat'], from: '10:00', to: '11:00' }] },
]

const LIST = { kind: 'list', item: 'li', key: '@data-category' } as const

/** A text that tells which variant it is of; of the list the order alone. */
export const contentOf = (slot: string, text: string): AuthoredContent =>
  slot === 'menu' ? { order: { first: [text], by: 'affinity' } } : { text }

const slots = fc
  .tuple(...SLOTS.map(() => fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 2 })))
  .map((paths) =>
    Object.fromEntries(
      SLOTS.map((id, at): [string, AuthoredSlot] => [
        id,
        { paths: paths[at]!, selector: `div.${id}`, ...(id === 'menu' ? LIST : { kind: 'text' }) },
      ]),
    ),
  )

/** Each may refer to those after it; the last two may close a circle. */
const audiences = fc
  .tuple(
    ...AUDIENCES.map((name, at) => conditions(name.startsWith('circle') ? AUDIENCES : AUDIENCES.slice(at + 1, -2))),
  )
  .map((all) => Object.fromEntries(AUDIENCES.map((name, at) => [name, all[at] as Condition])))

/** A chain of audiences of which the last ones stand higher than is allowed. */
const CHAIN_COUNT = 9
const CHAIN: { readonly [audience: string]: Condition } = Object.fromEntries(
  Array.from({ length: CHAIN_COUNT }, (_, at) => [
    `chain-${at + 1}`,
    at === 0 ? { 'geo.country': 'JP' } : { $or: [{ 'geo.country': 'US' }, { $audience: `chain-${at}` }] },
  ]),
)

const NAMED = [...AUDIENCES, 'chain-8', 'chain-9']
const share = (usual: number): fc.Arbitrary<number> => fc.constantFrom(usual, usual, usual, 0, 0.3, 0.5, 1)
/** Given in `parts` of ten. */
const optional = <T>(arbitrary: fc.Arbitrary<T>, parts: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - parts, arbitrary: fc.constant(undefined) }, { weight: parts, arbitrary })

const variants = fc
  .array(
    fc.record({
      weight: fc.constantFrom(1, 1, 1, 0, 3),
      slots: fc.uniqueArray(fc.constantFrom(...SLOTS), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: ARM_IDS.length },
  )
  // All weights nothing is refused by validation, and has no draw.
  .map((all) => (all.every(({ weight }) => weight === 0) ? all.map((one) => ({ ...one, weight: 1 })) : all))

const experience = fc.record({
  enabled: fc.integer({ min: 0, max: 9 }).map((die) => die < 9),
  audience: optional(fc.constantFrom(...NAMED), 3),
  when: optional(conditions(NAMED), 9),
  schedule: optional(fc.constantFrom(...SCHEDULES), 3),
  group: optional(fc.constantFrom('g', 'h', 'alone'), 3),
  allocation: share(1),
  control: share(0),
  cap: optional(fc.record({ count: fc.integer({ min: 1, max: 3 }), per: fc.constantFrom('30m', '12h', '1d') }), 3),
  variants,
})

type Drawn = typeof experience extends fc.Arbitrary<infer T> ? T : never

function authored(id: string, { variants, ...rest }: Drawn): AuthoredExperience {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...given,
    id,
    variants: variants.map(({ weight, slots }, at) => ({
      id: ARM_IDS[at]!,
      weight,
      slots: Object.fromEntries(slots.map((slot) => [slot, contentOf(slot, `${id}/${ARM_IDS[at]}`)])),
    })),
  }
}

export const experienceId = (at: number): string => (at === 3 ? 'toString' : `experience-${at}`)

/** Of `leastCount` to `mostCount` experiences. */
export const rulesets = (leastCount: number, mostCount: number): fc.Arbitrary<AuthoredRuleset> =>
  fc
    .record({
      slots,
      audiences,
      experiences: fc.array(experience, { minLength: leastCount, maxLength: mostCount, size: 'max' }),
      holdout: fc.constantFrom(0, 0, 0, 0.2, 1),
      timeZone: fc.constantFrom(...ZONES),
    })
    .map(({ slots, audiences, experiences, holdout, timeZone }) => ({
      format: 1,
      site: { timeZone, locale: 'ja', memory: 'on', holdout },
      slots,
      audiences: { ...audiences, ...CHAIN },
      experiences: experiences.map((one, at) => authored(experienceId(at), one)),
    }))
