/** Erasing in libSQL: a tombstone first, then the rows of before in short steps. Not the table: schema/tables.ts. */

import { and, asc, gt, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { consents, deadLetters, events, identities, tombstones, visitors } from '../../schema/tables.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import {
  ERASED_BODY,
  loginTombstone,
  MAX_PENDING_COUNT,
  namedAs,
  type PendingErasure,
  type Tombstones,
} from './tombstones.ts'

/** Of one visitor in one step: other writers wait for it. */
const EVENTS_PER_STEP_COUNT = 2_000
/** Bodies may be 128 KB. */
const LETTERS_PER_STEP_COUNT = 200

export function libsqlTombstones(db: Database): Tombstones {
  return {
    raise: (site, visitor, at) =>
      attempt(async () => {
        const all = membersOf(site, visitor)
        const [, members] = await db.batch([
          db.run(sql`
            insert into ${tombstones} (site, visitor, at, cleared, until)
            select ${site}, id, ${at}, (select coalesce(min(seq), 1) - 1 from ${events}), (select coalesce(max(seq), 0) from ${events})
            from (${all}) where true on conflict do nothing`),
          db.all<{ id: string }>(all),
          db.run(sql`delete from ${consents} where site = ${site} and visitor in (${all})`),
          db.run(sql`delete from ${identities} where site = ${site} and visitor in (${all})`),
          db.run(sql`delete from ${visitors} where site = ${site} and id in (${all})`),
        ])
        return members.map(({ id }) => id)
      }),
    pending: () =>
      attempt(async () => {
        const { site, visitor, cleared, until } = tombstones
        return db
          .select({ site, visitor, cleared, until })
          .from(tombstones)
          .where(isNull(tombstones.doneAt))
          .orderBy(asc(tombstones.at))
          .limit(MAX_PENDING_COUNT)
      }),
    clear: (erasures, examined, at) =>
      attempt(async () => {
        const behind = erasures.filter(({ cleared, until }) => cleared < until)
        if (behind.length > 0) {
          await clearEvents(db, behind, examined)
          return false
        }
        await clearLetters(db, erasures)
        await db.update(tombstones).set({ doneAt: at }).where(isOneOf(erasures))
        return true
      }),
  }
}

/** The visitor, whom it became and all who became that one, and the tombstone's name of their login. */
function membersOf(site: string, visitor: string): SQL {
  const root = sql`coalesce((select moved_to from ${visitors} where site = ${site} and id = ${visitor}), ${visitor})`
  return sql`
    select ${visitor} as id
    union select ${root}
    union select id from ${visitors} where site = ${site} and moved_to = ${root}
    union select ${loginTombstone('')} || hash from ${identities} where site = ${site} and visitor = ${root}`
}

const isOneOf = (erasures: readonly PendingErasure[]): SQL =>
  sql`(${tombstones.site}, ${tombstones.visitor}) in (
    select value->>'site', value->>'visitor' from json_each(${JSON.stringify(erasures)})
  )`

/**
 * No index leads to a visitor's events (it would cost every insert a third), so that the table is read from end to end, once
 * for all who wait. Reading stops nobody, and what is found stays what it is: no new rows name them.
 */
async function clearEvents(db: Database, behind: readonly PendingErasure[], examined: number): Promise<void> {
  const from = Math.min(...behind.map(({ cleared }) => cleared))
  const last = Math.min(from + examined, Math.max(...behind.map(({ until }) => until)))
  const found = await db
    .select({ seq: events.seq })
    .from(events)
    .where(
      and(
        gt(events.seq, from),
        lte(events.seq, last),
        sql`(${events.site}, ${events.visitor}) in (
          select value->>'site', value->>'visitor' from json_each(${JSON.stringify(behind)})
        )`,
      ),
    )
    .orderBy(asc(events.seq))
    .limit(EVENTS_PER_STEP_COUNT)
  const to = found.length < EVENTS_PER_STEP_COUNT ? last : found.at(-1)!.seq
  const seqs = JSON.stringify(found.map(({ seq }) => seq))
  await db.batch([
    db.run(sql`update ${events} set ${WITHOUT_PERSON} where seq in (select value from json_each(${seqs}))`),
    db.run(sql`update ${tombstones} set cleared = ${to} where ${isOneOf(behind)} and cleared < ${to}`),
  ])
}

/** What stays counts: kind, time, page, experience, arm, slot, item and sums of money, and of `data` the slots that were met. */
const WITHOUT_PERSON: SQL = sql`
  visitor = null, context = null, name = iif(kind = 'search', null, name),
  data = iif(json_type(data, '$.slots') = 'array', json_object('slots', json_extract(data, '$.slots')), null)`

async function clearLetters(db: Database, erasures: readonly PendingErasure[]): Promise<void> {
  const names = JSON.stringify(erasures.map(({ visitor }) => namedAs(visitor)))
  for (let from = 0; ; ) {
    const next = await db
      .select({ row: sql<number>`rowid` })
      .from(deadLetters)
      .where(sql`rowid > ${from}`)
      .orderBy(sql`rowid`)
      .limit(LETTERS_PER_STEP_COUNT)
    const last = next.at(-1)?.row
    if (last === undefined) return
    await db.run(sql`
      update ${deadLetters} set body = ${ERASED_BODY}
      where rowid > ${from} and rowid <= ${last}
        and exists (select 1 from json_each(${names}) as named where instr(body, named.value) > 0)`)
    from = last
  }
}
