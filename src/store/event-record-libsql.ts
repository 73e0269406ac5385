/** The record in libSQL. Not its tables: schema/tables.ts. */

import { and, asc, eq, gt, gte, lt, lte, max, type SQL, sql } from 'drizzle-orm'
import { events, fallbackCounts, tombstones } from '../../schema/tables.ts'
import type { InboxBatch } from '../core/event/event.ts'
import { fail, ok } from '../core/result.ts'
import { messageOf } from '../log.ts'
import { type EventRecord, NOTHING_WRITTEN, type StoredEvent } from './event-record.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { columnsOf, listed } from './rows-libsql.ts'
import { uncountImport } from './upkeep-counts.ts'

export function libsqlEventRecord(db: Database): EventRecord {
  return {
    async write(batch) {
      const inserts = insertsOf(batch)
      if (!inserts.ok) return inserts
      const { events: rows, fallbacks } = inserts.value
      if (rows === null && fallbacks === null) return ok(NOTHING_WRITTEN)
      return attempt(async () => {
        // One statement is a transaction by itself, and spares the server the bounds of one.
        if (fallbacks === null) return { events: (await db.run(rows!)).rowsAffected }
        if (rows === null) {
          await db.run(fallbacks)
          return NOTHING_WRITTEN
        }
        const [written] = await db.batch([db.run(rows), db.run(fallbacks)])
        return { events: written.rowsAffected }
      })
    },
    page: ({ site, after, since, until, limit }) =>
      attempt(async () => {
        const found = await db
          .select()
          .from(events)
          .where(
            and(
              gt(events.seq, after),
              site === null ? undefined : eq(events.site, site),
              since === null ? undefined : gte(events.at, since),
              until === null ? undefined : lt(events.at, until),
            ),
          )
          .orderBy(asc(events.seq))
          .limit(limit)
        return { events: found.map(withoutNulls), next: found.length < limit ? null : (found.at(-1)?.seq ?? null) }
      }),
    withdraw: (site, importId) =>
      attempt(async () => {
        const [uncount, clean] = uncountImport(site, importId)
        const deletion = db.delete(events).where(and(eq(events.site, site), eq(events.importId, importId)))
        const [, , deleted] = await db.batch([db.run(uncount), db.run(clean), deletion])
        return deleted.rowsAffected
      }),
    ofVisitors: ({ site, visitors, after, limit, examined }) =>
      attempt(async () => {
        const [found, [newest]] = await db.batch([
          db
            .select()
            .from(events)
            .where(
              and(
                gt(events.seq, after),
                lte(events.seq, after + examined),
                eq(events.site, site),
                sql`${events.visitor} in ${listed(visitors)}`,
                sql`not exists (select 1 from ${tombstones} t where t.site = ${site} and t.visitor = ${events.visitor})`,
              ),
            )
            .orderBy(asc(events.seq))
            .limit(limit),
          db.select({ seq: max(events.seq) }).from(events),
        ])
        const reached = found.length < limit ? after + examined : found.at(-1)!.seq
        return { events: found.map(withoutNulls), next: reached < (newest?.seq ?? 0) ? reached : null }
      }),
  }
}

/** Null: nothing of that kind. Refused where a row is not JSON. */
function insertsOf({ events: rows, fallbacks }: InboxBatch) {
  try {
    return ok({
      events: rows.length === 0 ? null : insertOf(EVENT_INSERT, rows),
      fallbacks: fallbacks.length === 0 ? null : insertOf(FALLBACK_INSERT, fallbacks),
    })
  } catch (thrown) {
    return fail({ reason: 'refused' as const, detail: messageOf(thrown) })
  }
}

/**
 * All rows as one parameter. Against a list of values this costs the Worker a third at 100 rows (16 µs a row, 47 as
 * values, 41 as statements of a batch) and the server no more, and no number of rows runs into SQLite's limit of variables.
 */
const insertOf = ([before, after]: readonly [SQL, SQL], rows: readonly object[]): SQL =>
  sql`${before}${wellFormed(JSON.stringify(rows))}${after}`

/**
 * Half of a surrogate pair could not be read from the database again. JSON.stringify writes whole pairs as they are and
 * halves as escapes, so that any such escape is one.
 */
const wellFormed = (json: string): string =>
  json.includes('\\ud') ? json.replace(ESCAPE, (found, half) => (half === undefined ? found : '\\ufffd')) : json

const ESCAPE = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g

/** The same that tombstones-libsql.ts leaves of what was there before. */
function withoutPerson(key: string, value: string): string {
  switch (key) {
    case 'visitor':
    case 'context':
      return `iif(erased, null, ${value})`
    case 'name':
      return `iif(erased and value->>'kind' = 'search', null, ${value})`
    case 'data':
      return `iif(erased, iif(json_type(value, '$.data.slots') = 'array', json_object('slots', json_extract(value, '$.data.slots')), null), ${value})`
    default:
      return value
  }
}

const EVENT = columnsOf(events, withoutPerson, ['seq'])
const FALLBACK = columnsOf(fallbackCounts)

/**
 * Whether an event is of somebody who was erased is asked in the transaction that writes it, once a row: that costs nothing
 * that could be measured (asked where it is used, 13 %).
 */
const EVENT_INSERT: readonly [SQL, SQL] = [
  sql`
    with told as materialized (
      select value, exists (
        select 1 from ${tombstones} t where t.site = value->>'site' and t.visitor = value->>'visitor'
      ) as erased from json_each(`,
  sql`))
    insert into ${events} (${EVENT.names}) select ${EVENT.values} from told where true on conflict do nothing`,
]

/** "where true", or SQLite would read "on conflict" as the condition of a join. */
const FALLBACK_INSERT: readonly [SQL, SQL] = [
  sql`insert into ${fallbackCounts} (${FALLBACK.names}) select ${FALLBACK.values} from json_each(`,
  sql`) where true on conflict do nothing`,
]

const withoutNulls = (row: typeof events.$inferSelect): StoredEvent =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as StoredEvent
