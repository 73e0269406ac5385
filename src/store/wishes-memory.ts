/** Wishes in memory, said once more in plain code: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { isLoginTombstone } from './tombstones.ts'
import type { MemoryTables } from './upkeep-memory.ts'
import type { Wishes } from './wishes.ts'

export const memoryWishes = (tables: MemoryTables): Wishes => ({
  latest: async (site, since, limit) => {
    const erased = tables.tombstones
      .filter((row) => row.site === site && row.at > since && !isLoginTombstone(row.visitor))
      .toSorted((a, b) => b.at - a.at)
    const rows = tables.visitors.filter((row) => row.site === site)
    const wishing = rows
      .filter(({ state, movedTo }) => state !== 'active' && movedTo === null)
      .toSorted((a, b) => b.updatedAt - a.updatedAt)
    const withheld = wishing.flatMap(({ id }) => [
      id,
      ...rows.filter(({ movedTo }) => movedTo === id).map((former) => former.id),
    ])
    return ok({ erased: erased.slice(0, limit).map(({ visitor }) => visitor), withheld: withheld.slice(0, limit) })
  },
})
