/** Traits that are older than their site keeps them, taken out of what is kept of visitors, once a day. Not whole visitors: retention.ts. */

import type { Memory } from '../core/memory.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { AGED_TRAITS_JOB, type JobPositions } from '../store/upkeep.ts'
import type { KeptVisitor } from '../store/visitors.ts'
import { copyToKv } from '../visitor/copies.ts'
import type { DeclaredFields } from '../visitor/declared-fields.ts'
import type { VisitorDeps } from '../visitor/visitor-deps.ts'

const DAY_MS = 86_400_000
const VISITORS_PER_STEP_COUNT = 200
const MAX_STEPS_COUNT = 50

export interface AgedReport {
  /** Visitors who lost a trait. */
  readonly changed: number
  /** Whether nothing aged is left; else the next run goes on. */
  readonly isDone: boolean
  readonly failure: RecordFailure | null
}

export interface AgedDeps extends VisitorDeps {
  readonly positions: JobPositions
}

/** By site. `now` in epoch milliseconds; within a day of the last whole run it does nothing. */
export async function dropAgedTraits(
  sites: ReadonlyMap<string, DeclaredFields>,
  deps: AgedDeps,
  now: number,
): Promise<AgedReport> {
  const finished = await deps.positions.read(AGED_TRAITS_JOB)
  if (!finished.ok) return { changed: 0, isDone: false, failure: finished.error }
  if (now - finished.value < DAY_MS) return { changed: 0, isDone: true, failure: null }
  let changed = 0
  for (const [site, fields] of sites) {
    const swept = await sweep(site, agedBefore(fields, now), deps, now)
    changed += swept.changed
    if (!swept.isDone) return { ...swept, changed }
  }
  const moved = await deps.positions.move(AGED_TRAITS_JOB, now)
  return moved.ok ? { changed, isDone: true, failure: null } : { changed, isDone: false, failure: moved.error }
}

type AgedBefore = { readonly [trait: string]: number }

/** Epoch seconds, by traits that do not stay with the rest. */
const agedBefore = ({ traits }: DeclaredFields, now: number): AgedBefore =>
  Object.fromEntries(
    Object.entries(traits).flatMap(([name, { retention }]) =>
      retention === null ? [] : [[name, Math.floor(now / 1000) - retention]],
    ),
  )

async function sweep(site: string, before: AgedBefore, deps: AgedDeps, now: number): Promise<AgedReport> {
  if (Object.keys(before).length === 0) return { changed: 0, isDone: true, failure: null }
  let [changed, after] = [0, '']
  for (let steps = 0; steps < MAX_STEPS_COUNT; steps++) {
    const found = await deps.stores.upkeep.withAgedTraits(site, before, after, VISITORS_PER_STEP_COUNT)
    if (!found.ok) return { changed, isDone: false, failure: found.error }
    const fresh = found.value.map((row) => withoutAged(row, before, now))
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

const withoutAged = (row: KeptVisitor, before: AgedBefore, now: number): KeptVisitor =>
  row.memory === null ? row : { ...row, memory: { ...row.memory, traits: young(row.memory, before) }, updatedAt: now }

const young = ({ traits }: Memory, before: AgedBefore): Memory['traits'] =>
  Object.fromEntries(
    Object.entries(traits).filter(([name, { at }]) => !Object.hasOwn(before, name) || at >= before[name]!),
  )
