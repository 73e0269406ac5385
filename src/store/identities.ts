/** Port of who is who: a login's keyed hash ↔ a visitor, one to one. Not how the hash is made: visitor/login-hash.ts. */

import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

export interface Identity {
  readonly hash: string
  readonly visitor: string
}

export interface Identities {
  /** Those that are there of these hashes. */
  find(site: string, hashes: readonly string[]): Promise<Result<readonly Identity[], RecordFailure>>
  /** The logins of these visitors. */
  of(site: string, visitors: readonly string[]): Promise<Result<readonly Identity[], RecordFailure>>
  /**
   * Who comes first has it: each pair is kept unless its hash has a visitor, or its visitor a login, was erased, or became
   * somebody else. The answer is what stands now at these hashes; one that is missing there is free, and its visitor was
   * not to be had. `at`: epoch milliseconds, noted at all of them.
   */
  claim(site: string, pairs: readonly Identity[], at: number): Promise<Result<readonly Identity[], RecordFailure>>
}
