/** The record's tables (libSQL, through Drizzle). Columns in snake case; what each is for and how long it stays: storage.md. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CoarseContext, EventKind, EventSource } from '../src/core/event/event.ts'

/**
 * Everything that happened, one row each: exposures from the edge, what browsers and servers told, imports. What a column
 * means: RecordedEvent in src/core/event/event.ts, null where that has nothing.
 */
export const events = sqliteTable(
  'events',
  {
    /** In order of arrival, never reused: what exports and webhooks go on from. */
    seq: integer().primaryKey({ autoIncrement: true }),
    /** A second insert of the same id changes nothing: `on conflict do nothing`. */
    id: text().notNull().unique(),
    site: text().notNull(),
    kind: text().$type<EventKind>().notNull(),
    source: text().$type<EventSource>().notNull(),
    /** Epoch milliseconds, when it happened; all times in here are such. */
    at: integer().notNull(),
    receivedAt: integer('received_at').notNull(),
    visitor: text(),
    isBot: integer('is_bot', { mode: 'boolean' }),
    decision: text(),
    revision: integer(),
    path: text(),
    experience: text(),
    arm: text(),
    slot: text(),
    propensity: real(),
    item: text(),
    quantity: real(),
    value: real(),
    currency: text(),
    name: text(),
    context: text({ mode: 'json' }).$type<CoarseContext>(),
    data: text({ mode: 'json' }).$type<{ readonly [key: string]: unknown }>(),
    importId: text('import_id'),
  },
  // Every index costs each insert: one on visitors, in no order, took 30 % of it. Those that nothing asks are not here.
  (table) => [
    index('events_by_time').on(table.site, table.at),
    index('events_by_decision').on(table.decision).where(sql`${table.decision} is not null`),
    index('events_by_import').on(table.importId).where(sql`${table.importId} is not null`),
  ],
)

/** How often pages went out as they came: one row for each sum that an isolate told. */
export const fallbackCounts = sqliteTable(
  'fallback_counts',
  {
    id: text().primaryKey(),
    site: text().notNull(),
    at: integer().notNull(),
    reason: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [index('fallback_counts_by_time').on(table.at)],
)

/** Sums by the hour (UTC) of what people did, bots left out. Kept when the rows they were made of go. */
export const hourlyCounts = sqliteTable(
  'hourly_counts',
  {
    site: text().notNull(),
    /** Epoch milliseconds of its beginning. */
    hour: integer().notNull(),
    kind: text().$type<EventKind | 'fallback'>().notNull(),
    /** Empty: none. */
    experience: text().notNull(),
    /** Empty: control, or none. */
    arm: text().notNull(),
    /** Of a custom event, a hydration's outcome, a fallback's reason; empty for other kinds. */
    name: text().notNull(),
    /** Sums of money are kept apart by it; empty: none. */
    currency: text().notNull(),
    count: integer().notNull(),
    value: real().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.site, table.hour, table.kind, table.experience, table.arm, table.name, table.currency],
    }),
  ],
)

/** What could not be stored or delivered, and why: for a person to look at. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    source: text().$type<'inbox' | 'webhook'>().notNull(),
    reason: text().notNull(),
    /** As it came, cut at a bound. */
    body: text().notNull(),
    attempts: integer().notNull(),
  },
  (table) => [index('dead_letters_by_time').on(table.at)],
)

/** How far each job has come: a job's name, and where it goes on from. */
export const progress = sqliteTable('progress', {
  job: text().primaryKey(),
  /** The last `seq` or epoch milliseconds that is done. */
  position: integer().notNull(),
  attempts: integer().notNull(),
  /** Epoch milliseconds before which it is not tried again. */
  retryAt: integer('retry_at').notNull(),
  lastError: text('last_error'),
})
