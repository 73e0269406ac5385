/** Port of erasing: who was erased, and how far what was kept of them is gone. Not the copies in KV: visitor/erase.ts. */

import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

/** What a login's tombstone is called: it keeps imports from making a new visitor of the same login. */
export const loginTombstone = (hash: string): string => `login:${hash}`
export const isLoginTombstone = (visitor: string): boolean => visitor.startsWith('login:')

/** An erasure that is not through: events and dead letters of before may still name them. */
export interface PendingErasure {
  readonly site: string
  readonly visitor: string
  readonly cleared: number
  readonly until: number
}

export const MAX_PENDING_COUNT = 100

export interface Tombstones {
  /**
   * From when this is `ok` on, nothing that names the visitor goes in anywhere: events and letters arrive without them, and
   * what is written of them is refused. In the same transaction what is kept of them in visitors, identities and consents is
   * deleted, and so it is of every id that became this one, and of the login. All ids that were erased; at least the one
   * given, known or not, again or not. `at` in epoch milliseconds.
   */
  raise(site: string, visitor: string, at: number): Promise<Result<readonly string[], RecordFailure>>
  /** The oldest first, at most MAX_PENDING_COUNT. */
  pending(): Promise<Result<readonly PendingErasure[], RecordFailure>>
  /**
   * One short step: of at most `examined` events, those that name one of these lose what is personal, and the erasures move
   * on; the last step goes through the dead letters. Whether these are through. `at`: noted at them then.
   */
  clear(erasures: readonly PendingErasure[], examined: number, at: number): Promise<Result<boolean, RecordFailure>>
}

/** What takes the place of a letter that named somebody who was erased. */
export const ERASED_BODY = 'This named a visitor who was erased.'

/** How a body in JSON names a visitor. An id of ours is met nowhere else; a site's own may be any word. */
export const namedAs = (visitor: string): string =>
  OWN_ID.test(visitor) ? visitor : `"visitor":${JSON.stringify(visitor)}`

const OWN_ID = /^[\w-]{22}$/
const NAMING = /"visitor"\s*:\s*"([\w-]{1,64})"/g
const MAX_NAMED_COUNT = 2_000

/** Those that a body names, whatever else it is. */
export const namedIn = (body: string): readonly string[] => [
  ...new Set([...body.matchAll(NAMING)].slice(0, MAX_NAMED_COUNT).map(([, visitor]) => visitor!)),
]
