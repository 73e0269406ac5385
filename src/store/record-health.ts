/** Port of how the record is: what arrived, what was lost, what frameworks undid. Not the words for it: admin/health.ts. */

import type { EventKind, EventSource } from '../core/event/event.ts'
import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'
import { AGED_FIELDS_JOB, FALLBACK_ROLLUP_JOB, RETENTION_JOB } from './upkeep.ts'

export interface RecordHealth {
  /** Whether the database answers and has our tables. */
  ask(): Promise<Result<null, RecordFailure>>
  /** `now` in epoch milliseconds. */
  details(site: string, now: number): Promise<Result<RecordDetails, RecordFailure>>
}

export interface RecordDetails {
  readonly events: {
    /** Of the last day by the events' own time, bots too: they arrive, though they count nowhere. */
    readonly byKind: readonly KindCount[]
    /** False: there were more than EXAMINED_EVENTS_COUNT, and only the newest of them are told here. */
    readonly isComplete: boolean
    /** Epoch milliseconds; null: there are none. */
    readonly lastArrivalAt: number | null
  }
  /** How often pages went out as they came, by reason. */
  readonly fallbacks: readonly ReasonCount[]
  /** Of all sites. */
  readonly deadLetters: { readonly count: number; readonly newest: readonly DeadLetterLine[] }
  /** Every job that has run, by name; of all sites. */
  readonly jobs: readonly JobState[]
  readonly hydration: readonly HydrationShare[]
  /** Of the whole database; null where the server does not say. */
  readonly databaseBytes: number | null
}

export interface Counts {
  readonly lastHour: number
  readonly lastDay: number
}

export interface KindCount extends Counts {
  readonly kind: EventKind
  readonly source: EventSource
}

export interface ReasonCount extends Counts {
  readonly reason: string
}

export interface DeadLetterLine {
  readonly at: number
  readonly source: 'inbox' | 'webhook'
  readonly reason: string
  readonly attempts: number
}

export interface JobState {
  readonly job: string
  /** A `seq` or epoch milliseconds. */
  readonly position: number
  /** Of a position that is a `seq`: how many arrivals come after it. Null: epoch milliseconds. */
  readonly behind: number | null
  readonly attempts: number
  readonly retryAt: number
  readonly lastError: string | null
}

/** Of the last day, bots left out: page views in which an edit of this experience was looked after. */
export interface HydrationShare {
  readonly experience: string
  readonly slot: string
  readonly reports: number
  readonly reapplied: number
  readonly reverted: number
}

/** Newest first: what a question about the last day may cost, some 0.2 s. */
export const EXAMINED_EVENTS_COUNT = 200_000
/** Among so many, by their own time, the last arrival is looked for. */
export const NEWEST_EVENTS_COUNT = 1_000
export const SHOWN_LETTERS_COUNT = 5

type ProgressRow = Omit<JobState, 'behind'>

/** `last`: the newest `seq` there is. A name with a full stop is another job's second number, and left out. */
export const jobStates = (rows: readonly ProgressRow[], last: number): readonly JobState[] =>
  rows
    .filter(({ job }) => !job.includes('.'))
    .map(({ job, position, attempts, retryAt, lastError }) => ({
      job,
      position,
      behind: JOBS_BY_TIME.has(job) ? null : Math.max(0, last - position),
      attempts,
      retryAt,
      lastError,
    }))

/** All others go by `seq`. */
const JOBS_BY_TIME: ReadonlySet<string> = new Set([FALLBACK_ROLLUP_JOB, RETENTION_JOB, AGED_FIELDS_JOB])
