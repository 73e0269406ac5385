/** Snapshots kept in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { readSnapshot, type Snapshots } from './snapshots.ts'
import { snapshotKey } from './snapshots-kv.ts'

/** `kept`: what stands at each key, to be looked into. */
export function memorySnapshots(kept: Map<string, string> = new Map()): Snapshots {
  return {
    read: async (site, visitor) => {
      const text = kept.get(snapshotKey(site, visitor))
      return text === undefined ? ok(null) : readSnapshot(text)
    },
    write: async (site, visitor, snapshot) => {
      kept.set(snapshotKey(site, visitor), JSON.stringify(snapshot))
      return ok(null)
    },
    remove: async (site, visitor) => {
      kept.delete(snapshotKey(site, visitor))
      return ok(null)
    },
  }
}
