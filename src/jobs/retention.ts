/** Rows that are older than their table keeps them, deleted once a day in small steps. How long that is: store/retention.ts. */

import type { RecordFailure } from '../store/event-record.ts'
import { type ExpiringTable, RETENTION_DAYS } from '../store/retention.ts'
import { RETENTION_JOB } from '../store/upkeep.ts'
import type { UpkeepDeps } from './rollup.ts'

const DAY_MS = 86_400_000
/** Other writers wait for one such statement: 2,000 events with their indexes take some 25 ms. */
const ROWS_PER_STEP_COUNT = 2_000
const MAX_STEPS_COUNT = 100
const RUN_MS = 20_000

/** Tables that are mostly small first, so that the largest does not keep them waiting. */
const TABLES: readonly ExpiringTable[] = [
  'dead_letters',
  'fallback_counts',
  'tombstones',
  'audit',
  'consents',
  'identities',
  'visitors',
  'events',
]

type Deleted = { [T in ExpiringTable]: number }

const nothing = (): Deleted => Object.fromEntries(TABLES.map((table) => [table, 0])) as Deleted

export interface RetentionReport {
  readonly deleted: Readonly<Deleted>
  /** Whether nothing old is left; else the next run goes on. Also true when it was done within the last day. */
  readonly isDone: boolean
  readonly failure: RecordFailure | null
}

/** One run; `now` in epoch milliseconds. Asked more often than once a day, it does nothing until a day has passed. */
export async function expireOld(deps: UpkeepDeps, now: number): Promise<RetentionReport> {
  const deleted = nothing()
  const finished = await deps.positions.read(RETENTION_JOB)
  if (!finished.ok) return { deleted, isDone: false, failure: finished.error }
  if (now - finished.value < DAY_MS) return { deleted, isDone: true, failure: null }
  const swept = await sweep(deps, now, deleted)
  if (swept !== 'done') return { deleted, isDone: false, failure: swept }
  const moved = await deps.positions.move(RETENTION_JOB, now)
  return moved.ok ? { deleted, isDone: true, failure: null } : { deleted, isDone: false, failure: moved.error }
}

/** Null: the run's time or steps were over before the rows were. */
async function sweep(
  { upkeep, clock }: UpkeepDeps,
  now: number,
  deleted: Deleted,
): Promise<'done' | RecordFailure | null> {
  const began = clock()
  let steps = 0
  for (const table of TABLES) {
    const before = now - RETENTION_DAYS[table] * DAY_MS
    for (let gone = ROWS_PER_STEP_COUNT; gone === ROWS_PER_STEP_COUNT; steps++) {
      if (steps >= MAX_STEPS_COUNT || clock() - began >= RUN_MS) return null
      const expired = await upkeep.expire(table, before, ROWS_PER_STEP_COUNT)
      if (!expired.ok) return expired.error
      gone = expired.value
      deleted[table] += gone
    }
  }
  return 'done'
}
