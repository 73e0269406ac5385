/** Consents in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { type Consents, MAX_CONSENTS_COUNT } from './consents.ts'
import { latestFirst, type MemoryTables } from './upkeep-memory.ts'

export const memoryConsents = (tables: Pick<MemoryTables, 'consents' | 'tombstones'>): Consents => ({
  append: async (entries) => {
    for (const entry of entries) {
      const isErased = tables.tombstones.some(({ site, visitor }) => site === entry.site && visitor === entry.visitor)
      if (!isErased && !tables.consents.some(({ id }) => id === entry.id)) tables.consents.push(structuredClone(entry))
    }
    return ok(null)
  },
  of: async (site, visitors) =>
    ok(
      tables.consents
        .filter((row) => row.site === site && visitors.includes(row.visitor))
        .toSorted(latestFirst)
        .slice(0, MAX_CONSENTS_COUNT),
    ),
})
