/** Sums by the hour, brought up to what has arrived. Not how they are made: store/upkeep.ts; not the deleting: retention.ts. */

import type { RecordFailure } from '../store/event-record.ts'
import { RETENTION_DAYS } from '../store/retention.ts'
import { FALLBACK_ROLLUP_JOB, HOUR_MS, type JobPositions, type Upkeep } from '../store/upkeep.ts'

const DAY_MS = 24 * HOUR_MS

/** Other writers wait for one such transaction: 50,000 events take some 60 ms. */
const EVENTS_PER_STEP_COUNT = 50_000
/** What a quarter of an hour brings at 2,000 events a second, and a bit; in no more requests than Workers Free allows. */
const MAX_STEPS_COUNT = 40
const RUN_MS = 20_000
const FALLBACKS_PER_STEP_MS = DAY_MS
/** Isolates tell their sums late by minutes, ... */
const LATE_MS = HOUR_MS
/** ... and a queue whose consumer failed by days: once a day, we look back as far as that. */
const VERY_LATE_MS = 4 * DAY_MS

export interface UpkeepDeps {
  readonly upkeep: Upkeep
  readonly positions: JobPositions
  /** Epoch milliseconds, for how long a run has taken. */
  readonly clock: () => number
}

export interface RollupReport {
  /** Events that were looked at. */
  readonly events: number
  /** Whether all were; else the next run goes on. */
  readonly isDone: boolean
  /** What ended the run early. Whatever was counted before stays counted. */
  readonly failure: RecordFailure | null
}

/** One run; `now` in epoch milliseconds. */
export async function rollUp(deps: UpkeepDeps, now: number): Promise<RollupReport> {
  const counted = await countEvents(deps)
  if (counted.failure !== null) return counted
  return { ...counted, failure: await countFallbacks(deps, now) }
}

async function countEvents({ upkeep, clock }: UpkeepDeps): Promise<RollupReport> {
  const began = clock()
  let events = 0
  for (let step = 0; step < MAX_STEPS_COUNT && clock() - began < RUN_MS; step++) {
    const looked = await upkeep.countEvents(EVENTS_PER_STEP_COUNT)
    if (!looked.ok) return { events, isDone: false, failure: looked.error }
    events += looked.value
    if (looked.value < EVENTS_PER_STEP_COUNT) return { events, isDone: true, failure: null }
  }
  return { events, isDone: false, failure: null }
}

async function countFallbacks({ upkeep, positions }: UpkeepDeps, now: number): Promise<RecordFailure | null> {
  const done = await positions.read(FALLBACK_ROLLUP_JOB)
  if (!done.ok) return done.error
  const end = hourOf(now) + HOUR_MS
  for (let since = lookingBackFrom(done.value, now); since < end; since += FALLBACKS_PER_STEP_MS) {
    const counted = await upkeep.countFallbacks(since, Math.min(since + FALLBACKS_PER_STEP_MS, end))
    if (!counted.ok) return counted.error
  }
  const moved = await positions.move(FALLBACK_ROLLUP_JOB, now)
  return moved.ok ? null : moved.error
}

/** At most a month, which is what is kept: hours whose rows are going would only be counted in vain. */
function lookingBackFrom(done: number, now: number): number {
  const isNewDay = Math.floor(done / DAY_MS) !== Math.floor(now / DAY_MS)
  const kept = now - RETENTION_DAYS.fallback_counts * DAY_MS
  return hourOf(Math.max(done - (isNewDay ? VERY_LATE_MS : LATE_MS), kept))
}

const hourOf = (at: number): number => at - (at % HOUR_MS)
