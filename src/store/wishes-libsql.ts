/** Wishes in libSQL: read from the tombstones and from the visitors whose state is not active. Not their tables: schema/tables.ts. */

import { type SQL, sql } from 'drizzle-orm'
import { tombstones, visitors } from '../../schema/tables.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { loginTombstone } from './tombstones.ts'
import type { Wishes } from './wishes.ts'

export function libsqlWishes(db: Database): Wishes {
  return {
    latest: (site, since, limit) =>
      attempt(async () => {
        const [erased, withheld] = await db.batch([
          db.all<{ id: string }>(erasedSince(site, since, limit)),
          db.all<{ id: string }>(withheldIds(site, limit)),
        ])
        return { erased: erased.map(({ id }) => id), withheld: withheld.map(({ id }) => id) }
      }),
  }
}

/** Logins have tombstones too, and no cookie. Exported for a test of the query plans, as is the other. */
export const erasedSince = (site: string, since: number, limit: number): SQL => sql`
  select visitor as id from ${tombstones}
  where site = ${site} and at > ${since} and visitor not like ${`${loginTombstone('')}%`}
  order by at desc limit ${limit}`

/** Who moved goes by what holds for whom they became. `state <> 'active'` is as the index has it. */
export const withheldIds = (site: string, limit: number): SQL => sql`
  with wishing as (
    select site, id, updated_at as at from ${visitors}
    where site = ${site} and state <> 'active' and moved_to is null
    order by updated_at desc limit ${limit}
  )
  select id from (
    select id, at from wishing
    union all
    select former.id, wishing.at from wishing
    cross join ${visitors} former where former.site = wishing.site and former.moved_to = wishing.id
  )
  order by at desc limit ${limit}`
