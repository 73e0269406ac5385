/** Port of what is known of visitors beyond their cookies. Not the copies that pages read: snapshots.ts. */

import { withTimedScores } from '../core/memory/scores.ts'
import type { Memory } from '../core/memory.ts'
import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

/** `restricted`: kept, and neither used nor added to; `objected`: no profiling. Each until it is taken back. */
export type VisitorState = 'active' | 'restricted' | 'objected' | 'restricted_and_objected'

export const VISITOR_STATES: readonly VisitorState[] = ['active', 'restricted', 'objected', 'restricted_and_objected']

export interface KeptVisitor {
  readonly site: string
  readonly id: string
  /** Null: only a state is known, or the id has become another one. */
  readonly memory: Memory | null
  /** The visitor that this one became at a login; never one that moved itself. */
  readonly movedTo: string | null
  readonly state: VisitorState
  /** Whether a browser has this id, so that pages ask for its snapshot. */
  readonly hasDevice: boolean
  /** Epoch milliseconds, when a browser last told of them, or when an import brought them. */
  readonly seenAt: number
  readonly updatedAt: number
  /** As it was read; 0: there was none. */
  readonly version: number
}

export interface FoundVisitors {
  readonly visitors: readonly KeptVisitor[]
  /** Those of the ids that were erased; `login:` ones too. */
  readonly erased: readonly string[]
}

/** Time passes between reading and writing: a write counts where nothing was written in between, and nothing erased. */
export interface Visitors {
  read(site: string, ids: readonly string[]): Promise<Result<FoundVisitors, RecordFailure>>
  /** Each by itself, no id twice. The ids that were written; the others have to be read again. */
  write(visitors: readonly KeptVisitor[]): Promise<Result<readonly string[], RecordFailure>>
  /**
   * `from` becomes `into`, whose memory is written as it stands here: both or neither. All that became `from` follow. False:
   * read both again. Never with `from` somebody who has a login, so that no two persons become one; and never with either
   * somebody who moved, so that there are no circles.
   */
  join(from: KeptVisitor, into: KeptVisitor): Promise<Result<boolean, RecordFailure>>
  /** Ids that became this one, the latest first, at most MAX_FORMER_COUNT. */
  former(site: string, id: string): Promise<Result<readonly string[], RecordFailure>>
}

export const MAX_FORMER_COUNT = 1_000

/** A row or a copy as this version means it, whichever wrote it: each adapter reads through this. */
export function asKeptNow<T extends Pick<KeptVisitor, 'memory'>>(kept: T): T {
  const memory = kept.memory === null ? null : withTimedScores(kept.memory)
  return memory === kept.memory ? kept : { ...kept, memory }
}

/** Browsers keep a cookie no longer, so that nobody could be known again. */
export const VISITOR_LIFE_MS = 400 * 86_400_000

export const newVisitor = (site: string, id: string, now: number): KeptVisitor => ({
  site,
  id,
  memory: null,
  movedTo: null,
  state: 'active',
  hasDevice: false,
  seenAt: now,
  updatedAt: now,
  version: 0,
})
