/** The two adapters of upkeep and health as one thing to test: filled and looked into. Not the tests: they lie beside it, and in jobs/. */

import type { FallbackCount, InboxBatch, RecordedEvent } from '../../src/core/event/event.ts'
import type { DeadLetter } from '../../src/store/dead-letters.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { memoryStores } from '../../src/store/memory-stores.ts'
import type { RecordHealth } from '../../src/store/record-health.ts'
import type { ExpiringTable } from '../../src/store/retention.ts'
import type { Stores } from '../../src/store/stores.ts'
import type { JobPositions, Upkeep } from '../../src/store/upkeep.ts'
import { emptyTables } from '../../src/store/upkeep-memory.ts'
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
  left(table: TableWithIds): Promise<string[]>
}

type TableWithIds = Extract<ExpiringTable, 'events' | 'fallback_counts' | 'dead_letters'>

export const ADAPTERS: readonly [name: string, start: () => Promise<KeptRecord>][] = [
  ['memory', memoryRecord],
  ['libSQL', libsqlRecord],
]

let made = 0
/** Counts up over a file, so that no two are alike; in the order of letters, whichever test makes the tenth. */
const nextNumber = (): string => String(++made).padStart(12, '0')

export function event(fields: Partial<RecordedEvent> & { at: number }): RecordedEvent {
  const id = `01980000-0000-7000-8000-${nextNumber()}`
  return { id, site: 'main', kind: 'page_view', source: 'browser', receivedAt: fields.at, ...fields }
}

export const fallback = (at: number, reason: string, count: number, site = 'main'): FallbackCount => ({
  id: `f${nextNumber()}`,
  site,
  at,
  reason,
  count,
})

export const letter = (at: number): DeadLetter => ({
  id: `l${nextNumber()}`,
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
  const rows = () => ({
    events: tables.events,
    fallback_counts: tables.fallbacks,
    dead_letters: tables.deadLetters,
  })
  return {
    ...filling(memoryStores(tables)),
    hours: async () =>
      Object.fromEntries(
        [...tables.hours].map(([key, { count, value }]) => [line(JSON.parse(key)), `${count} ${value}`]),
      ),
    left: async (table) => idsOf(rows()[table]),
    async [Symbol.asyncDispose]() {},
  }
}

async function libsqlRecord(): Promise<KeptRecord> {
  const record = await startRecord()
  return {
    ...filling(libsqlStores({ url: record.url })),
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

const filling = ({ health, upkeep, positions, events, deadLetters }: Stores) => ({
  health,
  upkeep,
  positions,
  write: async ({ events: rows = [], fallbacks = [] }: Partial<InboxBatch>) =>
    must(await events.write({ events: rows, fallbacks })),
  bury: async (letters: readonly DeadLetter[]) => must(await deadLetters.bury(letters)),
  withdraw: async (site: string, importId: string) => must(await events.withdraw(site, importId)),
})

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).sort()

function must(result: { readonly ok: boolean }): void {
  if (!result.ok) throw new Error(JSON.stringify(result))
}
