/** Deliveries to a real receiver out of a real libSQL server: what arrives, when it is tried again, and when it is given up. */

import { createHmac } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { fail } from '../../src/core/result.ts'
import { deliverEvents, MAX_ATTEMPTS_COUNT, retryDelayMs, type WebhookDeps } from '../../src/jobs/webhook.ts'
import { send } from '../../src/jobs/webhook-request.ts'
import { webhookTarget } from '../../src/jobs/webhook-target.ts'
import type { Deliveries } from '../../src/store/deliveries.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { takeConsole } from '../setup.ts'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const SECRET = 'a secret of the tests'

const record = await startRecord()
const stores = libsqlStores({ url: record.url })
/** What the receiver answers from now on: a status, or its connection breaks off. */
let answers: number | 'broken' = 204
const receiver = await startOrigin((_request, response, message) => {
  if (answers === 'broken') return message.socket.destroy()
  response.writeHead(answers, answers === 302 ? { location: '/elsewhere' } : {}).end('its own words')
})
afterAll(() => Promise.all([record.dispose(), receiver.close()]))
beforeEach(async () => {
  answers = 204
  receiver.seen.length = 0
  for (const table of ['events', 'progress', 'dead_letters', 'sqlite_sequence'])
    await record.rows(`delete from ${table}`)
})

const event = (id: number, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: `event ${id}`,
  site: 'main',
  kind: 'page_view',
  source: 'browser',
  at: NOW,
  receivedAt: NOW,
  ...more,
})

async function happen(from: number, to: number, more: Partial<RecordedEvent> = {}): Promise<void> {
  const events = Array.from({ length: to - from + 1 }, (_, i) => event(from + i, more))
  const written = await stores.events.write({ events, fallbacks: [] })
  if (!written.ok) throw new Error(written.error.detail)
}

const TARGET = { url: `${receiver.url}/in?key=1`, secret: SECRET, withVisitors: false }

const run = (now: number, more: Partial<WebhookDeps> = {}) =>
  deliverEvents({ stores, target: TARGET, clock: Date.now, ...more }, now)

interface Body {
  readonly deliveryId: string
  readonly events: (RecordedEvent & { readonly seq: number })[]
}

const bodies = (): Body[] => receiver.seen.map(({ body }) => JSON.parse(body.toString()))
const ranges = () => bodies().map(({ events }) => [events[0]?.seq, events.at(-1)?.seq])
const deadLetters = () => record.rows('select id, source, reason, body, attempts from dead_letters order by id')

describe('what arrives', () => {
  test('every event once, in order, at most five hundred at a time', async () => {
    await happen(1, 700)
    await happen(701, 1_200)
    expect(await run(NOW)).toEqual({ deliveries: 3, events: 1_200, ended: 'done', detail: null })
    expect(ranges()).toEqual([
      [1, 500],
      [501, 1_000],
      [1_001, 1_200],
    ])
    expect(bodies().flatMap(({ events }) => events.map(({ id }) => id))).toEqual(
      Array.from({ length: 1_200 }, (_, i) => `event ${i + 1}`),
    )
    expect(await run(NOW + MINUTE_MS)).toMatchObject({ deliveries: 0, ended: 'done' })
    await happen(1_201, 1_201)
    expect(await run(NOW + 2 * MINUTE_MS)).toMatchObject({ deliveries: 1, events: 1 })
  })

  test('all that an event has and nothing that it has not, without who it was', async () => {
    const order = {
      kind: 'order',
      value: 1_980,
      currency: 'JPY',
      isBot: false,
      data: { lines: [{ item: '合' }] },
    } as const
    await happen(1, 1, { ...order, visitor: 'v'.repeat(22) })
    await run(NOW)
    expect(bodies()).toEqual([{ deliveryId: '1-1', events: [{ ...event(1), ...order, seq: 1 }] }])
    expect(receiver.seen[0]).toMatchObject({ method: 'POST', target: '/in?key=1' })
  })

  test('who it was, where that is asked for and they allowed it', async () => {
    const visitor = 'v'.repeat(22)
    await happen(1, 1, { visitor, context: { export: true } })
    await happen(2, 2, { visitor, context: { country: 'JP', consent: 'region' } })
    await happen(3, 3, { visitor })
    await run(NOW, { target: { ...TARGET, withVisitors: true } })
    expect(bodies()[0]?.events.map((one) => one.visitor)).toEqual([visitor, undefined, undefined])
    expect(receiver.seen[0]!.body.toString().split(visitor)).toHaveLength(2)
  })

  test('signed, with the time of the sending', async () => {
    await happen(1, 1)
    await run(NOW, { clock: () => NOW + 1_999 })
    const { headers, body } = receiver.seen[0]!
    const timestamp = String(NOW / 1_000 + 1)
    expect(headers['awase-timestamp']).toBe(timestamp)
    expect(headers['awase-delivery']).toBe('1-1')
    expect(headers['content-type']).toBe('application/json')
    const expected = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex')
    expect(headers['awase-signature']).toBe(`v1=${expected}`)
  })

  test('large events, a megabyte at a time, and one that is larger alone', async () => {
    const large = { data: { words: 'x'.repeat(300_000) } }
    await happen(1, 4, large)
    await happen(5, 5, { data: { words: 'x'.repeat(1_200_000) } })
    await happen(6, 7)
    await run(NOW)
    expect(ranges()).toEqual([
      [1, 3],
      [4, 4],
      [5, 5],
      [6, 7],
    ])
  })

  test('no more in a run than there is time for', async () => {
    await happen(1, 1_100)
    let asked = 0
    const clock = () => NOW + 6_000 * asked++
    expect(await run(NOW, { clock })).toMatchObject({ deliveries: 2, events: 1_000, ended: 'out_of_time' })
    expect(await run(NOW + MINUTE_MS)).toMatchObject({ deliveries: 1, events: 100, ended: 'done' })
  })

  test('once, though two runs begin at once', async () => {
    await happen(1, 1_300)
    const reports = await Promise.all([run(NOW), run(NOW), run(NOW)])
    expect(await run(NOW)).toMatchObject({ deliveries: 0, ended: 'done' })
    expect(reports.map(({ ended }) => ended)).toContain('done')
    const seqs = bodies().flatMap(({ events }) => events.map(({ seq }) => seq))
    expect(seqs).toEqual(Array.from({ length: 1_300 }, (_, i) => i + 1))
  })
})

describe('a receiver that fails', () => {
  test.each([500, 404, 302, 'broken'] as const)('%s: the same piece comes again under the same id', async (answer) => {
    answers = answer
    await happen(1, 3)
    expect(await run(NOW)).toMatchObject({ deliveries: 0, ended: 'failed', detail: expect.any(String) })
    await happen(4, 9)
    expect(await run(NOW + MINUTE_MS - 1)).toMatchObject({ ended: 'waiting', detail: expect.any(String) })
    expect(receiver.seen).toHaveLength(1)
    expect(await run(NOW + MINUTE_MS)).toMatchObject({ ended: 'failed' })
    expect(await run(NOW + 2 * MINUTE_MS)).toMatchObject({ ended: 'waiting' })
    answers = 200
    expect(await run(NOW + 3 * MINUTE_MS)).toMatchObject({ deliveries: 2, events: 9, ended: 'done' })
    const [first, second, third, rest] = bodies()
    expect([first?.deliveryId, rest?.deliveryId]).toEqual(['1-3', '4-9'])
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    expect(receiver.seen.map(({ target }) => target)).not.toContain('/elsewhere')
  })

  test('is tried for a day, then the piece is a dead letter and what lies behind it goes out', async () => {
    answers = 500
    await happen(1, 3)
    let now = NOW
    const tries: number[] = []
    for (let minute = 0; (await deadLetters()).length === 0; minute++) {
      now = NOW + minute * MINUTE_MS
      const before = receiver.seen.length
      const { ended } = await run(now)
      if (receiver.seen.length > before) tries.push(minute)
      else expect(ended).toBe('waiting')
      // Only the minutes at which something may happen, and those before them.
      if (ended !== 'given_up') minute = Math.max(minute, (await retryAt()) / MINUTE_MS - 2)
    }
    expect(tries.slice(0, 8)).toEqual([0, 1, 3, 7, 15, 31, 63, 123])
    expect(tries.at(-2)! * MINUTE_MS).toBeLessThan(24 * HOUR_MS)
    expect(tries.at(-1)! * MINUTE_MS).toBeGreaterThanOrEqual(24 * HOUR_MS)
    expect(await deadLetters()).toEqual([
      {
        id: 'webhook 1-3',
        source: 'webhook',
        reason: 'Events 1 to 3 were not delivered: it answered 500. They stay in the record.',
        body: '{"deliveryId":"1-3","after":0,"until":3}',
        attempts: MAX_ATTEMPTS_COUNT,
      },
    ])
    answers = 200
    await happen(4, 5)
    expect(await run(now + MINUTE_MS)).toMatchObject({ deliveries: 1, events: 2, ended: 'done' })
    expect(bodies().at(-1)?.deliveryId).toBe('4-5')
  })

  test('for good (410): the piece is given up at once, one a run', async () => {
    answers = 410
    await happen(1, 501)
    expect(await run(NOW)).toMatchObject({ ended: 'given_up', detail: 'it answered 410' })
    expect((await deadLetters()).map(({ id }) => id)).toEqual(['webhook 1-500'])
    answers = 200
    expect(await run(NOW)).toMatchObject({ events: 1, ended: 'done' })
  })

  test('in time: an answer is not waited for for ever', async () => {
    const silent = await startOrigin(() => {})
    const sent = await send({ id: '1-1', events: ['{}'] }, { ...TARGET, url: silent.url }, NOW, 50)
    expect(sent).toEqual({ ok: false, error: { reason: 'failed', detail: 'it did not answer within 50 ms' } })
    await silent.close()
  })
})

const retryAt = async (): Promise<number> =>
  Number((await record.rows(`select retry_at from progress where job = 'webhook'`))[0]?.retry_at ?? NOW) - NOW

describe('on our side', () => {
  test('a run that dies after sending is a failed try: the same piece comes again', async () => {
    await happen(1, 2)
    let moves = 0
    const dying: Deliveries = {
      ...stores.deliveries,
      move: async (from, to) =>
        ++moves === 2 ? fail({ reason: 'timeout', detail: 'as the test wants' }) : stores.deliveries.move(from, to),
    }
    expect(await run(NOW, { stores: { ...stores, deliveries: dying } })).toMatchObject({ ended: 'no_database' })
    await happen(3, 3)
    expect(await run(NOW)).toMatchObject({ ended: 'waiting' })
    expect(await run(NOW + MINUTE_MS)).toMatchObject({ deliveries: 2, ended: 'done' })
    const [first, again, rest] = bodies()
    expect(again).toEqual(first)
    expect(rest?.deliveryId).toBe('3-3')
  })

  test('a dead letter that cannot be written: the piece is kept, and tried once more', async () => {
    answers = 410
    await happen(1, 1)
    const full = async () => fail({ reason: 'full' as const, detail: 'as the test wants' })
    const deadLettersFull = { ...stores, deadLetters: { bury: full, page: full } }
    expect(await run(NOW, { stores: deadLettersFull })).toMatchObject({ ended: 'no_database' })
    expect(await run(NOW + MINUTE_MS)).toMatchObject({ ended: 'given_up' })
    expect(await deadLetters()).toHaveLength(1)
  })

  test('events that were taken back meanwhile are not missed', async () => {
    answers = 500
    await happen(1, 3)
    await run(NOW)
    await record.rows('delete from events')
    answers = 200
    await happen(4, 4)
    expect(await run(NOW + MINUTE_MS)).toMatchObject({ deliveries: 1, events: 1, ended: 'done' })
    expect(ranges()).toEqual([
      [1, 3],
      [4, 4],
    ])
  })

  test('a database that is not there', async () => {
    const gone = libsqlStores({ url: 'http://127.0.0.1:1' })
    expect(await run(NOW, { stores: gone })).toMatchObject({
      ended: 'no_database',
      detail: expect.stringContaining('unavailable'),
    })
    expect(receiver.seen).toEqual([])
  })

  test('tries double from a minute to an hour', () => {
    expect([1, 2, 6, 7, 30].map(retryDelayMs)).toEqual([MINUTE_MS, 2 * MINUTE_MS, 32 * MINUTE_MS, HOUR_MS, HOUR_MS])
    expect(MAX_ATTEMPTS_COUNT).toBe(30)
  })
})

describe('the target', () => {
  const SET = {
    WEBHOOK_URL: 'https://shop.example/in',
    WEBHOOK_SECRET: SECRET,
    WEBHOOK_NAME: 'Shop Analytics',
    WEBHOOK_PURPOSE: '{"ja":"売上の分析","en":"To see what sells"}',
  }

  test('is off without an address', () => {
    expect(webhookTarget({})).toBeNull()
    expect(webhookTarget({ WEBHOOK_URL: ' ', WEBHOOK_SECRET: SECRET })).toBeNull()
  })

  test.each(['https://shop.example/in', 'http://127.0.0.1:9/', 'http://localhost:9/', 'http://[::1]:9/'])(
    '%s',
    (url) => {
      expect(webhookTarget({ ...SET, WEBHOOK_URL: url })).toEqual({ url, secret: SECRET, withVisitors: false })
    },
  )

  test('with visitors only by the word true', () => {
    const withVisitors = (word: string) => webhookTarget({ ...SET, WEBHOOK_VISITORS: word })?.withVisitors
    expect(['true', 'yes', '1', ''].map(withVisitors)).toEqual([true, false, false, false])
  })

  test.each([
    [{ WEBHOOK_URL: 'http://shop.example/in' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_URL: 'http://127.0.0.1.example/' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_URL: 'https://user:word@shop.example/' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_URL: 'ftp://shop.example/' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_URL: 'shop.example' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_SECRET: undefined }, 'WEBHOOK_SECRET'],
    [{ WEBHOOK_SECRET: 'fifteen letters' }, 'WEBHOOK_SECRET'],
    [{ WEBHOOK_NAME: undefined }, 'WEBHOOK_NAME'],
    [{ WEBHOOK_NAME: ' ' }, 'WEBHOOK_NAME'],
    [{ WEBHOOK_NAME: '{"ja":""}' }, 'WEBHOOK_NAME'],
    [{ WEBHOOK_PURPOSE: undefined }, 'WEBHOOK_PURPOSE'],
    [{ WEBHOOK_PURPOSE: '{"ja":' }, 'WEBHOOK_PURPOSE'],
    [{ WEBHOOK_PURPOSE: '{}' }, 'WEBHOOK_PURPOSE'],
    [{ WEBHOOK_PURPOSE: '{"ja":7}' }, 'WEBHOOK_PURPOSE'],
  ])('%o is off, and the log says so', (change, variable) => {
    expect(webhookTarget({ ...SET, ...change })).toBeNull()
    expect(takeConsole()).toEqual([expect.stringContaining(`"event":"bad_variable","variable":"${variable}"`)])
  })
})
