/** The audit in libSQL. Not its table: schema/tables.ts. */

import { and, desc, eq, inArray } from 'drizzle-orm'
import { audit } from '../../schema/tables.ts'
import { type Audit, allowListed, MAX_AUDIT_PAGE_COUNT } from './audit.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { listed } from './rows-libsql.ts'

export function libsqlAudit(db: Database): Audit {
  return {
    append: (entries) =>
      attempt(async () => {
        if (entries.length > 0) await db.insert(audit).values(entries.map(allowListed)).onConflictDoNothing()
        return null
      }),
    of: (site, subjects) =>
      attempt(async () =>
        db
          .select()
          .from(audit)
          .where(and(eq(audit.site, site), inArray(audit.subject, listed(subjects))))
          .orderBy(desc(audit.at), desc(audit.id))
          .limit(MAX_AUDIT_PAGE_COUNT),
      ),
  }
}
