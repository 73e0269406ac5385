/** Brings a database to the tables of schema/: each migration once, whole or not at all. Not the command: migrate-command.ts. */

import { resolve } from 'node:path'
import { sql } from 'drizzle-orm'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { fail, ok, type Result } from '../core/result.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { type Database, openDatabase } from '../store/libsql.ts'
import { attempt } from '../store/libsql-attempt.ts'

const FOLDER = resolve(import.meta.dirname, '../../schema/migrations')
/** An index over a large table takes its time. */
const TIMEOUT_MS = 60_000
/** Drizzle's own, in every database that it has migrated. */
const TABLE = '__drizzle_migrations'

export interface MigrationTarget {
  readonly url: string
  readonly authToken?: string
  readonly timeoutMs?: number
  /** What drizzle-kit generated; absent: schema/migrations. */
  readonly folder?: string
}

export interface Migrated {
  /** How many migrations this call brought; 0: the database had all. */
  readonly applied: number
  /** How many the database has now. */
  readonly total: number
}

export interface MigrationFailure {
  /**
   * `newer`: the database has migrations that this version of Awase does not know. `changed`: a migration that the
   * database has is not the one that lies here. Nothing was done in both cases; else as for any call to the database.
   */
  readonly reason: RecordFailure['reason'] | 'newer' | 'changed'
  readonly detail: string
}

/** Many may call this at once, and again after one was interrupted: all pending migrations are one transaction. */
export async function migrateDatabase(target: MigrationTarget): Promise<Result<Migrated, MigrationFailure>> {
  const migrationsFolder = target.folder ?? FOLDER
  const known = readMigrationFiles({ migrationsFolder }).map(({ hash, folderMillis }) => ({ hash, at: folderMillis }))
  const db = openDatabase({ timeoutMs: TIMEOUT_MS, ...target })
  try {
    const before = await stateOf(db, known)
    if (!before.ok || before.value.pending === 0) return before.ok ? ok({ applied: 0, total: known.length }) : before
    const done = await attempt(() => migrate(db, { migrationsFolder }))
    if (done.ok) return ok({ applied: before.value.pending, total: known.length })
    // Somebody else may have brought it in the meantime, or the answer was lost on its way.
    const after = await stateOf(db, known)
    return after.ok && after.value.pending === 0 ? ok({ applied: 0, total: known.length }) : done
  } finally {
    db.$client.close()
  }
}

interface Migration {
  readonly hash: string
  /** Epoch milliseconds when it was generated: what orders them, and what the database keeps of each. */
  readonly at: number
}

async function stateOf(
  db: Database,
  known: readonly Migration[],
): Promise<Result<{ readonly pending: number }, MigrationFailure>> {
  const found = await attempt(async () => {
    const tables = await db.all(sql`select name from sqlite_master where type = 'table' and name = ${TABLE}`)
    if (tables.length === 0) return []
    return db.all<{ hash: string; created_at: number }>(
      sql`select hash, created_at from ${sql.identifier(TABLE)} order by created_at`,
    )
  })
  if (!found.ok) return found
  const applied = found.value.map(({ hash, created_at }): Migration => ({ hash, at: Number(created_at) }))
  const newest = known.at(-1)?.at ?? 0
  const newer = applied.filter(({ at }) => at > newest).length
  if (newer > 0) return fail({ reason: 'newer', detail: `${newer} more than the ${known.length} that are known here` })
  const changed = applied.findIndex(({ hash, at }) => !known.some((one) => one.at === at && one.hash === hash))
  if (changed >= 0) return fail({ reason: 'changed', detail: `number ${changed + 1} of ${applied.length}` })
  const last = applied.at(-1)?.at ?? 0
  return ok({ pending: known.filter(({ at }) => at > last).length })
}
