/** Upkeep of the record in libSQL: short statements, each whole or not at all. Not how events are summed: upkeep-counts.ts. */

import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  audit,
  consents,
  deadLetters,
  events,
  fallbackCounts,
  hourlyCounts,
  identities,
  progress,
  tombstones,
  visitors,
} from '../../schema/tables.ts'
import type { AgedBefore } from '../core/memory/aged.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import type { ExpiringTable } from './retention.ts'
import { FALLBACK_ROLLUP_JOB, HOUR_MS, type JobPositions, type Upkeep } from './upkeep.ts'
import { countedUpTo, countNext } from './upkeep-counts.ts'
import { asKeptNow } from './visitors.ts'

export function libsqlUpkeep(db: Database): Upkeep {
  return {
    countEvents: (limit) =>
      attempt(async () => {
        const { begin, look, add, move } = countNext(limit)
        const [, looked] = await db.batch([db.run(begin), db.all<{ looked: number }>(look), db.run(add), db.run(move)])
        return looked[0]!.looked
      }),
    countFallbacks: (since, until) =>
      attempt(async () => {
        await db.run(fallbacksSummed(since, until))
        return null
      }),
    expire: (table, before, limit) =>
      attempt(async () => {
        if (table === 'visitors') await db.run(forgetWishing(before, limit))
        return (await db.run(EXPIRING[table](before, limit))).rowsAffected
      }),
    withAgedFields: (site, before, after, limit) =>
      attempt(async () => {
        const found = await db
          .select()
          .from(visitors)
          .where(and(eq(visitors.site, site), gt(visitors.id, after), hasAged(before)))
          .orderBy(asc(visitors.id))
          .limit(limit)
        return found.map(asKeptNow)
      }),
  }
}

const hasAged = ({ traits, scores }: AgedBefore): SQL => sql`(
  ${isAnyFromBefore(sql`'$.traits'`, traits)} or ${isAnyFromBefore(sql`'$.scores'`, scores)}
)`

/** A score of before scores had a time is as old as the last page view: core/memory/scores.ts. */
const isAnyFromBefore = (field: SQL, before: AgedBefore[keyof AgedBefore]): SQL => sql`exists (
  select 1 from json_each(${visitors.memory}, ${field}) as told
  join json_each(${JSON.stringify(before)}) as aged on aged.key = told.key
  where coalesce(told.value->>'at', ${visitors.memory}->>'$.visits.lastSeen') < aged.value
)`

export function libsqlJobPositions(db: Database): JobPositions {
  return {
    read: (job) =>
      attempt(async () => {
        const found = await db.select({ position: progress.position }).from(progress).where(eq(progress.job, job))
        return found[0]?.position ?? 0
      }),
    move: (job, position) =>
      attempt(async () => {
        await db
          .insert(progress)
          .values({ job, position, attempts: 0, retryAt: 0 })
          .onConflictDoUpdate({ target: progress.job, set: { position } })
        return null
      }),
  }
}

export const fallbacksSummed = (since: number, until: number): SQL => sql`
  insert into ${hourlyCounts}
  select ${fallbackCounts.site}, at - at % ${HOUR_MS}, 'fallback', '', '', ${fallbackCounts.reason}, '', sum(${fallbackCounts.count}), 0
  from ${fallbackCounts}
  where at >= ${since} and at < ${until}
  group by 1, 2, 6
  on conflict do update set count = max(${hourlyCounts.count}, excluded.count)`

const oldOf = (table: SQLiteTable, time: SQL) => (before: number, limit: number) =>
  sql`
  delete from ${table} where rowid in (select rowid from ${table} where ${time} < ${before} limit ${limit})`

/** A wish holds until it is taken back: its row outlives what was remembered, for the cookie may go on. */
export const forgetWishing = (before: number, limit: number): SQL => sql`
  update ${visitors} set memory = null, version = version + 1
  where rowid in (
    select rowid from ${visitors}
    where seen_at < ${before} and state <> 'active' and moved_to is null and memory is not null limit ${limit}
  )`

/** The index of events begins with the site, so that one is looked up after the other. Exported for a test of the query plans. */
export const EXPIRING: { readonly [T in ExpiringTable]: (before: number, limit: number) => SQL } = {
  events: (before, limit) => sql`
    delete from ${events} where seq in (
      with recursive sites(site) as (
        select min(site) from ${events}
        union all
        select (select min(site) from ${events} where site > sites.site) from sites where sites.site is not null
      )
      select old.seq from sites cross join ${events} old
      where old.site = sites.site and old.at < ${before} and old.seq <= ${countedUpTo} limit ${limit}
    )`,
  fallback_counts: (before, limit) => sql`
    delete from ${fallbackCounts} where rowid in (
      select rowid from ${fallbackCounts}
      where at < min(${before}, coalesce((select position from ${progress} where job = ${FALLBACK_ROLLUP_JOB}), 0)) limit ${limit}
    )`,
  dead_letters: oldOf(deadLetters, sql`at`),
  visitors: oldOf(visitors, sql`(state = 'active' or moved_to is not null) and seen_at`),
  identities: oldOf(identities, sql`at`),
  consents: oldOf(consents, sql`at`),
  tombstones: oldOf(tombstones, sql`done_at is not null and at`),
  audit: oldOf(audit, sql`at`),
}
