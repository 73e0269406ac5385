/** The record in libSQL. Not its tables: schema/tables.ts. */

import { and, asc, eq, gt, gte, lt } from 'drizzle-orm'
import { events, fallbackCounts } from '../../schema/tables.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { EventRecord, RecordFailure, StoredEvent } from './event-record.ts'
import type { Database } from './libsql.ts'
import { uncountImport } from './upkeep-counts.ts'

export function libsqlEventRecord(db: Database): EventRecord {
  return {
    write: ({ events: rows, fallbacks }) =>
      attempt(async () => {
        if (rows.length === 0 && fallbacks.length === 0) return { events: 0 }
        const counted = () =>
          db
            .insert(fallbackCounts)
            .values([...fallbacks])
            .onConflictDoNothing()
        if (rows.length === 0) {
          await db.batch([counted()])
          return { events: 0 }
        }
        const inserted = db
          .insert(events)
          .values([...rows])
          .onConflictDoNothing()
        const [written] = await (fallbacks.length === 0 ? db.batch([inserted]) : db.batch([inserted, counted()]))
        return { events: written.rowsAffected }
      }),
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
        return {
          events: found.map(
            (row) =>
              Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as StoredEvent,
          ),
          next: found.length < limit ? null : found.at(-1)!.seq,
        }
      }),
    withdraw: (site, importId) =>
      attempt(async () => {
        const [uncount, clean] = uncountImport(site, importId)
        const deletion = db.delete(events).where(and(eq(events.site, site), eq(events.importId, importId)))
        const [, , deleted] = await db.batch([db.run(uncount), db.run(clean), deletion])
        return deleted.rowsAffected
      }),
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, RecordFailure>> {
  try {
    return ok(await work())
  } catch (error) {
    return fail({ reason: 'unavailable', detail: String(error) })
  }
}
