/** All ports on both adapters, and what visitors' tests fill them with. Not the tests: they lie beside it. */

import type { RecordedEvent } from '../../src/core/event/event.ts'
import type { Memory } from '../../src/core/memory.ts'
import type { Result } from '../../src/core/result.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { memoryStores } from '../../src/store/memory-stores.ts'
import type { Stores } from '../../src/store/stores.ts'
import { emptyTables } from '../../src/store/upkeep-memory.ts'
import { type KeptVisitor, newVisitor } from '../../src/store/visitors.ts'
import { startRecord } from '../harness/record.ts'

export interface OpenStores extends AsyncDisposable {
  readonly stores: Stores
  /** How many rows of any table but the tombstones say this word anywhere. */
  naming(word: string): Promise<{ readonly [table: string]: number }>
}

export const STORES: readonly [name: string, open: () => Promise<OpenStores>][] = [
  ['memory', memory],
  ['libSQL', libsql],
]

const TABLES = ['events', 'dead_letters', 'visitors', 'identities', 'consents', 'audit'] as const

async function memory(): Promise<OpenStores> {
  const tables = emptyTables()
  const rows = () => ({ ...tables, dead_letters: tables.deadLetters })
  const count = (table: (typeof TABLES)[number], word: string) =>
    rows()[table].filter((row) => JSON.stringify(row).includes(word)).length
  return {
    stores: memoryStores(tables),
    naming: async (word) => counted(TABLES.map((table) => [table, count(table, word)])),
    async [Symbol.asyncDispose]() {},
  }
}

async function libsql(): Promise<OpenStores> {
  const record = await startRecord()
  const count = async (table: string, word: string) =>
    (await record.rows(`select * from ${table}`)).filter((row) => JSON.stringify(row).includes(word)).length
  return {
    stores: libsqlStores({ url: record.url }),
    naming: async (word) =>
      counted(await Promise.all(TABLES.map(async (table) => [table, await count(table, word)] as const))),
    [Symbol.asyncDispose]: () => record.dispose(),
  }
}

/** Those that there are. */
const counted = (counts: readonly (readonly [string, number])[]) =>
  Object.fromEntries(counts.filter(([, count]) => count > 0))

export const NOW = Date.parse('2026-11-22T12:00:00Z')

/** 22 characters, as ours are. */
export const idOf = (name: string): string => name.replaceAll(' ', '-').padEnd(22, '_').slice(0, 22)

export function memoryOf(visitor: string, more: Partial<Memory> = {}): Memory {
  const seconds = Math.floor(NOW / 1000)
  return {
    visitor,
    since: seconds,
    isKnown: true,
    visits: { count: 1, pageCount: 1, lastSeen: seconds, began: seconds, daysSinceLast: null, landingPath: '/' },
    affinities: {},
    items: [],
    searches: [],
    cart: [],
    purchases: { count: 0, value: 0, lastAt: null },
    assignments: {},
    plans: {},
    dismissed: [],
    traits: {},
    scores: {},
    absorbed: 0,
    ...more,
  }
}

export const visitorOf = (id: string, more: Partial<KeptVisitor> = {}): KeptVisitor => ({
  ...newVisitor('main', id, NOW),
  memory: memoryOf(id),
  ...more,
})

let made = 0

export function eventOf(visitor: string, more: Partial<RecordedEvent> = {}): RecordedEvent {
  const id = `01980000-0000-7000-8000-${String(++made).padStart(12, '0')}`
  return { id, site: 'main', kind: 'page_view', source: 'browser', at: NOW, receivedAt: NOW, visitor, ...more }
}

export async function must<T>(work: Promise<Result<T, unknown>>): Promise<T> {
  const result = await work
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
