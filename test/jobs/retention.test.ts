/** Old rows going, on a clock of the test's own: how long each table keeps them, and that the documents say the same. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import * as tables from '../../schema/tables.ts'
import { fail } from '../../src/core/result.ts'
import { expireOld } from '../../src/jobs/retention.ts'
import { rollUp } from '../../src/jobs/rollup.ts'
import { RETENTION_DAYS } from '../../src/store/retention.ts'
import type { Upkeep } from '../../src/store/upkeep.ts'
import { emptyTables, memoryJobPositions, memoryUpkeep } from '../../src/store/upkeep-memory.ts'
import { ADAPTERS, event, fallback, type KeptRecord, letter } from '../store/upkeep-adapters.ts'

const NOW = Date.parse('2026-11-22T12:30:00Z')
const DAY_MS = 86_400_000
const DOWN = { reason: 'unavailable', detail: 'by order of a test' } as const
const NOTHING = {
  events: 0,
  fallback_counts: 0,
  dead_letters: 0,
  visitors: 0,
  identities: 0,
  consents: 0,
  tombstones: 0,
  audit: 0,
}

const still = () => 0

const run = ({ upkeep, positions }: KeptRecord, now = NOW) => expireOld({ upkeep, positions, clock: still }, now)
const sum = ({ upkeep, positions }: KeptRecord, now = NOW) => rollUp({ upkeep, positions, clock: still }, now)

const before = (days: number) => NOW - days * DAY_MS

async function filled(start: () => Promise<KeptRecord>): Promise<KeptRecord> {
  const record = await start()
  await record.write({
    events: [event({ at: before(180) - 1 }), event({ at: before(180) }), event({ at: NOW })],
    fallbacks: [fallback(before(30) - 1, 'fault', 1), fallback(before(30), 'fault', 1), fallback(NOW, 'fault', 1)],
  })
  await record.bury([letter(before(30) - 1), letter(before(30)), letter(NOW)])
  return record
}

test.each(ADAPTERS)('%s: each table keeps its rows as long as it says, and the sums stay', async (_, start) => {
  await using record = await filled(start)
  await sum(record)
  const hours = await record.hours()
  expect(await run(record)).toEqual({
    deleted: { ...NOTHING, events: 1, fallback_counts: 1, dead_letters: 1 },
    isDone: true,
    failure: null,
  })
  for (const table of ['events', 'fallback_counts', 'dead_letters'] as const)
    expect(await record.left(table)).toHaveLength(2)
  await sum(record, NOW + DAY_MS)
  expect(await record.hours()).toMatchObject(hours)
})

test.each(ADAPTERS)('%s: nothing goes that is not counted', async (_, start) => {
  await using record = await filled(start)
  expect(await run(record)).toMatchObject({ deleted: { events: 0, fallback_counts: 0, dead_letters: 1 } })
})

test.each(ADAPTERS)('%s: an import of old events is counted, and gone with the next run', async (_, start) => {
  await using record = await start()
  const at = before(400)
  await record.write({ events: [event({ at, source: 'import', importId: 'archive' })] })
  await sum(record)
  await run(record)
  expect(await record.left('events')).toEqual([])
  expect(await record.hours()).toEqual({ 'main 2025-10-18T12 page_view . . . .': '1 0' })
  await record.withdraw('main', 'archive')
  expect(await record.hours()).toEqual({ 'main 2025-10-18T12 page_view . . . .': '1 0' })
})

test.each(ADAPTERS)('%s: once a day, however often it is asked', async (_, start) => {
  await using record = await start()
  expect(await run(record)).toMatchObject({ isDone: true })
  await record.bury([letter(before(40))])
  expect(await run(record, NOW + DAY_MS - 1)).toEqual({ deleted: NOTHING, isDone: true, failure: null })
  expect(await run(record, NOW + DAY_MS)).toMatchObject({ deleted: { dead_letters: 1 }, isDone: true })
})

/** As many old events as anybody likes, none of them made. */
function endless(after: () => void = () => {}) {
  const kept = emptyTables()
  const memory = memoryUpkeep(kept)
  const upkeep: Upkeep = {
    ...memory,
    expire: async (table, time, limit) => {
      if (table !== 'events') return memory.expire(table, time, limit)
      after()
      return { ok: true, value: limit }
    },
  }
  return { upkeep, positions: memoryJobPositions(kept) }
}

test('a run is bounded in steps, and the next goes on without waiting for a day', async () => {
  const deps = { ...endless(), clock: still }
  const bounded = { deleted: { ...NOTHING, events: 93 * 2_000 }, isDone: false, failure: null }
  expect(await expireOld(deps, NOW)).toEqual(bounded)
  expect(await expireOld(deps, NOW + 1)).toEqual(bounded)
})

test('a run is bounded in time', async () => {
  let at = 0
  const deps = { ...endless(() => (at += 7_000)), clock: () => at }
  expect(await expireOld(deps, NOW)).toEqual({ deleted: { ...NOTHING, events: 6_000 }, isDone: false, failure: null })
})

test('what fails is told, and tried again in the next run', async () => {
  const kept = emptyTables()
  kept.deadLetters = [letter(before(40))]
  const positions = memoryJobPositions(kept)
  const upkeep = memoryUpkeep(kept)
  const down = async () => fail(DOWN)
  const failing = (parts: Partial<Upkeep>, others: Partial<typeof positions> = {}) =>
    expireOld({ upkeep: { ...upkeep, ...parts }, positions: { ...positions, ...others }, clock: still }, NOW)
  expect(await failing({ expire: down })).toEqual({ deleted: NOTHING, isDone: false, failure: DOWN })
  expect(await failing({}, { read: down })).toEqual({ deleted: NOTHING, isDone: false, failure: DOWN })
  expect(await failing({}, { move: down })).toMatchObject({ deleted: { dead_letters: 1 }, failure: DOWN })
  expect(await failing({})).toEqual({ deleted: NOTHING, isDone: true, failure: null })
})

test('schema/storage.md and schema/tables.ts know the same tables and days', async () => {
  const text = await readFile(resolve(import.meta.dirname, '../../schema/storage.md'), 'utf8')
  const section = text.split(/^## /m).find((part) => part.startsWith('Database')) ?? ''
  const said = [...section.matchAll(/^\| `(\w+)` .*\| (\d+ days|none)[^|]* \|[^|]*\|$/gm)].map(([, table, ttl]) => [
    table,
    ttl === 'none' ? null : Number.parseInt(ttl!, 10),
  ])
  expect(Object.fromEntries(said)).toEqual(RETENTION_DAYS)
  const made = Object.values(tables).flatMap((table) => (is(table, SQLiteTable) ? [getTableName(table)] : []))
  expect(Object.keys(RETENTION_DAYS).sort()).toEqual(made.sort())
})
