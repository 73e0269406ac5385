/** Port of the record: where events are kept. Not how they get there (inbox.ts), and not what they mean: core/event/event.ts. */

import type { InboxBatch, RecordedEvent } from '../core/event/event.ts'
import type { Result } from '../core/result.ts'

export type RecordFailure = {
  /**
   * `timeout`, `unavailable`: try again later. `full`, `read_only`: a person has to do something first. `refused`: the
   * database does not take these very rows, however often they come.
   */
  readonly reason: 'timeout' | 'unavailable' | 'full' | 'read_only' | 'refused'
  /** For the log and for whoever runs it, never for a visitor. */
  readonly detail: string
}

export interface EventPage {
  /** In order of arrival. */
  readonly events: readonly StoredEvent[]
  /** Goes on after here; null: that was all there is now. */
  readonly next: number | null
}

export interface StoredEvent extends RecordedEvent {
  readonly seq: number
}

export interface EventQuery {
  /** Null: of all sites. */
  readonly site: string | null
  /** Only events that arrived after this `seq`; 0: from the beginning. */
  readonly after: number
  /** Epoch milliseconds by the event's own time, half-open: since ≤ at < until; null: open. */
  readonly since: number | null
  readonly until: number | null
  readonly limit: number
}

export interface EventRecord {
  /** All of them, or none; what is there already stays as it is. `ok`: committed. */
  write(batch: InboxBatch): Promise<Result<Written, RecordFailure>>
  page(query: EventQuery): Promise<Result<EventPage, RecordFailure>>
  /** Takes back what one import brought; the number of events that went. */
  withdraw(site: string, importId: string): Promise<Result<number, RecordFailure>>
  /** Of some visitors; nothing of those who were erased, even while that goes on. */
  ofVisitors(query: VisitorQuery): Promise<Result<EventPage, RecordFailure>>
}

export interface VisitorQuery {
  readonly site: string
  readonly visitors: readonly string[]
  /** Only events that arrived after this `seq`; 0: from the beginning. */
  readonly after: number
  readonly limit: number
  /** No index leads to a visitor's events: so many of all are looked at, and a page may be empty and go on. */
  readonly examined: number
}

export interface Written {
  /** Rows that were not there before. */
  readonly events: number
}

export const NOTHING_WRITTEN: Written = { events: 0 }
