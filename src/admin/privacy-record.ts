/** What the record has of a visitor, read in bounded steps. Not what is remembered of them: privacy-asker.ts. */

import { ok, type Result } from '../core/result.ts'
import type { RecordFailure, StoredEvent } from '../store/event-record.ts'
import type { Stores } from '../store/stores.ts'
import { ROLLUP_JOB } from '../store/upkeep.ts'

export interface FoundEvents {
  readonly events: readonly StoredEvent[]
  /** Goes on after here; null: that was all. */
  readonly next: number | null
}

/** A step of so many takes a database some 50 ms. */
const EXAMINED_COUNT = 100_000
const PAGE_COUNT = 500
/** Sums are made each quarter of an hour: what is new lies after them, and the last pages shortly before. */
const BEFORE_SUMS_COUNT = 50_000
const MAX_RECENT_STEPS_COUNT = 4
const MAX_STEPS_COUNT = 30
const RUN_MS = 10_000
const MAX_EVENTS_COUNT = 10_000

/** The latest that can be had at once. */
export async function recentEvents(
  site: string,
  visitors: readonly string[],
  { events, positions }: Stores,
): Promise<Result<readonly StoredEvent[], RecordFailure>> {
  const summed = await positions.read(ROLLUP_JOB)
  if (!summed.ok) return summed
  const found: StoredEvent[] = []
  let after: number | null = Math.max(0, summed.value - BEFORE_SUMS_COUNT)
  for (let step = 0; step < MAX_RECENT_STEPS_COUNT && after !== null; step++) {
    const page = await events.ofVisitors({ site, visitors, after, limit: PAGE_COUNT, examined: EXAMINED_COUNT })
    if (!page.ok) return page
    found.push(...page.value.events)
    after = page.value.next
  }
  return ok(found)
}

/** From the beginning, or where an answer before this one ended. */
export async function allEvents(
  site: string,
  visitors: readonly string[],
  from: number,
  { stores, now }: { readonly stores: Stores; readonly now: () => number },
): Promise<Result<FoundEvents, RecordFailure>> {
  const began = now()
  const found: StoredEvent[] = []
  let after: number | null = from
  for (let step = 0; step < MAX_STEPS_COUNT && after !== null; step++) {
    if (found.length >= MAX_EVENTS_COUNT || now() - began > RUN_MS) break
    const asked = { site, visitors, after, limit: PAGE_COUNT, examined: EXAMINED_COUNT }
    const page = await stores.events.ofVisitors(asked)
    if (!page.ok) return page
    found.push(...page.value.events)
    after = page.value.next
  }
  return ok({ events: found, next: after })
}
