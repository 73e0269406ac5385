/** The record's tables (libSQL, through Drizzle). Columns in snake case; what each is for and how long it stays: storage.md. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ConsentSignal, Purpose } from '../src/core/consent.ts'
import type { CoarseContext, EventKind, EventSource } from '../src/core/event/event.ts'
import type { Memory } from '../src/core/memory.ts'
import type { AuditAction, AuditActor, AuditDetail } from '../src/store/audit.ts'
import type { VisitorState } from '../src/store/visitors.ts'

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

/** What is known of a visitor beyond their cookie: because of a login, an import, or a wish of theirs. */
export const visitors = sqliteTable(
  'visitors',
  {
    site: text().notNull(),
    id: text().notNull(),
    /** Null: only a state is known, or the id has become another one. */
    memory: text({ mode: 'json' }).$type<Memory>(),
    /** The visitor that this one became at a login; never one that moved itself. */
    movedTo: text('moved_to'),
    state: text().$type<VisitorState>().notNull(),
    /** Whether a browser has this id: then there is a snapshot in KV. */
    hasDevice: integer('has_device', { mode: 'boolean' }).notNull(),
    /** When a browser last told of them; of an import's visitor whom none has told of: when they came. */
    seenAt: integer('seen_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** One more with each write: who writes says which one they read. */
    version: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.site, table.id] }),
    index('visitors_by_seen').on(table.seenAt),
    index('visitors_by_target').on(table.site, table.movedTo).where(sql`${table.movedTo} is not null`),
    index('visitors_by_wish').on(table.site, table.updatedAt).where(sql`${table.state} <> 'active'`),
  ],
)

/** Which visitor a login is. One login has one visitor, and one visitor one login. */
export const identities = sqliteTable(
  'identities',
  {
    site: text().notNull(),
    /** Of the login id, keyed: src/visitor/login-hash.ts. */
    hash: text().notNull(),
    visitor: text().notNull(),
    /** The last login, or when an import brought it. */
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.site, table.hash] }),
    uniqueIndex('identities_by_visitor').on(table.site, table.visitor),
    index('identities_by_time').on(table.at),
  ],
)

/** What visitors allowed and took back, in order. Rows are added and never changed. */
export const consents = sqliteTable(
  'consents',
  {
    id: text().primaryKey(),
    site: text().notNull(),
    visitor: text().notNull(),
    /** Those that hold from then on. */
    purposes: text({ mode: 'json' }).$type<readonly Purpose[]>().notNull(),
    signal: text().$type<ConsentSignal>().notNull(),
    at: integer().notNull(),
  },
  (table) => [index('consents_by_visitor').on(table.site, table.visitor), index('consents_by_time').on(table.at)],
)

/** Who was erased: what arrives later must not bring them back. An id and a time, and how far the deleting is. */
export const tombstones = sqliteTable(
  'tombstones',
  {
    site: text().notNull(),
    /** An id that visitors had, or `login:` and the hash of an identity. */
    visitor: text().notNull(),
    at: integer().notNull(),
    /** Events up to this `seq` are without them. */
    cleared: integer().notNull(),
    /** The last `seq` there was: later events came without them. */
    until: integer().notNull(),
    /** Null: copies in KV, events and dead letters are still being gone through. */
    doneAt: integer('done_at'),
  },
  (table) => [
    // The visitor first: a dead letter knows no site.
    primaryKey({ columns: [table.visitor, table.site] }),
    index('tombstones_by_time').on(table.at),
    index('tombstones_pending').on(table.at).where(sql`${table.doneAt} is null`),
  ],
)

/** Every request about somebody's data, in order. Rows are added and never changed, and name nobody. */
export const audit = sqliteTable(
  'audit',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    site: text().notNull(),
    actor: text().$type<AuditActor>().notNull(),
    action: text().$type<AuditAction>().notNull(),
    /** A hash of site and visitor, so that who has the id finds the row: src/visitor/audit-subject.ts. Null: of nobody in particular. */
    subject: text(),
    outcome: text().notNull(),
    detail: text({ mode: 'json' }).$type<AuditDetail>(),
  },
  (table) => [
    index('audit_by_subject').on(table.site, table.subject).where(sql`${table.subject} is not null`),
    index('audit_by_time').on(table.at),
  ],
)
