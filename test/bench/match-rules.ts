/**
 * Rules and contexts to measure matching with: about four predicates each over fifty attributes of real kinds, the same for
 * every engine. Not engines: match-engines.ts. Runs in workerd, too.
 */

import type { AuthoredRuleset, Condition } from '../../src/core/authored.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import type { CompiledRuleset } from '../../src/core/compiled.ts'
import { compileIndex } from '../../src/core/match/compile-index.ts'
import { conditionNodes, rowsOf } from '../../src/core/match/rows.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'

export type Value = string | number | boolean
export type Random = () => number

export interface Predicate {
  readonly attribute: string
  readonly kind: Attribute['kind']
  readonly operator: '$eq' | '$ne' | '$in' | '$nin' | '$gte' | '$lte' | '$between' | '$exists'
  /** One value; of `$in`, `$nin` and `$between` a list of them. */
  readonly operand: Value | readonly Value[]
}

export type Rule = readonly Predicate[]

interface Attribute {
  readonly name: string
  /** As ours is asked for it; the others find it under `name`. */
  readonly path: string
  readonly kind: 'string' | 'boolean' | 'number' | 'list'
  /** A random value of an item of it. */
  readonly value: (random: Random) => Value
}

/** By attribute; null is missing. */
export type Facts = { readonly [attribute: string]: Value | readonly Value[] | null | typeof UNKNOWN }

const RULE_LENGTHS = [2, 3, 3, 4, 4, 4, 4, 5, 5, 6]
const UNKNOWN_SHARE = 0.07
const MISSING_SHARE = 0.08

/** mulberry32: the same numbers for the same seed, everywhere. */
export function randomOf(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const upTo = (random: Random, count: number): number => Math.floor(random() * count)
const oneOf = <T>(random: Random, items: readonly T[]): T => items[upTo(random, items.length)]!
const several = <T>(random: Random, count: number, make: () => T): T[] => [
  ...new Set(Array.from({ length: 1 + upTo(random, count) }, make)),
]

const text =
  (cardinality: number) =>
  (random: Random): Value =>
    `value-${upTo(random, cardinality)}`

/** Real ones, and those that sites name, of the kinds below: what an attribute is called tells the compiler what it may hold. */
const PATHS =
  `geo.country geo.continent geo.region geo.regionCode geo.regionName geo.city geo.postalCode utm.source utm.medium
  utm.campaign utm.term utm.content device.os device.browser referrer.host language network.organization page.path
  page.query.q page.query.category
  geo.isEU time.isWeekend time.isHoliday weather.isDay visit.isNew visit.isReturning device.isBot traits.isMember
  time.weekday time.month time.hour time.dayOfMonth visit.count visit.pageCount visit.daysSinceLast time.minuteOfDay
  affinity.hiking score.order weather.wind weather.temperature weather.apparent weather.precipitation score.visit
  network.asn geo.latitude geo.longitude
  languages traits.interests traits.brands traits.stores`.split(/\s+/)

/** Countries, cities, device kinds; flags; counts, hours; temperatures, scores; interests. */
export const MATCH_ATTRIBUTES: readonly Attribute[] = [
  ...[2, 3, 4, 4, 5, 6, 7, 8, 10, 12, 20, 30].map((cardinality) => ({
    kind: 'string' as const,
    value: text(cardinality),
  })),
  ...[100, 200, 300, 500, 800, 1_000, 2_000, 5_000].map((cardinality) => ({
    kind: 'string' as const,
    value: text(cardinality),
  })),
  ...Array.from({ length: 8 }, () => ({ kind: 'boolean' as const, value: (random: Random) => random() < 0.5 })),
  ...[7, 12, 24, 31, 60, 100, 365, 1_440].map((most) => ({
    kind: 'number' as const,
    value: (random: Random) => upTo(random, most),
  })),
  ...[1, 1, 10, 40, 40, 100, 100, 1_000, 5, 90].map((most) => ({
    kind: 'number' as const,
    value: (random: Random) => Math.round(random() * most * 100) / 100,
  })),
  ...[8, 20, 50, 200].map((cardinality) => ({ kind: 'list' as const, value: text(cardinality) })),
].map((attribute, at) => ({ ...attribute, name: `a${at}`, path: PATHS[at]! }))

export function rulesOf(count: number, seed: number): readonly Rule[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => {
    const attributes = new Set(
      Array.from({ length: oneOf(random, RULE_LENGTHS) }, () => oneOf(random, MATCH_ATTRIBUTES)),
    )
    return [...attributes].map((attribute) => predicateOf(attribute, random))
  })
}

function predicateOf({ name, kind, value }: Attribute, random: Random): Predicate {
  const one = (): Value => value(random)
  const about = { attribute: name, kind }
  const die = random()
  if (die < 0.05) return { ...about, operator: '$exists', operand: kind === 'number' || random() < 0.7 }
  if (kind === 'boolean') return { ...about, operator: die < 0.85 ? '$eq' : '$ne', operand: one() }
  // What a list holds is asked of the list each time: one value, as in "languages hold ja", is what there is many of.
  if (kind === 'list') return { ...about, operator: '$eq', operand: one() }
  if (kind === 'string') {
    if (die < 0.4) return { ...about, operator: '$eq', operand: one() }
    if (die < 0.8) return { ...about, operator: '$in', operand: several(random, 6, one) }
    return die < 0.9
      ? { ...about, operator: '$nin', operand: several(random, 4, one) }
      : { ...about, operator: '$ne', operand: one() }
  }
  if (die < 0.4) return { ...about, operator: '$gte', operand: one() }
  if (die < 0.65) return { ...about, operator: '$lte', operand: one() }
  if (die < 0.95) return { ...about, operator: '$between', operand: [one(), one()].map(Number).sort((a, b) => a - b) }
  return { ...about, operator: '$eq', operand: one() }
}

/** Every one differs from every other. */
export function factsOf(count: number, seed: number): readonly Facts[] {
  const random = randomOf(seed)
  const fact = ({ kind, value }: Attribute): Facts[string] => {
    const die = random()
    if (die < UNKNOWN_SHARE) return UNKNOWN
    if (die < UNKNOWN_SHARE + MISSING_SHARE) return null
    return kind === 'list' ? several(random, 4, () => value(random)) : value(random)
  }
  return Array.from({ length: count }, () => Object.fromEntries(MATCH_ATTRIBUTES.map((one) => [one.name, fact(one)])))
}

/** Attributes as the edge makes them: nested as their names are, every name there, a missing value null. */
export function attributesOfFacts(facts: Facts): object {
  const attributes: { [family: string]: unknown } = {}
  for (const { name, path } of MATCH_ATTRIBUTES) {
    const value = facts[name]
    const steps = path.split('.')
    const leaf = steps.pop()!
    let scope = attributes
    for (const step of steps) {
      scope[step] ??= {}
      scope = scope[step] as { [family: string]: unknown }
    }
    scope[leaf] = value
  }
  return attributes
}

const PATH_BY_NAME = new Map(MATCH_ATTRIBUTES.map(({ name, path }) => [name, path]))
const conditionOf = (rule: Rule): Condition =>
  Object.fromEntries(
    rule.map(({ attribute, operator, operand }) => [PATH_BY_NAME.get(attribute)!, { [operator]: operand }]),
  )

/** An experience a rule, with the smallest content. */
export const matchRuleset = (rules: readonly Rule[]): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: { hero: { paths: ['/*'], selector: 'section.hero', kind: 'text' } },
  audiences: {},
  experiences: rules.map((rule, at) => ({
    id: `experience-${at}`,
    when: conditionOf(rule),
    variants: [{ id: 'a', slots: { hero: { text: `Text ${at}` } } }],
  })),
})

/** What a document may hold. */
const MOST_EXPERIENCES_COUNT = 10_000

/** More rules than a document may hold are compiled in several, and put under one index. */
export function compiledRules(rules: readonly Rule[]): CompiledRuleset {
  const { experiences, ...around } = matchRuleset(rules)
  const parts: CompiledRuleset[] = []
  for (let from = 0; from < rules.length; from += MOST_EXPERIENCES_COUNT) {
    const part = { ...around, experiences: experiences.slice(from, from + MOST_EXPERIENCES_COUNT) }
    const compiled = compileRuleset(part)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
    parts.push(compiled.value)
  }
  const [first] = parts as [CompiledRuleset]
  if (parts.length === 1) return first
  const conditions = experiences.map(({ when }) => when ?? null)
  return {
    ...first,
    experiences: parts.flatMap((part) => part.experiences),
    index: compileIndex(rowsOf(conditionNodes(conditions, {})), conditions.length),
  }
}

/** A copy in random order, Fisher–Yates. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items]
  for (let at = order.length - 1; at > 0; at--) {
    const other = upTo(random, at + 1)
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
  return order
}
