/** One contract for both inboxes, inside workerd: the database itself, and a real Queue with our consumer behind it. */

import { resolve } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FallbackCount, InboxBatch, RecordedEvent } from '../../src/core/event/event.ts'
import { uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { freeze } from '../harness/freeze.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'

const ENTRY = resolve(import.meta.dirname, '../harness/inbox-entry.ts')
/** A retry of the Queue takes 5 s, and the next one 10 s. */
const ARRIVAL = { timeout: 45_000, interval: 20 }
vi.setConfig({ testTimeout: 60_000 })

/** Another one for each test: the same batch may come out of the Queue once more after its test is over. */
let site = 'none yet'
let tests = 0
beforeEach(() => {
  site = `site-${++tests}`
})

const id = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

const event = (more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: id(),
  site,
  kind: 'page_view',
  source: 'browser',
  at: 1_795_000_000_000,
  receivedAt: 1_795_000_000_001,
  path: '/山',
  data: { plan: 'a' },
  ...more,
})

const events = (count: number, more: Partial<RecordedEvent> = {}) => Array.from({ length: count }, () => event(more))

const fallback = (): FallbackCount => ({ id: id(), site, at: 1_795_000_000_000, reason: 'fault', count: 3 })

const batchOf = (rows: readonly RecordedEvent[], fallbacks: readonly FallbackCount[] = []): InboxBatch => ({
  events: rows,
  fallbacks,
})

async function post(worker: TestWorker, path: string, body: unknown): Promise<unknown> {
  const answer = await worker.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.text === '' ? null : JSON.parse(answer.text)
}

const put = (worker: TestWorker, batch: InboxBatch) => post(worker, '/_harness/put', batch)

/** Waits until the record holds exactly these, each once. */
const arrived = (record: TestRecord, rows: readonly RecordedEvent[]) =>
  vi.waitFor(async () => {
    const found = await record.rows('select id from events where site = ? order by id', [site])
    expect(found.map((row) => row.id)).toEqual(rows.map((row) => row.id).sort())
  }, ARRIVAL)

const letters = (record: TestRecord) => record.rows('select reason, body from dead_letters order by body')

const fallbacks = (record: TestRecord) => record.rows('select * from fallback_counts where site = ?', [site])

const OK = { ok: true, value: null }

describe.each([
  ['direct', {}],
  ['queue', { queue: {} }],
] as const)('%s', (_, options) => {
  let record: TestRecord
  let worker: TestWorker
  const started = (async () => {
    record = await startRecord()
    worker = await startWorker({ entry: ENTRY, record, ...options })
  })()
  beforeEach(async () => {
    await started
    await record.rows('drop trigger if exists refuses')
  })
  afterAll(() => Promise.all([worker.dispose(), record.dispose()]))

  test('what is acknowledged arrives, whole and once', async () => {
    const rows = [
      event({ visitor: 'v'.repeat(22), isBot: true, context: { country: 'JP' }, propensity: 0.25 }),
      event({ kind: 'order', value: 1_980, currency: 'JPY', data: { lines: [{ item: '𠮷', quantity: 2 }] } }),
    ]
    const counts = [fallback()]
    expect(await put(worker, batchOf(rows, counts))).toEqual(OK)
    await arrived(record, rows)
    const [order] = await record.rows(
      `select value, currency, data, path from events where kind = 'order' and site = ?`,
      [site],
    )
    expect(order).toEqual({
      value: 1_980,
      currency: 'JPY',
      data: '{"lines":[{"item":"𠮷","quantity":2}]}',
      path: '/山',
    })
    const [first] = await record.rows(
      `select visitor, is_bot, context, propensity from events where kind = 'page_view' and site = ?`,
      [site],
    )
    expect(first).toEqual({ visitor: 'v'.repeat(22), is_bot: 1, context: '{"country":"JP"}', propensity: 0.25 })
    await vi.waitFor(async () => expect(await fallbacks(record)).toEqual(counts), ARRIVAL)
  })

  test('an empty batch is nothing', async () => {
    expect(await put(worker, batchOf([]))).toEqual(OK)
  })

  test('only counts', async () => {
    const counts = [fallback(), fallback()]
    expect(await put(worker, batchOf([], counts))).toEqual(OK)
    await vi.waitFor(async () => expect(await fallbacks(record)).toHaveLength(2), ARRIVAL)
  })

  test('the same batch again, at once and later, changes nothing', async () => {
    const rows = events(20)
    const batch = batchOf(rows, [fallback()])
    expect(await Promise.all([put(worker, batch), put(worker, batch), put(worker, batch)])).toEqual([OK, OK, OK])
    await arrived(record, rows)
    const last = event()
    expect(await put(worker, batchOf([...rows, last]))).toEqual(OK)
    await arrived(record, [...rows, last])
  })

  test('a batch of megabytes arrives whole', async () => {
    const rows = events(1_200, { data: { words: '合わせ'.repeat(200) } })
    expect(await put(worker, batchOf(rows, [fallback()]))).toEqual(OK)
    await arrived(record, rows)
  })

  test('many at once', async () => {
    const batches = Array.from({ length: 40 }, () => events(25))
    const answers = await Promise.all(batches.map((rows) => put(worker, batchOf(rows))))
    expect(answers).toEqual(batches.map(() => OK))
    await arrived(record, batches.flat())
  })

  test('a row that the database does not take becomes a dead letter, and the others are stored', async () => {
    await record.rows(`create trigger refuses before insert on events when new.path like '/bad%'
      begin select raise(abort, 'not this one'); end`)
    const good = events(50)
    const bad = [event({ path: '/bad/1' }), event({ path: '/bad/2' })]
    const rows = good.toSpliced(10, 0, bad[0]!).toSpliced(37, 0, bad[1]!)
    expect(await put(worker, batchOf(rows, [fallback()]))).toEqual(OK)
    await arrived(record, good)
    await vi.waitFor(async () => expect(await letters(record)).toHaveLength(2), ARRIVAL)
    expect((await letters(record)).map(({ body }) => body)).toEqual(bad.map((row) => JSON.stringify(row)).sort())
    expect((await letters(record))[0]?.reason).toContain('not this one')
    expect(await fallbacks(record)).toHaveLength(1)
    expect(await put(worker, batchOf(rows))).toEqual(OK)
    await vi.waitFor(async () => expect(await letters(record)).toHaveLength(2), ARRIVAL)
  })
})

const LARGE = 'x'.repeat(128_000)

describe('a store that is frozen', () => {
  test('direct: nothing is acknowledged, and the same batch goes in once it is back', async () => {
    await using record = await startRecord()
    await using worker = await startWorker({ entry: ENTRY, record })
    const rows = events(10)
    await freeze(record.server)
    const answers = await Promise.all([put(worker, batchOf(rows)), put(worker, batchOf(rows))])
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { detail: expect.any(String) } })
    record.server.signal('SIGCONT')
    expect(await put(worker, batchOf(rows))).toEqual(OK)
    await arrived(record, rows)
  })

  test('queue: what is acknowledged meanwhile arrives when it is back, whatever lies before it', async () => {
    await using record = await startRecord()
    await using worker = await startWorker({ entry: ENTRY, record, queue: {} })
    const rows = events(10)
    await freeze(record.server)
    await post(worker, '/_harness/send', 'no message of ours')
    expect(await put(worker, batchOf(rows))).toEqual(OK)
    expect(await worker.logged(/"event":"consume_failed"/)).toContain('"count":')
    record.server.signal('SIGCONT')
    await arrived(record, rows)
    await vi.waitFor(async () => expect(await letters(record)).toHaveLength(1), ARRIVAL)
  })
})

describe('one event beyond what the Queue takes', () => {
  const batch = () => batchOf([event(), event({ data: { LARGE } })])

  test('direct: is stored', async () => {
    await using record = await startRecord()
    await using worker = await startWorker({ entry: ENTRY, record })
    const given = batch()
    expect(await put(worker, given)).toEqual(OK)
    await arrived(record, given.events)
  })

  test('queue: is refused, and nothing is sent', async () => {
    await using record = await startRecord()
    await using worker = await startWorker({ entry: ENTRY, record, queue: {} })
    expect(await put(worker, batch())).toMatchObject({ ok: false, error: { reason: 'too_large' } })
    const last = event()
    expect(await put(worker, batchOf([last]))).toEqual(OK)
    await arrived(record, [last])
  })
})

test('poisoned messages in the Queue become dead letters with their reason, and block nothing', async () => {
  await using record = await startRecord()
  await using worker = await startWorker({ entry: ENTRY, record, queue: { maxBatchTimeoutS: 1 } })
  const good = [event(), event()]
  const bad = { ...event(), at: 'yesterday' }
  await post(worker, '/_harness/send', 7)
  await post(worker, '/_harness/send', '{"v":1,')
  await post(worker, '/_harness/send', { v: 2, batch: batchOf([event()]) })
  await post(worker, '/_harness/send', { v: 1, batch: { events: [bad, good[0]], fallbacks: [] } })
  expect(await put(worker, batchOf([good[1]!]))).toEqual(OK)
  await arrived(record, good)
  await vi.waitFor(async () => expect(await letters(record)).toHaveLength(4), ARRIVAL)
  const found = await letters(record)
  expect(found.map(({ reason }) => reason).sort()).toEqual([
    'The field at of a row is not what it should be.',
    'The message is no JSON object.',
    'The message is no JSON object.',
    'The message is of version 2; this Worker reads 1.',
  ])
  expect(found.map(({ body }) => body)).toContain(JSON.stringify(bad))
})
