/** Port of what visitors allowed and took back, as proof of it. Not what holds for a page: the cookie says that. */

import type { ConsentSignal, Purpose } from '../core/consent.ts'
import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

export interface ConsentEntry {
  /** UUIDv7: adding the same again changes nothing. */
  readonly id: string
  readonly site: string
  readonly visitor: string
  /** Those that hold from `at` on; empty: everything was taken back. */
  readonly purposes: readonly Purpose[]
  readonly signal: ConsentSignal
  /** Epoch milliseconds. */
  readonly at: number
}

export const MAX_CONSENTS_COUNT = 1_000

export interface Consents {
  /** Of somebody who was erased nothing is kept, which is no failure. */
  append(entries: readonly ConsentEntry[]): Promise<Result<null, RecordFailure>>
  /** The newest first, at most MAX_CONSENTS_COUNT. */
  of(site: string, visitors: readonly string[]): Promise<Result<readonly ConsentEntry[], RecordFailure>>
}
