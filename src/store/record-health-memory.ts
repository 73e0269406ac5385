/** How a record in memory is, said once more in plain code: for tests. Not shared between isolates. */

import type { HydrationOutcome } from '../core/event/event.ts'
import { ok } from '../core/result.ts'
import type { StoredEvent } from './event-record.ts'
import {
  type Counts,
  EXAMINED_EVENTS_COUNT,
  type HydrationShare,
  jobStates,
  type RecordHealth,
  SHOWN_LETTERS_COUNT,
} from './record-health.ts'
import { HOUR_MS } from './upkeep.ts'
import type { MemoryTables } from './upkeep-memory.ts'

const DAY_MS = 24 * HOUR_MS

export const memoryRecordHealth = (tables: MemoryTables): RecordHealth => ({
  ask: async () => ok(null),
  details: async (site, now) => {
    const ofSite = tables.events.filter((event) => event.site === site)
    const recent = ofSite.filter(({ at }) => at >= now - DAY_MS)
    const fallbacks = tables.fallbacks.filter((row) => row.site === site && row.at >= now - DAY_MS)
    const letters = tables.deadLetters.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    return ok({
      events: {
        byKind: counted(
          recent.map(({ kind, source, at }) => ({ at, count: 1, key: { kind, source } })),
          now,
        ),
        isComplete: recent.length < EXAMINED_EVENTS_COUNT,
        lastArrivalAt: ofSite.length === 0 ? null : Math.max(...ofSite.map(({ receivedAt }) => receivedAt)),
      },
      fallbacks: counted(
        fallbacks.map(({ reason, at, count }) => ({ at, count, key: { reason } })),
        now,
      ),
      deadLetters: {
        count: letters.length,
        newest: letters
          .slice(0, SHOWN_LETTERS_COUNT)
          .map(({ at, source, reason, attempts }) => ({ at, source, reason, attempts })),
      },
      jobs: jobStates(
        [...tables.positions]
          .map(([job, position]) => ({ job, position, attempts: 0, retryAt: 0, lastError: null }))
          .sort((a, b) => (a.job < b.job ? -1 : 1)),
        tables.events.at(-1)?.seq ?? 0,
      ),
      hydration: hydrationOf(ofSite, recent),
      databaseBytes: null,
    })
  },
})

function counted<K extends object>(
  rows: readonly { readonly at: number; readonly count: number; readonly key: K }[],
  now: number,
): (K & Counts)[] {
  const sums = new Map<string, K & Counts>()
  for (const { at, count, key } of rows) {
    const id = JSON.stringify(key)
    const sum = sums.get(id) ?? { ...key, lastHour: 0, lastDay: 0 }
    sums.set(id, {
      ...sum,
      lastHour: sum.lastHour + (at >= now - HOUR_MS ? count : 0),
      lastDay: sum.lastDay + count,
    })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

const GRAVITY: { readonly [name in HydrationOutcome]: number } = { survived: 0, reapplied: 1, reverted: 2 }

function hydrationOf(ofSite: readonly StoredEvent[], recent: readonly StoredEvent[]): HydrationShare[] {
  const worst = new Map<string, { readonly decision: string; readonly slot: string; readonly gravity: number }>()
  for (const { kind, isBot, decision, slot, name } of recent) {
    if (kind !== 'hydration' || isBot || decision === undefined || slot === undefined) continue
    const key = JSON.stringify([decision, slot])
    const gravity = Math.max(GRAVITY[name as HydrationOutcome], worst.get(key)?.gravity ?? 0)
    worst.set(key, { decision, slot, gravity })
  }
  const shares = new Map<string, HydrationShare>()
  for (const { decision, slot, gravity } of worst.values()) {
    for (const met of ofSite.filter((event) => event.kind === 'exposure' && event.decision === decision)) {
      const experience = met.experience ?? ''
      const slots = met.data?.slots
      if (!Array.isArray(slots) || !slots.includes(slot)) continue
      const key = JSON.stringify([experience, slot])
      const share = shares.get(key) ?? { experience, slot, reports: 0, reapplied: 0, reverted: 0 }
      shares.set(key, {
        ...share,
        reports: share.reports + 1,
        reapplied: share.reapplied + (gravity === GRAVITY.reapplied ? 1 : 0),
        reverted: share.reverted + (gravity === GRAVITY.reverted ? 1 : 0),
      })
    }
  }
  return [...shares].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share)
}
