/** The audit in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { type Audit, allowListed, MAX_AUDIT_PAGE_COUNT } from './audit.ts'
import { latestFirst, type MemoryTables } from './upkeep-memory.ts'

export const memoryAudit = (tables: Pick<MemoryTables, 'audit'>): Audit => ({
  append: async (entries) => {
    for (const entry of entries)
      if (!tables.audit.some(({ id }) => id === entry.id)) tables.audit.push(structuredClone(allowListed(entry)))
    return ok(null)
  },
  of: async (site, subjects) =>
    ok(
      tables.audit
        .filter((row) => row.site === site && row.subject !== null && subjects.includes(row.subject))
        .toSorted(latestFirst)
        .slice(0, MAX_AUDIT_PAGE_COUNT),
    ),
})
