/** Who is who in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import type { Identities, Identity } from './identities.ts'
import type { MemoryTables } from './upkeep-memory.ts'

type Tables = Pick<MemoryTables, 'visitors' | 'identities' | 'tombstones'>

export function memoryIdentities(tables: Tables): Identities {
  const found = (site: string, is: (identity: Identity) => boolean): Identity[] =>
    tables.identities.filter((row) => row.site === site && is(row)).map(({ hash, visitor }) => ({ hash, visitor }))
  const isToBeHad = (site: string, { hash, visitor }: Identity) =>
    found(site, (row) => row.hash === hash || row.visitor === visitor).length === 0 &&
    !tables.tombstones.some((row) => row.site === site && row.visitor === visitor) &&
    !tables.visitors.some((row) => row.site === site && row.id === visitor && row.movedTo !== null)
  return {
    find: async (site, hashes) => ok(found(site, ({ hash }) => hashes.includes(hash))),
    of: async (site, ids) => ok(found(site, ({ visitor }) => ids.includes(visitor))),
    claim: async (site, pairs, at) => {
      for (const pair of pairs) if (isToBeHad(site, pair)) tables.identities.push({ ...pair, site, at })
      const hashes = pairs.map(({ hash }) => hash)
      tables.identities = tables.identities.map((row) =>
        row.site === site && hashes.includes(row.hash) ? { ...row, at } : row,
      )
      return ok(found(site, ({ hash }) => hashes.includes(hash)))
    },
  }
}
