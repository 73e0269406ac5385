/** Visitors in libSQL: every write says what it read, and is one transaction. Not their table: schema/tables.ts. */

import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { identities, tombstones, visitors } from '../../schema/tables.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { columnsOf, listed } from './rows-libsql.ts'
import { asKeptNow, type KeptVisitor, MAX_FORMER_COUNT, type Visitors } from './visitors.ts'

export function libsqlVisitors(db: Database): Visitors {
  return {
    read: (site, ids) =>
      attempt(async () => {
        const [found, erased] = await db.batch([
          db
            .select()
            .from(visitors)
            .where(and(eq(visitors.site, site), inArray(visitors.id, listed(ids)))),
          db
            .select({ visitor: tombstones.visitor })
            .from(tombstones)
            .where(and(eq(tombstones.site, site), inArray(tombstones.visitor, listed(ids)))),
        ])
        return { visitors: found.map(asKeptNow), erased: erased.map(({ visitor }) => visitor) }
      }),
    write: (changed) =>
      attempt(async () => (await db.all<{ id: string }>(writing(changed, sql`true`))).map(({ id }) => id)),
    join: (from, into) =>
      attempt(async () => {
        const pair = [{ ...from, memory: null, movedTo: into.id }, into]
        const [written] = await db.batch([
          db.all(writing(pair, mayJoin(from, into))),
          db.run(followed(from.site, from.id)),
        ])
        return written.length > 0
      }),
    former: (site, id) =>
      attempt(async () => {
        const found = await db
          .select({ id: visitors.id })
          .from(visitors)
          .where(and(eq(visitors.site, site), eq(visitors.movedTo, id)))
          .orderBy(desc(visitors.updatedAt))
          .limit(MAX_FORMER_COUNT)
        return found.map((one) => one.id)
      }),
  }
}

const { names, values } = columnsOf(visitors)

const oneMore = (rows: readonly KeptVisitor[]): string =>
  JSON.stringify(rows.map((row) => ({ ...row, version: row.version + 1 })))

const isErased = (site: SQL, visitor: SQL): SQL =>
  sql`exists (select 1 from ${tombstones} where ${tombstones.site} = ${site} and ${tombstones.visitor} = ${visitor})`

/** As it was read: with that version, or not there at all. `value` is the row to be written, one version further. */
const asRead: SQL = sql`coalesce((
  select ${visitors.version} from ${visitors} where ${visitors.site} = value->>'site' and ${visitors.id} = value->>'id'
), 0) = value->>'version' - 1`

/** SQLite puts what is selected aside before it writes any of it, because both are of one table. */
const writing = (rows: readonly KeptVisitor[], onlyIf: SQL): SQL => sql`
  insert into ${visitors} (${names})
  select ${values} from json_each(${oneMore(rows)})
  where ${asRead} and not ${isErased(sql`value->>'site'`, sql`value->>'id'`)} and ${onlyIf}
  on conflict do update set
    memory = excluded.memory, moved_to = excluded.moved_to, state = excluded.state, has_device = excluded.has_device,
    seen_at = excluded.seen_at, updated_at = excluded.updated_at, version = excluded.version
  returning ${sql.identifier('id')} as id`

/** Asked for each of the two, and true for both or for neither. */
const mayJoin = (from: KeptVisitor, into: KeptVisitor): SQL => sql`
  ${from.id} <> ${into.id}
  and not exists (select 1 from ${identities} where ${identities.site} = ${from.site} and ${identities.visitor} = ${from.id})
  and not ${isErased(sql`${from.site}`, sql`${from.id}`)} and not ${isErased(sql`${into.site}`, sql`${into.id}`)}
  and ${stands(from)} and ${stands(into)}`

/** Not moved, and as it was read. */
const stands = ({ site, id, version }: KeptVisitor): SQL =>
  version === 0
    ? sql`not exists (select 1 from ${visitors} as v where v.site = ${site} and v.id = ${id})`
    : sql`exists (select 1 from ${visitors} as v where v.site = ${site} and v.id = ${id} and v.version = ${version} and v.moved_to is null)`

/** Where the join was refused, `from` stands or has moved long ago, and nobody points to it. */
const followed = (site: string, from: string): SQL => sql`
  update ${visitors}
  set moved_to = (select v.moved_to from ${visitors} as v where v.site = ${site} and v.id = ${from}), version = version + 1
  where ${visitors.site} = ${site} and ${visitors.movedTo} = ${from}
    and (select v.moved_to from ${visitors} as v where v.site = ${site} and v.id = ${from}) is not null`
