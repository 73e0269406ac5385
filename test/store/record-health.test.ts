/** How the record is, on both adapters alike, and what only a real database shows. Not the words for it: test/admin/health.test.ts. */

import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'
import { ADAPTERS, event, fallback, letter } from './upkeep-adapters.ts'

const NOW = Date.parse('2026-11-22T12:30:00Z')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const exposure = (decision: string, experience: string, slots: readonly string[]): RecordedEvent =>
  event({ at: NOW - 5, kind: 'exposure', source: 'edge', decision, experience, arm: 'a', data: { slots } })

const told = (decision: string, slot: string, name: string, more: Partial<RecordedEvent> = {}): RecordedEvent =>
  event({ at: NOW - 4, kind: 'hydration', decision, slot, name, ...more })

describe.each(ADAPTERS)('%s', (name, start) => {
  async function details(record: Awaited<ReturnType<typeof start>>, site = 'main') {
    const found = await record.health.details(site, NOW)
    if (!found.ok) throw new Error(JSON.stringify(found.error))
    return found.value
  }

  test('an empty record', async () => {
    await using record = await start()
    expect(await record.health.ask()).toEqual({ ok: true, value: null })
    expect(await details(record)).toEqual({
      events: { byKind: [], isComplete: true, lastArrivalAt: null },
      fallbacks: [],
      deadLetters: { count: 0, newest: [] },
      jobs: [],
      hydration: [],
      databaseBytes: name === 'memory' ? null : expect.any(Number),
    })
  })

  test('what arrived, by kind and source, and what came out as it was, by reason; of one site', async () => {
    await using record = await start()
    await record.write({
      events: [
        event({ at: NOW - 10, receivedAt: NOW - 8 }),
        event({ at: NOW - HOUR_MS }),
        event({ at: NOW - HOUR_MS - 1, isBot: true }),
        event({ at: NOW - DAY_MS - 1 }),
        event({ at: NOW - 10, kind: 'order', source: 'server' }),
        event({ at: NOW - 30 * DAY_MS, source: 'import', receivedAt: NOW - 3 }),
        event({ at: NOW - 10, site: 'shop', receivedAt: NOW - 1 }),
      ],
      fallbacks: [
        fallback(NOW - 10, 'fault', 2),
        fallback(NOW - HOUR_MS - 1, 'fault', 3),
        fallback(NOW - DAY_MS - 1, 'fault', 5),
        fallback(NOW - 10, 'record_lost', 7),
        fallback(NOW - 10, 'too_large', 11, 'shop'),
      ],
    })
    const { events, fallbacks } = await details(record)
    expect(events).toEqual({
      byKind: [
        { kind: 'order', source: 'server', lastHour: 1, lastDay: 1 },
        { kind: 'page_view', source: 'browser', lastHour: 2, lastDay: 3 },
      ],
      isComplete: true,
      lastArrivalAt: NOW - 3,
    })
    expect(fallbacks).toEqual([
      { reason: 'fault', lastHour: 2, lastDay: 5 },
      { reason: 'record_lost', lastHour: 7, lastDay: 7 },
    ])
  })

  test('what hydration did, by experience and slot: once a page view, the worse outcome, and of our own pages only', async () => {
    await using record = await start()
    await record.write({
      events: [
        exposure('d1', 'rain', ['hero', 'menu']),
        exposure('d1', 'sale', ['footer']),
        exposure('d2', 'rain', ['hero']),
        exposure('d3', 'rain', ['hero']),
        told('d1', 'hero', 'reverted'),
        told('d1', 'hero', 'survived'),
        told('d1', 'menu', 'reapplied'),
        told('d1', 'footer', 'survived'),
        told('d2', 'hero', 'reapplied'),
        told('d3', 'hero', 'reverted', { isBot: true }),
        told('d3', 'menu', 'reverted'),
        told('forged', 'hero', 'reverted'),
        told('d3', 'hero', 'reverted', { at: NOW - DAY_MS - 1 }),
        told('d3', 'hero', 'reverted', { site: 'shop' }),
      ],
    })
    expect((await details(record)).hydration).toEqual([
      { experience: 'rain', slot: 'hero', reports: 2, reapplied: 1, reverted: 1 },
      { experience: 'rain', slot: 'menu', reports: 1, reapplied: 1, reverted: 0 },
      { experience: 'sale', slot: 'footer', reports: 1, reapplied: 0, reverted: 0 },
    ])
  })

  test('dead letters, the newest of them, and how far jobs are', async () => {
    await using record = await start()
    await record.write({ events: [1, 2, 3].map((at) => event({ at })) })
    await record.bury(Array.from({ length: 7 }, (_, i) => letter(NOW - i)))
    await record.upkeep.countEvents(2)
    await record.positions.move('retention', NOW - DAY_MS)
    await record.positions.move('webhook', 1)
    await record.positions.move('webhook.until', 3)
    const { deadLetters, jobs } = await details(record)
    expect(deadLetters.count).toBe(7)
    expect(deadLetters.newest.map(({ at }) => NOW - at)).toEqual([0, 1, 2, 3, 4])
    expect(deadLetters.newest[0]).toEqual({ at: NOW, source: 'inbox', reason: 'unreadable', attempts: 1 })
    expect(jobs.map(({ job, position, behind }) => ({ job, position, behind }))).toEqual([
      { job: 'retention', position: NOW - DAY_MS, behind: null },
      { job: 'rollup', position: 2, behind: 1 },
      { job: 'webhook', position: 1, behind: 2 },
    ])
  })
})

test('a database without our tables does not count as one that answers', async () => {
  await using record = await startRecord()
  await record.rows('alter table events rename to elsewhere')
  expect(await libsqlStores({ url: record.url }).health.ask()).toMatchObject({ ok: false })
})

test('what there is to know of the last day is bounded, and says so', async () => {
  await using record = await startRecord()
  const { health } = libsqlStores({ url: record.url })
  await record.rows(
    `insert into events (id, site, kind, source, at, received_at)
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 200001)
     select 'e' || i, 'main', 'page_view', 'browser', ${NOW} - i, ${NOW} - i from n`,
  )
  const found = await health.details('main', NOW)
  expect(found).toMatchObject({
    ok: true,
    value: { events: { isComplete: false, byKind: [{ lastHour: 200_000, lastDay: 200_000 }] } },
  })
})
