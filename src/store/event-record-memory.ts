/** The record in memory: for tests. Not shared between isolates. */

import type { FallbackCount, RecordedEvent } from '../core/event/event.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { messageOf } from '../log.ts'
import type { EventRecord, RecordFailure, StoredEvent } from './event-record.ts'
import { withoutPerson } from './tombstones-memory.ts'
import { type MemoryTables, uncountDeleted } from './upkeep-memory.ts'

export function memoryEventRecord(tables: MemoryTables): EventRecord {
  let seq = tables.events.at(-1)?.seq ?? 0
  return {
    async write(batch) {
      const [rows, fallbacks] = [kept(batch.events, EVENT_NEEDS), kept(batch.fallbacks, FALLBACK_NEEDS)]
      if (!rows.ok) return rows
      if (!fallbacks.ok) return fallbacks
      addNew(tables.fallbacks, fallbacks.value, (row) => row)
      const isErased = ({ site, visitor }: RecordedEvent) =>
        tables.tombstones.some((row) => row.site === site && row.visitor === visitor)
      const anonymous = rows.value.map((row) => (isErased(row) ? withoutPerson(row) : row))
      const written = addNew<RecordedEvent, StoredEvent>(tables.events, anonymous, (row) => ({ ...row, seq: ++seq }))
      return ok({ events: written })
    },
    async page({ site, after, since, until, limit }) {
      const found = tables.events
        .filter(
          (event) =>
            event.seq > after &&
            (site === null || event.site === site) &&
            (since === null || event.at >= since) &&
            (until === null || event.at < until),
        )
        .slice(0, limit)
      return ok({
        events: found.map((event) => structuredClone(event)),
        next: found.length < limit ? null : (found.at(-1)?.seq ?? null),
      })
    },
    async withdraw(site, importId) {
      const gone = tables.events.filter((event) => event.site === site && event.importId === importId)
      tables.events = tables.events.filter((event) => !gone.includes(event))
      uncountDeleted(gone, tables)
      return ok(gone.length)
    },
    async ofVisitors({ site, visitors, after, limit, examined }) {
      const found = tables.events
        .filter(
          (event) =>
            event.seq > after &&
            event.seq <= after + examined &&
            event.site === site &&
            event.visitor !== undefined &&
            visitors.includes(event.visitor) &&
            !tables.tombstones.some((row) => row.site === site && row.visitor === event.visitor),
        )
        .slice(0, limit)
      const reached = found.length < limit ? after + examined : found.at(-1)!.seq
      const newest = tables.events.at(-1)?.seq ?? 0
      return ok({ events: structuredClone(found), next: reached < newest ? reached : null })
    },
  }
}

const EVENT_NEEDS = ['id', 'site', 'kind', 'source', 'at', 'receivedAt'] as const satisfies (keyof RecordedEvent)[]
const FALLBACK_NEEDS = ['id', 'site', 'at', 'reason', 'count'] as const satisfies (keyof FallbackCount)[]

/** As a database would give it back: JSON, without nulls, whole characters only. All, or none. */
function kept<T extends object>(rows: readonly T[], needs: readonly (keyof T)[]): Result<T[], RecordFailure> {
  let copies: T[]
  try {
    copies = JSON.parse(JSON.stringify(rows), (_, value) => (typeof value === 'string' ? value.toWellFormed() : value))
  } catch (thrown) {
    return fail({ reason: 'refused', detail: messageOf(thrown) })
  }
  const clean = copies.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T)
  const lacking = clean.flatMap((row) => needs.filter((key) => row[key] === undefined))
  return lacking.length === 0 ? ok(clean) : fail({ reason: 'refused', detail: `a row lacks ${String(lacking[0])}` })
}

/** The number of those that were not there. */
function addNew<T extends { readonly id: string }, S extends T>(there: S[], rows: readonly T[], made: (row: T) => S) {
  const ids = new Set(there.map(({ id }) => id))
  let added = 0
  for (const row of rows) {
    if (ids.has(row.id)) continue
    ids.add(row.id)
    there.push(made(row))
    added++
  }
  return added
}
