/** What is known of a visitor whose cookie is marked as known: KV first, one row of the database on a miss. For pages. Not a write. */

import type { Memory } from '../core/memory.ts'
import type { After } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { type Snapshot, type Snapshots, snapshotOf } from '../store/snapshots.ts'
import type { Stores } from '../store/stores.ts'
import type { VisitorState } from '../store/visitors.ts'
import { copyToKv } from './copies.ts'

/** `memory.visitor` is another id than the one asked for where that has become another one: the cookie is to follow. */
export type Known = { readonly state: VisitorState; readonly memory: Memory | null } | { readonly state: 'erased' }

/** Null: nothing is known, or it cannot be told now. Never rejects, and knows no deadline: that is the caller's. */
export type ReadKnown = (site: string, visitor: string, after: After) => Promise<Known | null>

interface KnownDeps {
  readonly snapshots: Snapshots | null
  /** Loaded on the first miss of KV. Null: no database. */
  readonly stores: (() => Promise<Stores>) | null
}

export const knownIn =
  (deps: KnownDeps): ReadKnown =>
  async (site, visitor, after) => {
    try {
      const found = await lookUp(site, visitor, after, deps)
      if (found?.state !== 'moved') return found
      const target = await lookUp(site, found.to, after, deps)
      return target?.state === 'moved' ? null : target // it moved on in between: the next page finds it
    } catch (error) {
      log('warn', { event: 'known_unavailable', site, detail: messageOf(error) })
      return null
    }
  }

async function lookUp(
  site: string,
  visitor: string,
  after: After,
  { snapshots, stores }: KnownDeps,
): Promise<Snapshot | null> {
  const copy = snapshots === null ? null : await snapshots.read(site, visitor)
  if (copy?.ok === false) log('warn', { event: 'snapshot_unavailable', site, ...copy.error })
  if (copy?.ok && copy.value !== null) return copy.value
  if (stores === null) return null
  const row = await (await stores()).visitors.read(site, [visitor])
  if (!row.ok) {
    log('warn', { event: 'known_unavailable', site, reason: row.error.reason, detail: row.error.detail })
    return null
  }
  const [kept] = row.value.visitors
  if (row.value.erased.length > 0) return { state: 'erased' }
  if (kept === undefined) return null
  after(copyToKv([{ ...kept, hasDevice: true }], { stores: await stores(), snapshots }))
  return snapshotOf(kept)
}
