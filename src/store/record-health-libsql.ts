/** How the record is, asked of libSQL. Not what it is called: admin/health-details.ts. */

import { desc, type SQL, sql } from 'drizzle-orm'
import { deadLetters, events, fallbackCounts, progress } from '../../schema/tables.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import {
  EXAMINED_EVENTS_COUNT,
  type HydrationShare,
  jobStates,
  type KindCount,
  NEWEST_EVENTS_COUNT,
  type ReasonCount,
  type RecordHealth,
  SHOWN_LETTERS_COUNT,
} from './record-health.ts'
import { HOUR_MS } from './upkeep.ts'

const DAY_MS = 24 * HOUR_MS

export function libsqlRecordHealth(db: Database): RecordHealth {
  return {
    ask: () =>
      attempt(async () => {
        await db.select({ seq: events.seq }).from(events).limit(1)
        return null
      }),
    details: (site, now) =>
      attempt(async () => {
        const [[byKind, [last], fallbacks, [letters], newest, rows, hydration], databaseBytes] = await Promise.all([
          db.batch([
            db.all<KindCount>(byKindOf(site, now)),
            db.all<{ seq: number | null; receivedAt: number | null }>(lastOf(site)),
            db.all<ReasonCount>(fallbacksOf(site, now)),
            db.all<{ count: number }>(sql`select count(*) as count from ${deadLetters}`),
            newestLetters(db),
            db.select().from(progress).orderBy(progress.job),
            db.all<HydrationShare>(hydrationOf(site, now)),
          ]),
          bytesOf(db),
        ])
        const examined = byKind.reduce((sum, { lastDay }) => sum + lastDay, 0)
        return {
          events: {
            byKind,
            isComplete: examined < EXAMINED_EVENTS_COUNT,
            lastArrivalAt: last?.receivedAt ?? null,
          },
          fallbacks,
          deadLetters: { count: letters?.count ?? 0, newest },
          jobs: jobStates(rows, last?.seq ?? 0),
          hydration,
          databaseBytes,
        }
      }),
  }
}

/** What events say they happened in the last day, the newest first, by the index on site and time. */
const recentOf = (site: string, now: number): SQL => sql`recent as materialized (
  select kind, source, at, is_bot, decision, slot, name from ${events}
  where site = ${site} and at >= ${now - DAY_MS} order by at desc limit ${EXAMINED_EVENTS_COUNT}
)`

const byKindOf = (site: string, now: number): SQL => sql`
  with ${recentOf(site, now)}
  select kind, source, sum(at >= ${now - HOUR_MS}) as lastHour, count(*) as lastDay
  from recent group by kind, source order by kind, source`

/** Imports bring old events, so that the newest is not always the last to arrive. */
const lastOf = (site: string): SQL => sql`
  select
    (select max(seq) from ${events}) as seq,
    (select max(received_at) from (
      select received_at from ${events} where site = ${site} order by at desc limit ${NEWEST_EVENTS_COUNT}
    )) as receivedAt`

const fallbacksOf = (site: string, now: number): SQL => sql`
  select reason, sum(iif(at >= ${now - HOUR_MS}, count, 0)) as lastHour, sum(count) as lastDay
  from ${fallbackCounts} where site = ${site} and at >= ${now - DAY_MS} group by reason order by reason`

/**
 * A page view tells of a slot once; if it was told twice, the worse counts. Whose edit it was is in the exposures of the same
 * decision, so that a report of a page that we did not make counts nowhere.
 */
const hydrationOf = (site: string, now: number): SQL => sql`
  with ${recentOf(site, now)}, told as (
    select decision, slot, max(case name when 'reverted' then 2 when 'reapplied' then 1 else 0 end) as outcome
    from recent where kind = 'hydration' and is_bot is not 1 and decision is not null group by decision, slot
  )
  select met.experience as experience, told.slot as slot,
    count(*) as reports, sum(outcome = 1) as reapplied, sum(outcome = 2) as reverted
  from told join ${events} met on met.decision = told.decision and met.kind = 'exposure' and met.site = ${site}
  where told.slot in (select value from json_each(met.data, '$.slots'))
  group by met.experience, told.slot order by met.experience, told.slot`

const newestLetters = (db: Database) =>
  db
    .select({
      at: deadLetters.at,
      source: deadLetters.source,
      reason: deadLetters.reason,
      attempts: deadLetters.attempts,
    })
    .from(deadLetters)
    .orderBy(desc(deadLetters.at), desc(deadLetters.id))
    .limit(SHOWN_LETTERS_COUNT)

/** Null where the server forbids the question: nothing else depends on it. */
async function bytesOf(db: Database): Promise<number | null> {
  const size = sql`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
  const asked = await attempt(() => db.all<{ bytes: number }>(size))
  return asked.ok ? (asked.value[0]?.bytes ?? null) : null
}
