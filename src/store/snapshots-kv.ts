/** Snapshots in KV under `profile:<site>:<visitor>`. Not when they are written: visitor/. */

import { fail, ok, type Result } from '../core/result.ts'
import { messageOf } from '../log.ts'
import { lifeOf, readSnapshot, type SnapshotFailure, type Snapshots } from './snapshots.ts'

/** The least that KV takes: what was erased or corrected shows sooner. */
const EDGE_CACHE_S = 30

export const snapshotKey = (site: string, visitor: string): string => `profile:${site}:${visitor}`

export function kvSnapshots(kv: Pick<KVNamespace, 'get' | 'put' | 'delete'>): Snapshots {
  return {
    async read(site, visitor) {
      const text = await attempt(() => kv.get(snapshotKey(site, visitor), { type: 'text', cacheTtl: EDGE_CACHE_S }))
      if (!text.ok) return text
      return text.value === null ? ok(null) : readSnapshot(text.value)
    },
    write: (site, visitor, snapshot) =>
      attempt(async () => {
        const key = snapshotKey(site, visitor)
        await kv.put(key, JSON.stringify(snapshot), { expirationTtl: lifeOf(snapshot) })
        return null
      }),
    remove: (site, visitor) =>
      attempt(async () => {
        await kv.delete(snapshotKey(site, visitor))
        return null
      }),
  }
}

/** With `RESIDENCY=cookie`: nothing is kept, and whatever would be written takes away what was there before. */
export function removingSnapshots(kv: Pick<KVNamespace, 'get' | 'put' | 'delete'>): Snapshots {
  const { remove } = kvSnapshots(kv)
  return { read: async () => ok(null), write: remove, remove }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, SnapshotFailure>> {
  try {
    return ok(await work())
  } catch (error) {
    return fail({ reason: 'unavailable', detail: messageOf(error) })
  }
}
