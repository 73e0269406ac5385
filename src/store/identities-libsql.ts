/** Who is who in libSQL. Not the table: schema/tables.ts. */

import { and, eq, inArray, sql } from 'drizzle-orm'
import { identities, tombstones, visitors } from '../../schema/tables.ts'
import type { Identities } from './identities.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { listed } from './rows-libsql.ts'

export function libsqlIdentities(db: Database): Identities {
  const pairs = { hash: identities.hash, visitor: identities.visitor }
  const found = (site: string, hashes: readonly string[]) =>
    db
      .select(pairs)
      .from(identities)
      .where(and(eq(identities.site, site), inArray(identities.hash, listed(hashes))))
  return {
    find: (site, hashes) => attempt(async () => found(site, hashes)),
    of: (site, ids) =>
      attempt(async () =>
        db
          .select(pairs)
          .from(identities)
          .where(and(eq(identities.site, site), inArray(identities.visitor, listed(ids)))),
      ),
    claim: (site, wanted, at) =>
      attempt(async () => {
        const hashes = wanted.map(({ hash }) => hash)
        const [, , standing] = await db.batch([
          db.run(sql`
            insert into ${identities} (site, hash, visitor, at)
            select ${site}, value->>'hash', value->>'visitor', ${at} from json_each(${JSON.stringify(wanted)})
            where not exists (select 1 from ${tombstones} t where t.site = ${site} and t.visitor = value->>'visitor')
              and not exists (select 1 from ${visitors} v where v.site = ${site} and v.id = value->>'visitor' and v.moved_to is not null)
            on conflict do nothing`),
          db
            .update(identities)
            .set({ at })
            .where(and(eq(identities.site, site), inArray(identities.hash, listed(hashes)))),
          found(site, hashes),
        ])
        return standing
      }),
  }
}
