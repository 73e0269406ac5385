/** What is remembered, as the attributes `visit.*`, `profile.*`, `cart.*`, `traits.*` and `score.*`. Not interests: affinity.ts. */

import type { Memory, VisitMemory } from '../memory.ts'
import type { CartFacts, ProfileFacts, VisitFacts } from '../profile.ts'
import { favouriteOf } from './affinity.ts'

const HOUR_S = 3600
const DAY_S = 86_400

export const visitFacts = ({ count, daysSinceLast, pageCount, landingPath }: VisitMemory): VisitFacts => ({
  isNew: count === 1,
  isReturning: count > 1,
  count,
  daysSinceLast,
  pageCount,
  landingPath,
})

export function profileFacts({ purchases, searches, items, affinities, since }: Memory, now: number): ProfileFacts {
  return {
    purchaseCount: purchases.count,
    purchaseValue: purchases.value,
    daysSincePurchase: purchases.lastAt === null ? null : whole(now - purchases.lastAt, DAY_S),
    lastSearch: searches[0]?.words ?? null,
    searches: searches.map(({ words }) => words),
    lastItem: items[0]?.item ?? null,
    itemViews: items.reduce((most, { count }) => Math.max(most, count), 0),
    items: items.map(({ item }) => item),
    favourite: favouriteOf(affinities, now),
    daysKnown: whole(now - since, DAY_S),
  }
}

export function cartFacts({ cart, visits }: Memory, now: number): CartFacts {
  const changed = cart.reduce((latest, { at }) => Math.max(latest, at), 0)
  const isEmpty = cart.length === 0
  return {
    quantity: cart.reduce((sum, { quantity }) => sum + quantity, 0),
    value: cart.reduce((sum, { quantity, value }) => sum + quantity * (value ?? 0), 0),
    items: cart.map(({ item }) => item),
    hoursSinceChange: isEmpty ? null : whole(now - changed, HOUR_S),
    isAbandoned: !isEmpty && changed < visits.began,
  }
}

export const traitFacts = (traits: Memory['traits']): { readonly [name: string]: Memory['traits'][string]['value'] } =>
  Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value]))

export const scoreFacts = (scores: Memory['scores']): { readonly [name: string]: number } =>
  Object.fromEntries(Object.entries(scores).map(([name, { value }]) => [name, value]))

/** A clock that ran backwards counts nothing. */
const whole = (seconds: number, unit: number): number => Math.max(0, Math.floor(seconds / unit))
