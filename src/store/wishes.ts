/** Port of what every browser of a visitor has to hear, whatever its cookie says: erased, or not to be used. Not the list that isolates read: visitor/wish-list.ts. */

import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

/** `withheld`: objected to or restricted; what is remembered stays, and is neither used nor added to. */
export type Wish = 'erased' | 'withheld'

export interface KeptWishes {
  /** Ids erased since the moment asked for. */
  readonly erased: readonly string[]
  /** Ids whose wish holds, and those that became theirs at a login. */
  readonly withheld: readonly string[]
}

export interface Wishes {
  /** The latest of each, at most `limit` of each. `since` in epoch milliseconds. */
  latest(site: string, since: number, limit: number): Promise<Result<KeptWishes, RecordFailure>>
}
