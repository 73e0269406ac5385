/** Health over HTTP by the real Worker before a real database: words for anybody, details for who holds the token. */

import { afterAll, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { freeze } from '../harness/freeze.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import { event, fallback, letter } from '../store/upkeep-adapters.ts'

const record = await startRecord()
const worker = await startWorker({ record })
afterAll(() => Promise.all([worker.dispose(), record.dispose()]))

const QUARTER_CRON = '*/15 * * * *'
const TOKEN = { authorization: `Bearer ${TEST_TOKEN}` }

async function health(headers: Record<string, string> = {}, query = '', asked: TestWorker = worker) {
  const answer = await asked.fetch(`/_awase/health${query}`, { headers })
  expect(answer.header('cache-control')).toBe('no-store')
  return { status: answer.status, body: JSON.parse(answer.text) }
}

/** `reverted` of `reports` page views of an experience, on its one slot. */
function pageViews(experience: string, reports: number, reverted: number): RecordedEvent[] {
  const at = Date.now()
  return Array.from({ length: reports }, (_, i) => {
    const decision = `${experience}-${i}`
    const outcome = i < reverted ? 'reverted' : 'survived'
    return [
      event({ at, kind: 'exposure', source: 'edge', decision, experience, arm: 'a', data: { slots: ['hero'] } }),
      event({ at, kind: 'hydration', decision, slot: 'hero', name: outcome }),
    ]
  }).flat()
}

describe('for anybody', () => {
  test('a word for each part', async () => {
    const { status, body } = await health()
    expect(status).toBe(200)
    expect(body).toEqual({ worker: 'up', rules: 'none', record: 'up', inbox: 'direct', fallbacks: {} })
  })

  test('in production nothing but the words', async () => {
    await using production = await startWorker({ record, vars: { ENVIRONMENT: 'production' } })
    expect((await health({}, '', production)).body).toEqual({
      worker: 'up',
      rules: 'none',
      record: 'up',
      inbox: 'direct',
    })
  })

  test('with a queue the inbox says so', async () => {
    await using queued = await startWorker({ record, queue: {} })
    expect((await health({}, '', queued)).body).toMatchObject({ record: 'up', inbox: 'queue' })
  })

  test('a database that is gone is said, and is no 503: pages go on; it is asked once in ten seconds', async () => {
    await using own = await startRecord()
    await using asking = await startWorker({ record: own })
    await freeze(own.server)
    const first = await health({}, '', asking)
    expect(first).toMatchObject({ status: 200, body: { record: 'down' } })
    expect(JSON.stringify(first.body)).not.toContain('answer')
    expect(await asking.logged(/"record_down"/)).toContain('no answer within 1500 ms')
    own.server.signal('SIGCONT')
    const again = await Promise.all(Array.from({ length: 20 }, () => health({}, '', asking)))
    expect(new Set(again.map(({ body }) => body.record))).toEqual(new Set(['down']))
    expect(asking.logs.filter(({ message }) => message.includes('record_down'))).toHaveLength(1)
    expect((await health(TOKEN, '', asking)).body.record).toBe('up')
  })

  test('many at once, before anything is known, ask once', async () => {
    await using own = await startRecord()
    await using asking = await startWorker({ record: own })
    await freeze(own.server)
    const answers = await Promise.all(Array.from({ length: 20 }, () => health({}, '', asking)))
    own.server.signal('SIGCONT')
    const words = answers.map(({ body }) => body.record).sort()
    expect(words).toEqual(['down', ...Array(19).fill('unknown')])
  })
})

describe('with the token', () => {
  test.each([
    ['a wrong one', { authorization: 'Bearer wrong' }, '', 401],
    ['of no site', TOKEN, '?site=nobody', 404],
  ])('%s', async (_, headers, query, status) => {
    const answer = await health(headers, query)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ error: expect.any(String) })
  })

  test('what arrived, what was lost, how far jobs are, and which experience a framework undoes', async () => {
    const stores = libsqlStores({ url: record.url })
    const at = Date.now()
    const [broken, enough, few] = ['broken', 'enough', 'few']
    await stores.events.write({
      events: [...pageViews(broken, 20, 3), ...pageViews(enough, 20, 2), ...pageViews(few, 19, 19)],
      fallbacks: [fallback(at, 'fault', 2), fallback(at, 'record_lost', 7)],
    })
    await stores.deadLetters.bury([letter(at)])
    await worker.fireCron(QUARTER_CRON)
    const { status, body } = await health(TOKEN)
    expect(status).toBe(200)
    expect(body).toMatchObject({ worker: 'up', record: 'up', inbox: 'direct', site: 'main', failure: null })
    expect(body.details).toEqual({
      events: {
        byKind: [
          { kind: 'exposure', source: 'edge', lastHour: 59, lastDay: 59 },
          { kind: 'hydration', source: 'browser', lastHour: 59, lastDay: 59 },
        ],
        isComplete: true,
        lastArrivalAt: expect.any(Number),
      },
      fallbacks: [{ reason: 'fault', lastHour: 2, lastDay: 2 }],
      lostEvents: { lastHour: 7, lastDay: 7 },
      deadLetters: { count: 1, newest: [{ at, source: 'inbox', reason: 'unreadable', attempts: 1 }] },
      jobs: [
        expect.objectContaining({ job: 'aged_fields', behind: null, lastError: null }),
        { job: 'retention', position: expect.any(Number), behind: null, attempts: 0, retryAt: 0, lastError: null },
        { job: 'rollup', position: 118, behind: 0, attempts: 0, retryAt: 0, lastError: null },
        expect.objectContaining({ job: 'rollup_fallbacks', behind: null }),
      ],
      hydration: [judged(broken, 20, 3, true), judged(enough, 20, 2, false), judged(few, 19, 19, false)],
      databaseBytes: expect.any(Number),
    })
  })

  test('a record that does not answer: why not', async () => {
    await using nowhere = await startWorker({ record: { url: 'http://127.0.0.1:1' } })
    const { status, body } = await health(TOKEN, '', nowhere)
    expect(status).toBe(200)
    expect(body).toMatchObject({ record: 'down', details: null, failure: { reason: 'unavailable' } })
  })

  test('no record at all', async () => {
    await using without = await startWorker()
    expect((await health(TOKEN, '', without)).body).toMatchObject({
      record: 'off',
      inbox: 'off',
      details: null,
      failure: null,
    })
  })
})

const judged = (experience: string, reports: number, reverted: number, broken: boolean) => ({
  experience,
  slot: 'hero',
  reports,
  reapplied: 0,
  reverted,
  revertedShare: reverted / reports,
  reappliedShare: 0,
  broken,
})

describe('the quarter-hourly cron', () => {
  test('sums and tidies, twice at once too, and says what went', async () => {
    await using own = await startRecord()
    await using ticking = await startWorker({ record: own })
    const now = Date.now()
    const long = now - 181 * 86_400_000
    await libsqlStores({ url: own.url }).events.write({
      events: [event({ at: long }), event({ at: now })],
      fallbacks: [],
    })
    await Promise.all([ticking.fireCron(QUARTER_CRON, now), ticking.fireCron(QUARTER_CRON, now)])
    expect(await own.rows('select at from events')).toEqual([{ at: now }])
    expect(await own.rows('select kind, count from hourly_counts order by hour')).toEqual([
      { kind: 'page_view', count: 1 },
      { kind: 'page_view', count: 1 },
    ])
    expect(await ticking.logged(/"rows_expired"/)).toContain('"detail":"events","count":1')
  })

  test('a database that is gone is said in the log, and the weather goes on', async () => {
    await using nowhere = await startWorker({ record: { url: 'http://127.0.0.1:1' } })
    await nowhere.fireCron(QUARTER_CRON)
    expect(await nowhere.logged(/"rollup_failed"/)).toContain('"reason":"unavailable"')
    expect(await nowhere.logged(/"weather_renewed"/)).toContain('"count":0')
  })
})
