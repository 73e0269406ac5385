/** Upkeep of a record in memory, said once more in plain code: for tests. Not shared between isolates. */

import type { EventKind, FallbackCount } from '../core/event/event.ts'
import type { AgedBefore } from '../core/memory/aged.ts'
import { ok } from '../core/result.ts'
import type { AuditEntry } from './audit.ts'
import type { ConsentEntry } from './consents.ts'
import type { DeadLetter } from './dead-letters.ts'
import type { StoredEvent } from './event-record.ts'
import type { Identity } from './identities.ts'
import type { ExpiringTable } from './retention.ts'
import type { PendingErasure } from './tombstones.ts'
import { FALLBACK_ROLLUP_JOB, HOUR_MS, type JobPositions, ROLLUP_JOB, type Upkeep } from './upkeep.ts'
import { asKeptNow, type KeptVisitor } from './visitors.ts'

/** The tables that upkeep touches; whoever holds them may read and change them too. */
export interface MemoryTables {
  /** In order of `seq`. */
  events: StoredEvent[]
  fallbacks: FallbackCount[]
  deadLetters: DeadLetter[]
  visitors: KeptVisitor[]
  identities: (Identity & { readonly site: string; readonly at: number })[]
  consents: ConsentEntry[]
  tombstones: (PendingErasure & { readonly at: number; readonly doneAt: number | null })[]
  audit: AuditEntry[]
  /** By what makes an hour's sum another one: the primary key of hourly_counts, as JSON. */
  readonly hours: Map<string, { count: number; value: number }>
  readonly positions: Map<string, number>
}

export const emptyTables = (): MemoryTables => ({
  events: [],
  fallbacks: [],
  deadLetters: [],
  visitors: [],
  identities: [],
  consents: [],
  tombstones: [],
  audit: [],
  hours: new Map(),
  positions: new Map(),
})

export function memoryUpkeep(tables: MemoryTables): Upkeep {
  return {
    countEvents: async (limit) => {
      const next = tables.events.filter(({ seq }) => seq > positionOf(ROLLUP_JOB, tables)).slice(0, limit)
      for (const event of next) addToHour(event, 1, tables)
      const last = next.at(-1)
      if (last !== undefined) tables.positions.set(ROLLUP_JOB, last.seq)
      return ok(next.length)
    },
    countFallbacks: async (since, until) => {
      const sums = new Map<string, number>()
      for (const { site, at, reason, count } of tables.fallbacks) {
        if (at < since || at >= until) continue
        const key = JSON.stringify([site, hourOf(at), 'fallback', '', '', reason, ''])
        sums.set(key, (sums.get(key) ?? 0) + count)
      }
      for (const [key, count] of sums)
        tables.hours.set(key, { count: Math.max(count, tables.hours.get(key)?.count ?? 0), value: 0 })
      return ok(null)
    },
    expire: async (table, before, limit) => ok(EXPIRING[table](tables, before, limit)),
    withAgedFields: async (site, before, after, limit) =>
      ok(
        tables.visitors
          .map((row) => asKeptNow(structuredClone(row)))
          .filter((row) => row.site === site && row.id > after && hasAged(row, before))
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      ),
  }
}

const hasAged = ({ memory }: KeptVisitor, { traits, scores }: AgedBefore): boolean =>
  memory !== null && (isAnyFromBefore(memory.traits, traits) || isAnyFromBefore(memory.scores, scores))

const isAnyFromBefore = (
  told: { readonly [name: string]: { readonly at: number } },
  before: { readonly [name: string]: number },
): boolean => Object.entries(told).some(([name, { at }]) => Object.hasOwn(before, name) && at < before[name]!)

/** To be called when an import is withdrawn, with what was deleted. */
export function uncountDeleted(deleted: readonly StoredEvent[], tables: MemoryTables): void {
  const counted = deleted.filter(({ seq }) => seq <= positionOf(ROLLUP_JOB, tables))
  for (const event of counted) addToHour(event, -1, tables)
}

export const memoryJobPositions = (tables: MemoryTables): JobPositions => ({
  read: async (job) => ok(positionOf(job, tables)),
  move: async (job, position) => {
    tables.positions.set(job, position)
    return ok(null)
  },
})

const positionOf = (job: string, { positions }: MemoryTables): number => positions.get(job) ?? 0

const hourOf = (at: number): number => at - (at % HOUR_MS)

/** Kinds whose name the site or we gave. */
const NAMED: ReadonlySet<EventKind> = new Set(['custom', 'hydration'])

function addToHour(event: StoredEvent, sign: 1 | -1, { hours }: MemoryTables): void {
  if (event.isBot) return
  const { site, at, kind, experience = '', arm = '', name = '', currency = '', value = 0 } = event
  const key = JSON.stringify([site, hourOf(at), kind, experience, arm, NAMED.has(kind) ? name : '', currency])
  const before = hours.get(key) ?? { count: 0, value: 0 }
  const after = { count: before.count + sign, value: before.value + sign * value }
  if (after.count > 0) hours.set(key, after)
  else hours.delete(key)
}

const EXPIRING: { readonly [T in ExpiringTable]: (tables: MemoryTables, before: number, limit: number) => number } = {
  events(tables, before, limit) {
    const counted = positionOf(ROLLUP_JOB, tables)
    const [kept, gone] = parted(tables.events, limit, ({ at, seq }) => at < before && seq <= counted)
    tables.events = kept
    return gone
  },
  fallback_counts(tables, before, limit) {
    const counted = positionOf(FALLBACK_ROLLUP_JOB, tables)
    const [kept, gone] = parted(tables.fallbacks, limit, ({ at }) => at < Math.min(before, counted))
    tables.fallbacks = kept
    return gone
  },
  dead_letters(tables, before, limit) {
    const [kept, gone] = parted(tables.deadLetters, limit, ({ at }) => at < before)
    tables.deadLetters = kept
    return gone
  },
  visitors(tables, before, limit) {
    const isWish = ({ state, movedTo }: KeptVisitor) => state !== 'active' && movedTo === null
    const [kept, gone] = parted(tables.visitors, limit, (row) => row.seenAt < before && !isWish(row))
    tables.visitors = kept.map((row) =>
      isWish(row) && row.seenAt < before && row.memory !== null
        ? { ...row, memory: null, version: row.version + 1 }
        : row,
    )
    return gone
  },
  identities(tables, before, limit) {
    const [kept, gone] = parted(tables.identities, limit, ({ at }) => at < before)
    tables.identities = kept
    return gone
  },
  consents(tables, before, limit) {
    const [kept, gone] = parted(tables.consents, limit, ({ at }) => at < before)
    tables.consents = kept
    return gone
  },
  tombstones(tables, before, limit) {
    const [kept, gone] = parted(tables.tombstones, limit, ({ at, doneAt }) => at < before && doneAt !== null)
    tables.tombstones = kept
    return gone
  },
  audit(tables, before, limit) {
    const [kept, gone] = parted(tables.audit, limit, ({ at }) => at < before)
    tables.audit = kept
    return gone
  },
}

/** As the database's pages are ordered. */
export const latestFirst = (a: { at: number; id: string }, b: { at: number; id: string }): number =>
  b.at - a.at || (a.id < b.id ? 1 : -1)

function parted<T>(rows: readonly T[], limit: number, isOld: (row: T) => boolean): [kept: T[], gone: number] {
  const gone = new Set(rows.filter(isOld).slice(0, limit))
  return [rows.filter((row) => !gone.has(row)), gone.size]
}
