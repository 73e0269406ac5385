/** Visitors in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import type { MemoryTables } from './upkeep-memory.ts'
import { asKeptNow, type KeptVisitor, MAX_FORMER_COUNT, type Visitors } from './visitors.ts'

type Tables = Pick<MemoryTables, 'visitors' | 'identities' | 'tombstones'>

export function memoryVisitors(tables: Tables): Visitors {
  const rowOf = (site: string, id: string) => tables.visitors.find((row) => row.site === site && row.id === id)
  const isErased = (site: string, id: string) => tables.tombstones.some((t) => t.site === site && t.visitor === id)
  const isAsRead = ({ site, id, version }: KeptVisitor) => (rowOf(site, id)?.version ?? 0) === version
  const stands = (visitor: KeptVisitor) =>
    isAsRead(visitor) &&
    !isErased(visitor.site, visitor.id) &&
    (rowOf(visitor.site, visitor.id)?.movedTo ?? null) === null
  const put = (visitor: KeptVisitor) => {
    const row = structuredClone({ ...visitor, version: visitor.version + 1 })
    tables.visitors = [...tables.visitors.filter(({ site, id }) => site !== row.site || id !== row.id), row]
  }
  return {
    read: async (site, ids) =>
      ok({
        visitors: structuredClone(tables.visitors.filter((row) => row.site === site && ids.includes(row.id))).map(
          asKeptNow,
        ),
        erased: ids.filter((id) => isErased(site, id)),
      }),
    write: async (visitors) => {
      const writable = visitors.filter((visitor) => isAsRead(visitor) && !isErased(visitor.site, visitor.id))
      for (const visitor of writable) put(visitor)
      return ok(writable.map(({ id }) => id))
    },
    join: async (from, into) => {
      const hasLogin = tables.identities.some(({ site, visitor }) => site === from.site && visitor === from.id)
      if (from.id === into.id || hasLogin || !stands(from) || !stands(into)) return ok(false)
      put({ ...from, memory: null, movedTo: into.id })
      put(into)
      const followers = tables.visitors.filter((row) => row.site === from.site && row.movedTo === from.id)
      for (const follower of followers) put({ ...follower, movedTo: into.id })
      return ok(true)
    },
    former: async (site, id) =>
      ok(
        tables.visitors
          .filter((row) => row.site === site && row.movedTo === id)
          .toSorted((a, b) => b.updatedAt - a.updatedAt)
          .slice(0, MAX_FORMER_COUNT)
          .map((row) => row.id),
      ),
  }
}
