/** Any Memory → the one that a cookie can say: bounded, and rounded to what the bytes hold. Not what is left out for room: fit.ts. */

import type {
  Affinity,
  CartLine,
  Memory,
  Purchases,
  Score,
  Search,
  SeenItem,
  Trait,
  TraitValue,
  VisitMemory,
} from '../../core/memory.ts'
import type { Arm } from '../../core/plan.ts'
import {
  LOGIN_MARK_LENGTH,
  MAX_ACTS_COUNT,
  MAX_AFFINITIES_COUNT,
  MAX_AMOUNT,
  MAX_ANSWER_LENGTH,
  MAX_ASSIGNMENTS_COUNT,
  MAX_CART_LINES_COUNT,
  MAX_COUNT,
  MAX_DAYS,
  MAX_DISMISSED_COUNT,
  MAX_ITEMS_COUNT,
  MAX_NAME_LENGTH,
  MAX_PLANNED_COUNT,
  MAX_PLANS_COUNT,
  MAX_PURPOSE_LENGTH,
  MAX_SCORES_COUNT,
  MAX_SEARCHES_COUNT,
  MAX_TIME_S,
  MAX_TRAIT_VALUES_COUNT,
  MAX_TRAITS_COUNT,
  MAX_WORDS_LENGTH,
} from './limits.ts'
import { roundedWeight } from './weight-bits.ts'

const MINUTE_S = 60
const LOGIN_MARK = new RegExp(`^[\\w-]{${LOGIN_MARK_LENGTH}}$`)

/**
 * Times are floored to the minute, all of them but `lastSeen`, so that what came later is never told as earlier; weights
 * are rounded as weight-bits.ts says, amounts to ten-thousandths. Doing it twice changes nothing.
 */
export function boundedMemory(memory: Memory): Memory {
  const visits = boundedVisits(memory.visits)
  return {
    visitor: memory.visitor,
    since: Math.min(minute(memory.since), visits.began),
    isKnown: memory.isKnown,
    visits,
    affinities: named(memory.affinities, MAX_AFFINITIES_COUNT, boundedAffinity),
    items: latest(memory.items.filter(isNamed).map(boundedItem), ({ item }) => item, MAX_ITEMS_COUNT),
    searches: latest(memory.searches.map(boundedSearch), ({ words }) => words, MAX_SEARCHES_COUNT),
    cart: memory.cart.filter(isNamed).slice(-MAX_CART_LINES_COUNT).map(boundedLine),
    purchases: boundedPurchases(memory.purchases),
    assignments: named(memory.assignments, MAX_ASSIGNMENTS_COUNT, boundedArm),
    plans: named(memory.plans, MAX_PLANNED_COUNT, boundedPlans),
    dismissed: [...new Set(memory.dismissed.filter(isKey))].slice(-MAX_DISMISSED_COUNT),
    traits: named(memory.traits, MAX_TRAITS_COUNT, boundedTrait),
    scores: named(memory.scores, MAX_SCORES_COUNT, boundedScore),
    absorbed: whole(memory.absorbed, 0, MAX_ACTS_COUNT),
    ...(memory.login !== undefined && LOGIN_MARK.test(memory.login) && { login: memory.login }),
  }
}

function boundedVisits(visits: VisitMemory): VisitMemory {
  const lastSeen = time(visits.lastSeen)
  return {
    count: whole(visits.count, 1, MAX_COUNT),
    pageCount: whole(visits.pageCount, 0, MAX_COUNT),
    lastSeen,
    began: Math.min(minute(visits.began), minute(lastSeen)),
    daysSinceLast: visits.daysSinceLast === null ? null : whole(visits.daysSinceLast, 0, MAX_DAYS),
    landingPath: words(visits.landingPath, MAX_WORDS_LENGTH),
  }
}

const boundedAffinity = ({ weight, at }: Affinity): Affinity | undefined =>
  weight > 0 ? { weight: roundedWeight(weight), at: minute(at) } : undefined

const boundedItem = ({ item, at, count }: SeenItem): SeenItem => ({
  item,
  at: minute(at),
  count: whole(count, 1, MAX_COUNT),
})

const boundedSearch = (search: Search): Search => ({
  words: words(search.words, MAX_WORDS_LENGTH),
  at: minute(search.at),
})

const boundedLine = ({ item, quantity, value, at }: CartLine): CartLine => ({
  item,
  quantity: amount(quantity),
  value: value === null || !Number.isFinite(value) ? null : amount(value),
  at: minute(at),
})

const boundedPurchases = ({ count, value, lastAt }: Purchases): Purchases => ({
  count: whole(count, 0, MAX_COUNT),
  value: amount(value),
  lastAt: lastAt === null ? null : minute(lastAt),
})

const boundedArm = (arm: Arm): Arm | undefined => (arm === null || isName(arm) ? arm : undefined)

const boundedPlans = (times: readonly number[]): readonly number[] | undefined =>
  times.length === 0
    ? undefined
    : times
        .slice(-MAX_PLANS_COUNT)
        .map(minute)
        .sort((a, b) => a - b)

function boundedTrait({ value, source, purpose, at }: Trait): Trait | undefined {
  const bounded = boundedValue(value)
  if (bounded === undefined) return undefined
  return {
    value: bounded,
    source,
    purpose: purpose === null ? null : words(purpose, MAX_PURPOSE_LENGTH),
    at: minute(at),
  }
}

/** Nothing where it is too long, or no number: half an answer would be another one. */
function boundedValue(value: TraitValue): TraitValue | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  if (typeof value === 'string') return isText(value, MAX_ANSWER_LENGTH) ? value : undefined
  const isKept = value.length <= MAX_TRAIT_VALUES_COUNT && value.every((one) => isText(one, MAX_NAME_LENGTH))
  return isKept ? value : undefined
}

const boundedScore = ({ value, at }: Score): Score | undefined =>
  Number.isFinite(value) ? { value: amount(value), at: minute(at) } : undefined

/** Without what `bounded` gives nothing for; of too many the last ones, which came last. */
function named<T, U>(
  values: { readonly [name: string]: T },
  maximum: number,
  bounded: (value: T) => U | undefined,
): { readonly [name: string]: U } {
  const kept: [string, U][] = []
  for (const [name, value] of Object.entries(values)) {
    if (!isKey(name)) continue
    const one = bounded(value)
    if (one !== undefined) kept.push([name, one])
  }
  return Object.fromEntries(kept.length > maximum ? kept.slice(-maximum) : kept)
}

/** The latest first, each once by what `key` says, none without it. */
function latest<T extends { readonly at: number }>(
  all: readonly T[],
  key: (one: T) => string,
  maximum: number,
): readonly T[] {
  const seen = new Set([''])
  const isFirst = (one: T): boolean => seen.size < seen.add(key(one)).size
  return all
    .toSorted((one, other) => other.at - one.at)
    .filter(isFirst)
    .slice(0, maximum)
}

const isText = (text: string, longest: number): boolean => text.length <= longest && text.isWellFormed()
const isName = (text: string): boolean => text !== '' && isText(text, MAX_NAME_LENGTH)
const isNamed = ({ item }: { readonly item: string }): boolean => isName(item)
/** Not what every object has anyway. */
const isKey = (name: string): boolean => isName(name) && !(name in Object.prototype)

/** Cut between characters. */
function words(text: string, longest: number): string {
  const cut = text.slice(0, longest)
  return (text.length > longest && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).toWellFormed()
}

const whole = (value: number, least: number, most: number): number =>
  Number.isNaN(value) ? least : Math.min(Math.max(Math.floor(value), least), most)

const time = (seconds: number): number => whole(seconds, 0, MAX_TIME_S)

function minute(seconds: number): number {
  const bounded = time(seconds)
  return bounded - (bounded % MINUTE_S)
}

/** Sums of prices are not exact: what is below a ten-thousandth is noise. */
function amount(value: number): number {
  if (!Number.isFinite(value)) return 0
  const bounded = Math.min(Math.max(value, -MAX_AMOUNT), MAX_AMOUNT)
  const rounded = Math.abs(bounded) < FINE_AMOUNT ? Math.round(bounded * 10_000) / 10_000 : Math.round(bounded)
  return rounded + 0
}

/** Beyond it ten-thousandths are not exact themselves. */
const FINE_AMOUNT = 2 ** 31
