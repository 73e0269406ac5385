/** Traits and scores that are older than their site keeps them, taken out of what is kept of visitors, once a day. Not whole visitors: retention.ts. */

import { type AgedBefore, agedBefore, withoutAged } from '../core/memory/aged.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { AGED_FIELDS_JOB, type JobPositions } from '../store/upkeep.ts'
import type { KeptVisitor } from '../store/visitors.ts'
import { copyToKv } from '../visitor/copies.ts'
import type { DeclaredFields } from '../visitor/declared-fields.ts'
import type { VisitorDeps } from '../visitor/visitor-deps.ts'

const DAY_MS = 86_400_000
const VISITORS_PER_STEP_COUNT = 200
const MAX_STEPS_COUNT = 50

export interface AgedReport {
  /** Visitors who lost a trait or a score. */
  readonly changed: number
  /** Whether nothing aged is left; else the next run goes on. */
  readonly isDone: boolean
  readonly failure: RecordFailure | null
}

export interface AgedDeps extends VisitorDeps {
  readonly positions: JobPositions
}

/** By site. `now` in epoch milliseconds; within a day of the last whole run it does nothing. */
export async function dropAgedFields(
  sites: ReadonlyMap<string, DeclaredFields>,
  deps: AgedDeps,
  now: number,
): Promise<AgedReport> {
  const finished = await deps.positions.read(AGED_FIELDS_JOB)
  if (!finished.ok) return { changed: 0, isDone: false, failure: finished.error }
  if (now - finished.value < DAY_MS) return { changed: 0, isDone: true, failure: null }
  let changed = 0
  for (const [site, fields] of sites) {
    const swept = await sweep(site, fields, deps, now)
    changed += swept.changed
    if (!swept.isDone) return { ...swept, changed }
  }
  const moved = await deps.positions.move(AGED_FIELDS_JOB, now)
  return moved.ok ? { changed, isDone: true, failure: null } : { changed, isDone: false, failure: moved.error }
}

async function sweep(site: string, fields: DeclaredFields, deps: AgedDeps, now: number): Promise<AgedReport> {
  const before = agedBefore(fields, now)
  if (isEmpty(before)) return { changed: 0, isDone: true, failure: null }
  let [changed, after] = [0, '']
  for (let steps = 0; steps < MAX_STEPS_COUNT; steps++) {
    const found = await deps.stores.upkeep.withAgedFields(site, before, after, VISITORS_PER_STEP_COUNT)
    if (!found.ok) return { changed, isDone: false, failure: found.error }
    const fresh = found.value.map((row) => withYoungAlone(row, fields, now))
    // Who is written to meanwhile is found by tomorrow's run.
    const written = await deps.stores.visitors.write(fresh)
    if (!written.ok) return { changed, isDone: false, failure: written.error }
    await copyToKv(
      fresh.filter(({ id }) => written.value.includes(id)),
      deps,
    )
    changed += written.value.length
    if (found.value.length < VISITORS_PER_STEP_COUNT) return { changed, isDone: true, failure: null }
    after = found.value.at(-1)!.id
  }
  return { changed, isDone: false, failure: null }
}

const isEmpty = (before: AgedBefore): boolean =>
  Object.values(before).every((bounds) => Object.keys(bounds).length === 0)

const withYoungAlone = (row: KeptVisitor, fields: DeclaredFields, now: number): KeptVisitor =>
  row.memory === null ? row : { ...row, memory: withoutAged(row.memory, fields, now), updatedAt: now }
