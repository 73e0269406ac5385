/** Port of the copies that pages read of known visitors. Not what is kept of them: visitors.ts has that, and these come from it. */

import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { asKeptNow, type KeptVisitor, VISITOR_STATES, type VisitorState } from './visitors.ts'

export type Snapshot =
  | { readonly state: VisitorState; readonly memory: Memory | null }
  /** The id has become another one at a login. */
  | { readonly state: 'moved'; readonly to: string }
  /** Cookies with this id are to be thrown away. */
  | { readonly state: 'erased' }

export type SnapshotFailure = { readonly reason: 'unavailable' | 'malformed'; readonly detail: string }

/** Copies come and go late: what is written shows everywhere after a minute or more, the last of two writers wins. */
export interface Snapshots {
  /** Null: there is none here, or not yet. */
  read(site: string, visitor: string): Promise<Result<Snapshot | null, SnapshotFailure>>
  write(site: string, visitor: string, snapshot: Snapshot): Promise<Result<null, SnapshotFailure>>
  remove(site: string, visitor: string): Promise<Result<null, SnapshotFailure>>
}

/** Then it is made anew from the database when the visitor comes: so long a lost race of two writers may show. */
export const SNAPSHOT_LIFE_S = 30 * 86_400
/** As long as a browser may keep the cookie that this ends. */
export const ERASED_LIFE_S = 400 * 86_400

export const lifeOf = ({ state }: Snapshot): number => (state === 'erased' ? ERASED_LIFE_S : SNAPSHOT_LIFE_S)

export const snapshotOf = ({ memory, movedTo, state }: KeptVisitor): Snapshot =>
  movedTo === null ? { state, memory } : { state: 'moved', to: movedTo }

const STATES: ReadonlySet<unknown> = new Set(VISITOR_STATES)

/** Only we write these, so that no more than the outermost shape is looked at, and whether an earlier version wrote it. */
export function readSnapshot(text: string): Result<Snapshot, SnapshotFailure> {
  try {
    const value: unknown = JSON.parse(text)
    if (isSnapshot(value)) return ok('memory' in value ? asKeptNow(value) : value)
  } catch {
    // said below, like any other shape that is none
  }
  return fail({ reason: 'malformed', detail: 'a snapshot that is none' })
}

function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== 'object' || value === null || !('state' in value)) return false
  if (value.state === 'erased') return true
  if (value.state === 'moved') return 'to' in value && typeof value.to === 'string'
  return STATES.has(value.state) && 'memory' in value && typeof value.memory === 'object'
}
