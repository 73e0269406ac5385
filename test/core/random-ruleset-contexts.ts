/** Random visits: facts of every family, missing, unknown and of the wrong type, and who comes when. Not rulesets: random-ruleset.ts. */

import fc from 'fast-check'
import type { VisitContext } from '../../src/core/context.ts'
import type { Profile } from '../../src/core/profile.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import type { Visit } from './naive/naive-decide.ts'
import { factFor, odd, POOLS } from './random-ruleset-values.ts'

const PATHS = ['/', '/items', '/items/', '/items/1', '/en/', '/en/x']
/** Full minutes and instants within one, none near a change of the clock in the zones of random-ruleset.ts. */
const INSTANTS = [
  '2026-11-22T02:59:59.999Z',
  '2026-11-22T03:00:00Z',
  '2026-11-27T14:30:30Z',
  '2026-12-31T15:00:00Z',
].map(Date.parse)

const leavesOf = (family: string): readonly string[] =>
  Object.keys(POOLS).flatMap((name) => (name.startsWith(`${family}.`) ? [name.slice(family.length + 1)] : []))

/** Names with a dot in them stand as they are, or nested. */
function facts(family: string): fc.Arbitrary<object> {
  const record = fc.record(Object.fromEntries(leavesOf(family).map((leaf) => [leaf, factFor(`${family}.${leaf}`)])))
  return fc.tuple(record, fc.boolean()).map(([flat, isNested]) => withoutUndefined(isNested ? nested(flat) : flat))
}

/** Undefined is absent: a key that is there with nothing in it would not survive JSON. */
const withoutUndefined = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function nested(flat: object): object {
  const fields: { [name: string]: unknown } = {}
  for (const [name, value] of Object.entries(flat)) {
    const [head, leaf] = name.split('.') as [string, string | undefined]
    if (leaf === undefined) fields[head] = value
    else fields[head] = { ...(fields[head] as object | undefined), ...(value !== undefined && { [leaf]: value }) }
  }
  return fields
}

const family = (name: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 15, arbitrary: facts(name) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(UNKNOWN, null, {}) },
    { weight: 1, arbitrary: odd },
  )

const context = fc
  .record({
    geo: family('geo'),
    network: family('network'),
    time: family('time'),
    weather: family('weather'),
    query: facts('page.query'),
    path: fc.constantFrom(...PATHS),
    referrer: family('referrer'),
    utm: family('utm'),
    device: facts('device'),
    isBot: fc.integer({ min: 0, max: 14 }).map((die) => die === 14),
    language: factFor('language'),
    languages: factFor('languages'),
  })
  .map(({ query, path, device, isBot, ...rest }) => ({
    ...rest,
    page: { host: 'shop.example', path, query },
    device: { ...device, isBot },
  })) as unknown as fc.Arbitrary<VisitContext>

export const ARM_IDS: readonly string[] = ['v', 'w', 'x']

const assignments = (ids: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...ids), fc.constantFrom<string | null>(...ARM_IDS, null, 'gone'), {
    maxKeys: 12,
    noNullPrototype: true,
  })

/** Seconds before one of the moments: where the windows of random-ruleset.ts end, and around it. */
const AGES_S = [-5, 0, 1, 1_799, 1_800, 1_801, 43_199, 43_200, 86_399, 86_400, 604_800]
const times = fc
  .array(fc.tuple(fc.constantFrom(...INSTANTS), fc.constantFrom(...AGES_S)), { maxLength: 6 })
  .map((all) => all.map(([moment, age]) => Math.floor(moment / 1000) - age).sort((one, other) => one - other))

const plans = (ids: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...ids), times, { maxKeys: 12, noNullPrototype: true })

const profile = (ids: readonly string[]): fc.Arbitrary<Profile> =>
  fc
    .record({
      visitor: fc.option(
        fc.nat(100_000).map((number) => `visitor-${number}`),
        { freq: 6 },
      ),
      visit: facts('visit'),
      affinity: family('affinity'),
      profile: family('profile'),
      cart: family('cart'),
      traits: family('traits'),
      score: family('score'),
      assignments: assignments(ids),
      plans: plans(ids),
      dismissed: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
    })
    .map((fields) => ({ ...fields })) as unknown as fc.Arbitrary<Profile>

/** `ids` are those of the experiences, which an earlier page may have assigned. */
export const visits = (ids: readonly string[]): fc.Arbitrary<Visit> =>
  fc.record({ context, profile: profile(ids), now: fc.constantFrom(...INSTANTS) })

/** Attributes as programs that embed conditions may give them: any name dotted, nested, or both ways at once. */
export const looseAttributes: fc.Arbitrary<object> = fc
  .tuple(
    context,
    fc.record(Object.fromEntries(Object.keys(POOLS).map((name) => [name, factFor(name)])), { requiredKeys: [] }),
  )
  .map(([families, dotted]) => ({ ...families, ...withoutUndefined(dotted) }))
