/** What decisions read of a visitor: of what is remembered, as it is now. Not how it is kept or updated: memory.ts, memory/. */

import type { ExperienceId, MemoryFamily } from './compiled.ts'
import type { Fact } from './context.ts'
import { affinityFacts } from './memory/affinity.ts'
import { cartFacts, profileFacts, scoreFacts, traitFacts, visitFacts } from './memory/facts.ts'
import type { Memory, TraitValue } from './memory.ts'
import type { Arm } from './plan.ts'
import { UNKNOWN, type Unknown } from './unknown.ts'

/** The families are named as their attributes are, and may be memoising getters, as those of a context. */
export interface Profile extends RememberedFacts {
  /** Null: no memory is allowed or wanted, so nothing is randomised or counted. */
  readonly visitor: string | null
  readonly assignments: { readonly [experience: ExperienceId]: Arm }
  /** When experiences with a cap were planned: epoch seconds, ascending. */
  readonly plans: { readonly [experience: ExperienceId]: readonly number[] }
  readonly dismissed: readonly ExperienceId[]
}

export interface RememberedFacts extends FamilyFacts {
  readonly visit: VisitFacts
}

interface FamilyFacts extends Readonly<Record<MemoryFamily, unknown>> {
  /** 0..1 by category; what is not in it is 0. */
  readonly affinity: { readonly [category: string]: number } | Unknown
  readonly profile: ProfileFacts | Unknown
  readonly cart: CartFacts | Unknown
  readonly traits: { readonly [trait: string]: TraitValue } | Unknown
  readonly score: { readonly [score: string]: number } | Unknown
}

/** `visit.*`; every one UNKNOWN without memory. */
export interface VisitFacts {
  readonly isNew: Fact<boolean>
  readonly isReturning: Fact<boolean>
  readonly count: Fact<number>
  readonly daysSinceLast: Fact<number>
  readonly pageCount: Fact<number>
  readonly landingPath: Fact<string>
}

export interface ProfileFacts {
  readonly purchaseCount: number
  /** In the site's currency. */
  readonly purchaseValue: number
  /** Whole days, as all of them. */
  readonly daysSincePurchase: number | null
  readonly lastSearch: string | null
  /** Latest first, as the items. */
  readonly searches: readonly string[]
  readonly lastItem: string | null
  /** The views of the item that was viewed most often. */
  readonly itemViews: number
  readonly items: readonly string[]
  /** The category of most interest. */
  readonly favourite: string | null
  readonly daysKnown: number
}

export interface CartFacts {
  readonly quantity: number
  /** Of the lines whose price was told. */
  readonly value: number
  readonly items: readonly string[]
  /** Whole hours; null: it is empty. */
  readonly hoursSinceChange: number | null
  /** Not empty, and last changed before this visit. */
  readonly isAbandoned: boolean
}

const UNKNOWN_VISIT: VisitFacts = {
  isNew: UNKNOWN,
  isReturning: UNKNOWN,
  count: UNKNOWN,
  daysSinceLast: UNKNOWN,
  pageCount: UNKNOWN,
  landingPath: UNKNOWN,
}

/** Memory is off or refused: nothing is known, nothing randomised, nothing counted. */
export const NOBODY: Profile = {
  visitor: null,
  assignments: {},
  plans: {},
  dismissed: [],
  visit: UNKNOWN_VISIT,
  affinity: UNKNOWN,
  profile: UNKNOWN,
  cart: UNKNOWN,
  traits: UNKNOWN,
  score: UNKNOWN,
}

/** `now` in epoch milliseconds. What no rule reads is not computed. */
export function profileOf(memory: Memory, now: number): Profile {
  const seconds = Math.floor(now / 1000)
  let affinity: Profile['affinity'] | undefined
  let profile: Profile['profile'] | undefined
  let cart: Profile['cart'] | undefined
  let traits: Profile['traits'] | undefined
  let score: Profile['score'] | undefined
  return {
    visitor: memory.visitor,
    assignments: memory.assignments,
    plans: memory.plans,
    dismissed: memory.dismissed,
    visit: visitFacts(memory.visits),
    get affinity() {
      affinity ??= affinityFacts(memory.affinities, seconds)
      return affinity
    },
    get profile() {
      profile ??= profileFacts(memory, seconds)
      return profile
    },
    get cart() {
      cart ??= cartFacts(memory, seconds)
      return cart
    },
    get traits() {
      traits ??= traitFacts(memory.traits)
      return traits
    },
    get score() {
      score ??= scoreFacts(memory.scores)
      return score
    },
  }
}
