/** What the consumer does with each message, and how often it writes. The real Queue before it: test/store/inbox.test.ts. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { consume, retryDelayS } from '../../src/collect/consume.ts'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { fail } from '../../src/core/result.ts'
import type { DeadLetters } from '../../src/store/dead-letters.ts'
import type { EventRecord, RecordFailure } from '../../src/store/event-record.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import type { Stores } from '../../src/store/stores.ts'
import { startRecord } from '../harness/record.ts'
import { takeConsole } from '../setup.ts'

const NOW = 1_795_000_000_000
const MAX_RETRIES_COUNT = 100
const DAY_S = 86_400

const record = await startRecord()
const stores = libsqlStores({ url: record.url })
afterAll(() => record.dispose())
beforeEach(async () => {
  for (const table of ['events', 'fallback_counts', 'dead_letters']) await record.rows(`delete from ${table}`)
})

const event = (id: string, more: object = {}): RecordedEvent => ({
  id,
  site: 'main',
  kind: 'page_view',
  source: 'browser',
  at: NOW,
  receivedAt: NOW,
  ...more,
})

const message = (...events: readonly unknown[]) => JSON.stringify({ v: 1, batch: { events, fallbacks: [] } })

/** What each message was told in the end: `ack`, or after how many seconds it is to come again. */
async function consumed(bodies: readonly unknown[], kept: Partial<Stores> | null = {}, attempts = 1) {
  const told: (string | number | undefined)[] = bodies.map(() => undefined)
  const writes: number[] = []
  const counting: EventRecord = {
    ...stores.events,
    write: (batch) => {
      writes.push(batch.events.length)
      return stores.events.write(batch)
    },
  }
  const messages = bodies.map((body, index) => ({
    id: `m${index}`,
    timestamp: new Date(NOW),
    body,
    attempts,
    ack() {
      told[index] = 'ack'
    },
    retry(options?: QueueRetryOptions) {
      told[index] = options?.delaySeconds
    },
  }))
  const batch = { messages, queue: 'events' } as unknown as MessageBatch<unknown>
  const open = kept === null ? null : async () => ({ ...stores, events: counting, ...kept })
  await consume(batch, { stores: open, now: () => NOW })
  return { told, writes }
}

const ids = async () => (await record.rows('select id from events order by id')).map(({ id }) => id)
const letters = () => record.rows('select id, reason, body, attempts from dead_letters order by id')

const failing = (reason: RecordFailure['reason']) => {
  const down = async () => fail({ reason, detail: 'as the test wants' })
  return {
    events: { ...stores.events, write: down } as EventRecord,
    deadLetters: { bury: down, page: down } as DeadLetters,
  }
}

describe('messages', () => {
  test('are written together, and acknowledged', async () => {
    const { told, writes } = await consumed([message(event('a'), event('b')), message(event('c')), message()])
    expect(told).toEqual(['ack', 'ack', 'ack'])
    expect(writes).toEqual([3])
    expect(await ids()).toEqual(['a', 'b', 'c'])
  })

  test('of many rows are written a thousand at a time, and none is divided', async () => {
    const bodies = Array.from({ length: 5 }, (_, i) =>
      message(...Array.from({ length: 400 }, (_, j) => event(`${i}-${j}`))),
    )
    const { told, writes } = await consumed(bodies)
    expect(writes).toEqual([800, 800, 400])
    expect(told).toEqual(bodies.map(() => 'ack'))
    expect(await ids()).toHaveLength(2_000)
  })

  test('that are heavy are written by the megabyte', async () => {
    const bodies = Array.from({ length: 12 }, (_, i) => message(event(`${i}`, { data: { x: 'x'.repeat(120_000) } })))
    expect((await consumed(bodies)).writes).toEqual([8, 4])
  })

  test('that came as objects are read, and fields of a later Worker are left out', async () => {
    const body = { v: 1, batch: { events: [event('a', { later: 1, item: null })], fallbacks: [], later: 1 }, later: 1 }
    expect((await consumed([body])).told).toEqual(['ack'])
    expect(await ids()).toEqual(['a'])
  })
})

describe('a poisoned message', () => {
  test.each<[unknown, string]>([
    ['{"v":1,', 'The message is no JSON object.'],
    ['', 'The message is no JSON object.'],
    ['null', 'The message is no JSON object.'],
    ['[]', 'The message is no JSON object.'],
    [undefined, 'The message is no JSON object.'],
    [12n, 'The message is no JSON object.'],
    [new TextEncoder().encode('{}').buffer, 'The message is of version undefined; this Worker reads 1.'],
    ['{"v":"1"}', 'The message is of version "1"; this Worker reads 1.'],
    [{ v: 2, batch: { events: [], fallbacks: [] } }, 'The message is of version 2; this Worker reads 1.'],
    [
      { v: { __proto__: null, long: 'x'.repeat(99) } },
      'The message is of version {"long":"xxxxxxxxxxx; this Worker reads 1.',
    ],
    ['{"v":1,"batch":null}', 'The message has no batch of events and fallbacks.'],
    ['{"v":1,"batch":{"events":{},"fallbacks":[]}}', 'The message has no batch of events and fallbacks.'],
    [message(null), 'A row is no JSON object.'],
    [message([]), 'A row is no JSON object.'],
    [message({}), 'The field id of a row is missing.'],
    [message({ ...event('x'), at: undefined }), 'The field at of a row is missing.'],
    [message(event('x', { kind: 'visit' })), 'The field kind of a row is not what it should be.'],
    [message(event('x', { source: 'nobody' })), 'The field source of a row is not what it should be.'],
    [message(event('x', { at: 1.5 })), 'The field at of a row is not what it should be.'],
    [message(event('x', { at: 1e300 })), 'The field at of a row is not what it should be.'],
    [message(event('x', { value: '12' })), 'The field value of a row is not what it should be.'],
    [message(event('x', { isBot: 1 })), 'The field isBot of a row is not what it should be.'],
    [message(event('x', { data: [] })), 'The field data of a row is not what it should be.'],
    [message(event('x', { context: 'JP' })), 'The field context of a row is not what it should be.'],
    [message(event('')), 'The field id of a row is not what it should be.'],
    [message(event('x', { path: '\ud800' })), 'The field path of a row is not what it should be.'],
    ['{"v":1,"batch":{"events":[{"__proto__":{"id":"x"}}],"fallbacks":[]}}', 'The field id of a row is missing.'],
    ['{"v":1,"batch":{"events":[],"fallbacks":[{"id":"x"}]}}', 'The field site of a row is missing.'],
  ])('%s is buried, and the others are stored', async (body, reason) => {
    const { told } = await consumed([message(event('a')), body, message(event('b'))], {}, 3)
    expect(told).toEqual(['ack', 'ack', 'ack'])
    expect(await ids()).toEqual(['a', 'b'])
    expect(await letters()).toEqual([{ id: 'message m1 0', reason, body: expect.any(String), attempts: 3 }])
    expect(takeConsole()).toEqual([expect.stringContaining('"event":"messages_buried"')])
  })
})

describe('a store that fails', () => {
  test.each(['timeout', 'unavailable', 'full', 'read_only'] as const)(
    '%s: all come again, later each time',
    async (reason) => {
      const bodies = [message(event('a')), message(event('b'))]
      for (const [attempts, delay] of [
        [1, 5],
        [2, 10],
        [5, 80],
        [11, 3_600],
        [101, 3_600],
      ] as const)
        expect((await consumed(bodies, failing(reason), attempts)).told).toEqual([delay, delay])
      expect(takeConsole().every((line) => line.includes(`"event":"consume_failed","reason":"${reason}"`))).toBe(true)
      expect(await ids()).toEqual([])
    },
  )

  test('is not asked again for the messages behind: they would wait as long', async () => {
    let asked = 0
    const events: EventRecord = {
      ...stores.events,
      write: async (batch) => {
        asked++
        return batch.events.some(({ id }) => id === 'second') ? fail(DOWN) : stores.events.write(batch)
      },
    }
    const heavy = (id: string) => message(event(id, { data: { x: 'x'.repeat(600_000) } }))
    const { told } = await consumed([heavy('first'), heavy('second'), heavy('third')], { events })
    expect(told).toEqual(['ack', 5, 5])
    expect(asked).toBe(2)
    expect(await ids()).toEqual(['first'])
    expect(takeConsole()).toHaveLength(1)
  })

  test('as nothing to bury with: a poisoned message comes again', async () => {
    const { told } = await consumed(['{', message(event('a'))], { deadLetters: failing('timeout').deadLetters })
    expect(told).toEqual([5, 5])
    expect(takeConsole()).toHaveLength(1)
  })

  test('or a Worker without one: messages wait', async () => {
    expect((await consumed([message(event('a'))], null)).told).toEqual([5])
    expect(takeConsole().join()).toContain('LIBSQL_URL is not set')
  })

  test('may be away for three and a half days, and less than the four that a Queue keeps a message', () => {
    const waits = Array.from({ length: MAX_RETRIES_COUNT }, (_, i) => retryDelayS(i + 1))
    const sum = waits.reduce((all, one) => all + one)
    expect(sum).toBeGreaterThan(3.5 * DAY_S)
    expect(sum).toBeLessThan(4 * DAY_S)
  })
})

const DOWN: RecordFailure = { reason: 'unavailable', detail: 'as the test wants' }
