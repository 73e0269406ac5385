/** What the work on visitors needs, and nothing else. Not where it comes from: env.ts. */

import type { Snapshots } from '../store/snapshots.ts'
import type { Stores } from '../store/stores.ts'
import type { ListWishes } from './list-wishes.ts'

export interface VisitorDeps {
  readonly stores: Stores
  /** Null: there is no namespace PROFILES; pages know known visitors by the database alone. */
  readonly snapshots: Snapshots | null
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** For what pages have to hear of whatever a cookie says. */
export interface WishDeps extends VisitorDeps {
  readonly listWishes: ListWishes
}

/** Somebody else wrote between reading and writing, each time. */
export interface Contended {
  readonly reason: 'contended'
  readonly detail: string
}

/** So often is tried again what somebody else's write came between. */
export const MAX_TRIES_COUNT = 6

export const CONTENDED: Contended = { reason: 'contended', detail: `lost the race ${MAX_TRIES_COUNT} times` }
