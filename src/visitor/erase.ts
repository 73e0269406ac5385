/** Erasing a visitor everywhere: the tombstone first, then the copies, then what was recorded before. Not who may ask for it: admin/visitors.ts. */

import { ok, type Result } from '../core/result.ts'
import { log } from '../log.ts'
import type { RecordFailure } from '../store/event-record.ts'
import type { Snapshots } from '../store/snapshots.ts'
import type { Stores } from '../store/stores.ts'
import { isLoginTombstone } from '../store/tombstones.ts'
import { markErased } from './copies.ts'
import type { ListWishes } from './list-wishes.ts'

export interface EraseDeps {
  readonly stores: Pick<Stores, 'tombstones'>
  readonly snapshots: Snapshots | null
  /** Epoch milliseconds. */
  readonly now: () => number
}

export interface EraseNowDeps extends EraseDeps {
  readonly listWishes: ListWishes
}

/** Read at once; a step of so many takes a database some 50 ms. */
const EXAMINED_EVENTS_COUNT = 100_000
/** Two or three requests each, of which a Worker has some number. */
const MAX_STEPS_COUNT = 40
const RUN_MS = 20_000

export interface Erased {
  /**
   * Nothing of before is left in the database and, up to its delay, in KV, and pages hear of it; else the job of each minute
   * goes on.
   */
  readonly isDone: boolean
}

/** `ok`: nothing that names the visitor goes in from now on, and nobody brings them back; somebody unknown alike. */
export async function eraseVisitor(
  site: string,
  visitor: string,
  deps: EraseNowDeps,
): Promise<Result<Erased, RecordFailure>> {
  const raised = await deps.stores.tombstones.raise(site, visitor, deps.now())
  if (!raised.ok) return raised
  const isListed = await deps.listWishes(site)
  const finished = await finishErasures(deps)
  if (finished.ok) return ok({ isDone: finished.value.isDone && isListed })
  log('warn', { event: 'erasure_unfinished', site, reason: finished.error.reason, detail: finished.error.detail })
  return ok({ isDone: false })
}

/** Goes on with all that are not through, for one run. Interrupted anywhere and run by many at once, it comes to the same. */
export async function finishErasures(deps: EraseDeps): Promise<Result<Erased, RecordFailure>> {
  const { stores, snapshots, now } = deps
  const began = now()
  const marked = new Set<string>()
  for (let steps = 0; steps < MAX_STEPS_COUNT && now() - began < RUN_MS; steps++) {
    const pending = await stores.tombstones.pending()
    if (!pending.ok) return pending
    if (pending.value.length === 0) return ok({ isDone: true })
    for (const { site, visitor } of pending.value) {
      const key = JSON.stringify([site, visitor])
      if (isLoginTombstone(visitor) || marked.has(key)) continue
      if (!(await markErased(site, [visitor], snapshots))) return ok({ isDone: false })
      marked.add(key)
    }
    const cleared = await stores.tombstones.clear(pending.value, EXAMINED_EVENTS_COUNT, now())
    if (!cleared.ok) return cleared
  }
  return ok({ isDone: false })
}
