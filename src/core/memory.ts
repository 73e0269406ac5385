/** What is remembered of one visitor, under the purposes they allow. Not what decisions read of it: profile.ts. */

import type { ExperienceId } from './compiled.ts'
import type { Arm } from './plan.ts'

/** All times are epoch seconds. Plain data: it goes into the sealed cookie, the snapshot in KV and a row, and back unchanged. */
export interface Memory {
  /** 128 random bits, base64url, 22 characters. */
  readonly visitor: string
  /** When the first visit began. */
  readonly since: number
  /** Whether more of this visitor is kept than the cookie: a snapshot `profile:<id>`, because of a login or an import. */
  readonly isKnown: boolean
  readonly visits: VisitMemory
  /** By category. */
  readonly affinities: { readonly [category: string]: Affinity }
  /** Latest first, each item once. */
  readonly items: readonly SeenItem[]
  /** Latest first, each words once. */
  readonly searches: readonly Search[]
  /** Empty where there is none. */
  readonly cart: readonly CartLine[]
  readonly purchases: Purchases
  readonly assignments: { readonly [experience: ExperienceId]: Arm }
  /** When an experience with a cap was planned, ascending; no more of them than the cap counts. */
  readonly plans: { readonly [experience: ExperienceId]: readonly number[] }
  /** Experiences that the visitor does not want to see again. */
  readonly dismissed: readonly ExperienceId[]
  readonly traits: { readonly [name: string]: Trait }
  readonly scores: { readonly [name: string]: Score }
  /** How many of the acts that the collector wrote down are counted in all of this: see memory/act.ts. */
  readonly absorbed: number
  /** Of this browser alone: a mark of the login that was told of in it last, see visitor/identity-key.ts; absent: none. */
  readonly login?: string
}

export interface VisitMemory {
  /** Which visit this is, 1 the first. */
  readonly count: number
  /** Page views of this visit so far. */
  readonly pageCount: number
  /** The last page view. */
  readonly lastSeen: number
  /** When this visit began. */
  readonly began: number
  /** Whole days between the last visit and this one; null in the first. */
  readonly daysSinceLast: number | null
  /** First path of this visit, normalised. */
  readonly landingPath: string
}

/** Decayed interest: `weight` was right at `at`, and halves every half-life after it. */
export interface Affinity {
  /** Above 0; one view of a page adds 1. The attribute is `1 - 2 ** -weight`, so that it grows towards 1. */
  readonly weight: number
  readonly at: number
}

export interface SeenItem {
  readonly item: string
  /** The last view. */
  readonly at: number
  /** How often it was viewed. */
  readonly count: number
}

export interface Search {
  readonly words: string
  readonly at: number
}

export interface CartLine {
  readonly item: string
  readonly quantity: number
  /** The price of one, in the site's currency; null where it was not told. */
  readonly value: number | null
  /** When it was last put in or changed. */
  readonly at: number
}

export interface Purchases {
  readonly count: number
  /** Sum of the orders' totals, in the site's currency. */
  readonly value: number
  /** Null: none yet. */
  readonly lastAt: number | null
}

export interface Trait {
  readonly value: TraitValue
  /** `declared`: the visitor said so, and read `purpose` then; `imported`: the site brought it. Declared beats imported. */
  readonly source: 'declared' | 'imported'
  /** The purpose text shown, or null where it was imported. */
  readonly purpose: string | null
  readonly at: number
}

/** What an import or a prediction says of them in a number. */
export interface Score {
  readonly value: number
  /** When it was last brought, the same value too. */
  readonly at: number
}

export type TraitValue = string | number | boolean | readonly string[]
