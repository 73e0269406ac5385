/** Ports of what is done to the record by the clock: sums by the hour, and old rows gone. Not when: jobs/rollup.ts, jobs/retention.ts. */

import type { AgedBefore } from '../core/memory/aged.ts'
import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'
import type { ExpiringTable } from './retention.ts'
import type { KeptVisitor } from './visitors.ts'

export const HOUR_MS = 3_600_000

/** Jobs of the table `progress`. The position of ROLLUP_JOB is a `seq`, those of the others are epoch milliseconds. */
export const ROLLUP_JOB = 'rollup'
export const FALLBACK_ROLLUP_JOB = 'rollup_fallbacks'
export const RETENTION_JOB = 'retention'
export const AGED_FIELDS_JOB = 'aged_fields'

export interface Upkeep {
  /**
   * Adds the next events, in order of arrival, to the sums of their hours and moves ROLLUP_JOB past them, in one
   * transaction: none is left out and none counts twice, whoever else counts and wherever it stops. How many it looked at;
   * fewer than `limit`: that was all.
   */
  countEvents(limit: number): Promise<Result<number, RecordFailure>>
  /** Sums of fallbacks with since ≤ at < until, whole UTC hours. They only grow: a smaller sum never takes the place of a larger. */
  countFallbacks(since: number, until: number): Promise<Result<null, RecordFailure>>
  /** Deletes up to `limit` rows with at < before that are counted already, where they count. How many went. */
  expire(table: ExpiringTable, before: number, limit: number): Promise<Result<number, RecordFailure>>
  /** By id, from after `after` on: visitors with a trait or a score from before what `before` says of it. */
  withAgedFields(
    site: string,
    before: AgedBefore,
    after: string,
    limit: number,
  ): Promise<Result<readonly KeptVisitor[], RecordFailure>>
}

export interface JobPositions {
  /** 0 for a job that has never run. */
  read(job: string): Promise<Result<number, RecordFailure>>
  move(job: string, position: number): Promise<Result<null, RecordFailure>>
}
