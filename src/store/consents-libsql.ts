/** Consents in libSQL. Not their table: schema/tables.ts. */

import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { consents, tombstones } from '../../schema/tables.ts'
import { type Consents, MAX_CONSENTS_COUNT } from './consents.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { columnsOf, listed } from './rows-libsql.ts'

const { names, values } = columnsOf(consents)

export function libsqlConsents(db: Database): Consents {
  return {
    append: (entries) =>
      attempt(async () => {
        await db.run(sql`
          insert into ${consents} (${names})
          select ${values} from json_each(${JSON.stringify(entries)})
          where not exists (select 1 from ${tombstones} t where t.site = value->>'site' and t.visitor = value->>'visitor')
          on conflict do nothing`)
        return null
      }),
    of: (site, ids) =>
      attempt(async () =>
        db
          .select()
          .from(consents)
          .where(and(eq(consents.site, site), inArray(consents.visitor, listed(ids))))
          .orderBy(desc(consents.at), desc(consents.id))
          .limit(MAX_CONSENTS_COUNT),
      ),
  }
}
