/** One contract for every place where events are kept. libSQL is a real server. */

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FallbackCount, RecordedEvent } from '../../src/core/event/event.ts'
import type { EventPage, EventQuery, EventRecord } from '../../src/store/event-record.ts'
import { libsqlEventRecord } from '../../src/store/event-record-libsql.ts'
import { openDatabase } from '../../src/store/libsql.ts'
import { memoryStores } from '../../src/store/memory-stores.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'

let database: TestRecord

beforeAll(async () => {
  database = await startRecord()
})

afterAll(() => database.dispose())

const event = (id: string, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id,
  site: 'main',
  kind: 'click',
  source: 'browser',
  at: 1_000,
  receivedAt: 2_000,
  ...more,
})

const FULL: Required<RecordedEvent> = {
  id: '01998f2e-0000-7000-8000-000000000001',
  site: 'main',
  kind: 'exposure',
  source: 'edge',
  at: 1_790_000_000_123,
  receivedAt: 1_790_000_000_456,
  visitor: 'AAECAwQFBgcICQoLDA0ODw',
  isBot: false,
  decision: '01998f2e-0000-7000-8000-000000000002',
  revision: 17,
  path: '/日本/it\'s "quoted" \\ 100%',
  experience: 'rain',
  arm: 'umbrella',
  slot: 'hero',
  propensity: 0.5,
  item: '007',
  quantity: 1.5,
  value: 1e21,
  currency: 'JPY',
  name: '1e3',
  context: { country: 'JP', isReturning: true },
  data: { slots: ['hero'], 'a.b$': { deep: [1, null, true, { '': '🍜' }] }, number: 0.1, empty: {} },
  importId: '2026-11',
}

const fallback = (id: string, more: Partial<FallbackCount> = {}): FallbackCount => ({
  id,
  site: 'main',
  at: 1,
  reason: 'timeout',
  count: 3,
  ...more,
})

const ALL: EventQuery = { site: null, after: 0, since: null, until: null, limit: 1_000 }

describe.each<[string, () => Promise<EventRecord>]>([
  ['memory', async () => memoryStores().events],
  [
    'libSQL',
    async () => {
      for (const table of ['events', 'fallback_counts', 'hourly_counts', 'progress'])
        await database.rows(`delete from ${table}`)
      return libsqlEventRecord(openDatabase({ url: database.url }))
    },
  ],
])('%s', (_, create) => {
  let record: EventRecord

  beforeEach(async () => {
    record = await create()
  })

  const page = async (query: Partial<EventQuery> = {}): Promise<EventPage> => {
    const found = await record.page({ ...ALL, ...query })
    if (!found.ok) throw new Error(found.error.detail)
    return found.value
  }
  const ids = async (query: Partial<EventQuery> = {}) => (await page(query)).events.map(({ id }) => id)
  const put = (...events: RecordedEvent[]) => record.write({ events, fallbacks: [] })

  test('every field comes back as it was, and what was absent is absent', async () => {
    const { isBot, ...withoutFalse } = FULL
    expect(await put(FULL, event('b', { isBot: true }), { ...withoutFalse, id: 'c' })).toEqual({
      ok: true,
      value: { events: 3 },
    })
    const { events, next } = await page()
    expect(events.map(({ seq, ...rest }) => rest)).toEqual([
      FULL,
      event('b', { isBot: true }),
      { ...withoutFalse, id: 'c' },
    ])
    expect(events.every(({ seq }, i) => i === 0 || seq > events[i - 1]!.seq)).toBe(true)
    expect(next).toBeNull()
  })

  test('an id that is there already changes nothing, whether in this batch or an earlier one', async () => {
    await put(event('a', { name: 'first' }))
    const again = await put(event('b'), event('a', { name: 'second' }), event('b', { name: 'twice' }))
    expect(again).toEqual({ ok: true, value: { events: 1 } })
    expect((await page()).events.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'first'],
      ['b', undefined],
    ])
  })

  test('nothing, and fallbacks alone', async () => {
    const none = { ok: true, value: { events: 0 } }
    expect(await record.write({ events: [], fallbacks: [] })).toEqual(none)
    expect(await record.write({ events: [], fallbacks: [fallback('f'), fallback('g')] })).toEqual(none)
    expect(await record.write({ events: [event('a')], fallbacks: [fallback('f')] })).toEqual({
      ok: true,
      value: { events: 1 },
    })
  })

  test.each([
    ['an event without its time', { events: [event('a'), event('b', { at: Number.NaN })], fallbacks: [] }],
    ['a fallback without its count', { events: [event('a')], fallbacks: [fallback('f', { count: Number.NaN })] }],
    ['what is no JSON', { events: [event('a'), event('b', { data: { big: 1n } })], fallbacks: [] }],
  ])('%s is refused, and with it everything', async (_name, batch) => {
    expect(await record.write(batch)).toMatchObject({ ok: false, error: { reason: 'refused' } })
    expect(await ids()).toEqual([])
  })

  test('more rows at once than SQLite has variables for', async () => {
    const many = Array.from({ length: 3_000 }, (_row, i) => event(`many-${i}`, { data: { i } }))
    expect(await put(...many)).toEqual({ ok: true, value: { events: 3_000 } })
    expect(await ids({ limit: 5_000 })).toEqual(many.map(({ id }) => id))
  })

  test('pages go on where they ended, in the order of arrival', async () => {
    await put(event('c', { at: 3 }), event('a', { at: 1 }))
    await put(event('b', { at: 2 }))
    const first = await page({ limit: 2 })
    expect(first.events.map(({ id }) => id)).toEqual(['c', 'a'])
    await put(event('0', { at: 0 }))
    expect(await ids({ after: first.next!, limit: 2 })).toEqual(['b', '0'])
    const last = await page({ after: first.next!, limit: 2 })
    expect(await page({ after: last.next! })).toEqual({ events: [], next: null })
    expect(await page({ limit: 0 })).toEqual({ events: [], next: null })
  })

  test('by site, and by time half-open', async () => {
    await put(
      event('a', { at: 10 }),
      event('b', { at: 20, site: 'other' }),
      event('c', { at: 20 }),
      event('d', { at: 30 }),
    )
    expect(await ids({ site: 'main' })).toEqual(['a', 'c', 'd'])
    expect(await ids({ since: 20 })).toEqual(['b', 'c', 'd'])
    expect(await ids({ until: 20 })).toEqual(['a'])
    expect(await ids({ since: 20, until: 30, site: 'main' })).toEqual(['c'])
  })

  test('an import is taken back, of its site alone, and no number is given twice', async () => {
    await put(
      event('a'),
      event('b', { importId: 'x' }),
      event('c', { importId: 'x', site: 'other' }),
      event('d', { importId: 'x' }),
    )
    const highest = (await page()).events.at(-1)!.seq
    expect(await record.withdraw('main', 'x')).toEqual({ ok: true, value: 2 })
    expect(await record.withdraw('main', 'x')).toEqual({ ok: true, value: 0 })
    expect(await ids()).toEqual(['a', 'c'])
    await put(event('e'))
    expect((await page()).events.at(-1)!.seq).toBeGreaterThan(highest)
  })

  test('what a reader does with an event does not change it', async () => {
    await put(event('a', { data: { list: [1] } }))
    const read = (await page()).events[0]!
    ;(read.data!.list as number[]).push(2)
    expect((await page()).events[0]!.data).toEqual({ list: [1] })
  })

  test('any text and any JSON come back; half a character becomes a replacement', async () => {
    let number = 0
    const text = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\ud83d', '\udc00', '\\', '\\ud800', "'", '\u0000'),
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          fc.jsonValue(),
        ),
        async (name, data) => {
          const id = `text-${number++}`
          const after = (await page({ limit: 5_000 })).events.at(-1)?.seq ?? 0
          expect(await put(event(id, { name, data }))).toEqual({ ok: true, value: { events: 1 } })
          const read = (await page({ after })).events
          expect(read).toHaveLength(1)
          expect(read[0]!.name).toBe(name.toWellFormed())
          expect(read[0]!.data).toEqual(JSON.parse(JSON.stringify(data)))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('many writers at once: each row once', async () => {
    const batches = Array.from({ length: 40 }, (_row, i) =>
      Array.from({ length: 10 }, (_cell, j) => event(`${i % 20}-${j}`)),
    )
    const written = await Promise.all(batches.map((batch) => put(...batch)))
    expect(written.filter(({ ok }) => !ok)).toEqual([])
    expect(written.reduce((sum, each) => sum + (each.ok ? each.value.events : 0), 0)).toBe(200)
    expect(new Set(await ids())).toHaveProperty('size', 200)
  })
})
