/** The copies in KV brought up to what the database has. Not what is in them: store/snapshots.ts. */

import { log } from '../log.ts'
import { type Snapshot, type SnapshotFailure, type Snapshots, snapshotOf } from '../store/snapshots.ts'
import type { Stores } from '../store/stores.ts'
import type { KeptVisitor } from '../store/visitors.ts'
import { startTimer } from '../timer.ts'

export interface CopyDeps {
  readonly stores: Pick<Stores, 'visitors'>
  readonly snapshots: Snapshots | null
}

/** KV takes one write a key and second. */
const PAUSE_MS = 1_100
const MAX_WRITES_COUNT = 3

/**
 * Of those that a browser may ask for. The number that failed: KV shows them as they were until their next write or their
 * end. The database has them in any case. Who was erased while we wrote is erased again here: the tombstone came before the
 * mark in KV, so that whoever writes over the mark finds the tombstone.
 */
export async function copyToKv(visitors: readonly KeptVisitor[], { stores, snapshots }: CopyDeps): Promise<number> {
  const wanted = visitors.filter(({ hasDevice, movedTo }) => hasDevice || movedTo !== null)
  const [first] = wanted
  if (snapshots === null || first === undefined) return 0
  const written = await Promise.all(wanted.map((one) => snapshots.write(one.site, one.id, snapshotOf(one))))
  const failed = written.filter((one) => !one.ok)
  if (failed[0]?.ok === false) log('warn', { event: 'snapshots_stale', ...failed[0].error, count: failed.length })
  const after = await stores.visitors.read(
    first.site,
    wanted.map(({ id }) => id),
  )
  if (after.ok) await markErased(first.site, after.value.erased, snapshots)
  return failed.length
}

/** Whether KV took them all. */
export async function markErased(site: string, ids: readonly string[], snapshots: Snapshots | null): Promise<boolean> {
  if (snapshots === null) return true
  const marks = await Promise.all(ids.map((id) => writeSurely(site, id, { state: 'erased' }, snapshots)))
  const failed = marks.find((one) => one !== null)
  if (failed) log('error', { event: 'erasure_unfinished', site, ...failed })
  return failed === undefined
}

/** Null: KV has it. */
async function writeSurely(
  site: string,
  id: string,
  snapshot: Snapshot,
  snapshots: Snapshots,
): Promise<SnapshotFailure | null> {
  for (let writes = 1; ; writes++) {
    const written = await snapshots.write(site, id, snapshot)
    if (written.ok) return null
    if (writes === MAX_WRITES_COUNT) return written.error
    await startTimer(PAUSE_MS, null).over
  }
}
