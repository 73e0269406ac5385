/** The two adapters of upkeep and health as one thing to test: filled and looked into. Not the tests: they lie beside it, and in jobs/. */

import type { FallbackCount, InboxBatch, RecordedEvent } from '../../src/core/event/event.ts'
import type { DeadLetter } from '../../src/store/dead-letters.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import type { RecordHealth } from '../../src/store/record-health.ts'
import { memoryRecordHealth } from '../../src/store/record-health-memory.ts'
import type { ExpiringTable } from '../../src/store/retention.ts'
import type { JobPositions, Upkeep } from '../../src/store/upkeep.ts'
import { emptyTables, memoryJobPositions, memoryUpkeep, uncountDeleted } from '../../src/store/upkeep-memory.ts'
import { startRecord } from '../harness/record.ts'

/** `site hour kind experience arm name currency` → count and value; empty columns are dots. */
export type Hours = { readonly [key: string]: string }

export interface KeptRecord extends AsyncDisposable {
  readonly health: RecordHealth
  readonly upkeep: Upkeep
  readonly positions: JobPositions
  write(batch: Partial<InboxBatch>): Promise<void>
  bury(letters: readonly DeadLetter[]): Promise<void>
  withdraw(site: string, importId: string): Promise<void>
  hours(): Promise<Hours>
  /** Ids of what is left, in order. */
  left(table: ExpiringTable): Promise<string[]>
}

export const ADAPTERS: readonly [name: string, start: () => Promise<KeptRecord>][] = [
  ['memory', memoryRecord],
  ['libSQL', libsqlRecord],
]

let made = 0

/** `n` counts up over a file, so that no two are alike. */
export function event(fields: Partial<RecordedEvent> & { at: number }): RecordedEvent {
  const id = `01980000-0000-7000-8000-${String(++made).padStart(12, '0')}`
  return { id, site: 'main', kind: 'page_view', source: 'browser', receivedAt: fields.at, ...fields }
}

export const fallback = (at: number, reason: string, count: number, site = 'main'): FallbackCount => ({
  id: `f${++made}`,
  site,
  at,
  reason,
  count,
})

export const letter = (at: number): DeadLetter => ({
  id: `l${++made}`,
  at,
  source: 'inbox',
  reason: 'unreadable',
  body: '{',
  attempts: 1,
})

const line = (columns: readonly unknown[]): string =>
  columns
    .map((column) => (typeof column === 'number' ? new Date(column).toISOString().slice(0, 13) : column || '.'))
    .join(' ')

async function memoryRecord(): Promise<KeptRecord> {
  const tables = emptyTables()
  let seq = 0
  return {
    health: memoryRecordHealth(tables),
    upkeep: memoryUpkeep(tables),
    positions: memoryJobPositions(tables),
    async write({ events = [], fallbacks = [] }) {
      for (const event of events) tables.events.push({ ...event, seq: ++seq })
      tables.fallbacks.push(...fallbacks)
    },
    bury: async (letters) => void tables.deadLetters.push(...letters),
    async withdraw(site, importId) {
      const gone = tables.events.filter((event) => event.site === site && event.importId === importId)
      uncountDeleted(gone, tables)
      tables.events = tables.events.filter((event) => !gone.includes(event))
    },
    hours: async () =>
      Object.fromEntries(
        [...tables.hours].map(([key, { count, value }]) => [line(JSON.parse(key)), `${count} ${value}`]),
      ),
    left: async (table) =>
      idsOf({ events: tables.events, fallback_counts: tables.fallbacks, dead_letters: tables.deadLetters }[table]),
    async [Symbol.asyncDispose]() {},
  }
}

async function libsqlRecord(): Promise<KeptRecord> {
  const record = await startRecord()
  const stores = libsqlStores({ url: record.url })
  return {
    health: stores.health,
    upkeep: stores.upkeep,
    positions: stores.positions,
    write: async ({ events = [], fallbacks = [] }) => must(await stores.events.write({ events, fallbacks })),
    bury: async (letters) => must(await stores.deadLetters.bury(letters)),
    withdraw: async (site, importId) => must(await stores.events.withdraw(site, importId)),
    hours: async () =>
      Object.fromEntries(
        (await record.rows('select * from hourly_counts')).map(({ count, value, ...key }) => [
          line(Object.values(key)),
          `${count} ${value}`,
        ]),
      ),
    left: async (table) => idsOf((await record.rows(`select id from ${table}`)) as { id: string }[]),
    [Symbol.asyncDispose]: () => record.dispose(),
  }
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).sort()

function must(result: { readonly ok: boolean }): void {
  if (!result.ok) throw new Error(JSON.stringify(result))
}
