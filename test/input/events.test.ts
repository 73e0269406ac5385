/** What a collector is sent that it must not take, and what it must not lose: bad bodies, and a database that is away. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startLocalRecord } from '../../src/dev/local-record.ts'
import { startSqld } from '../../src/dev/sqld.ts'
import refusedCases from '../cases/events-refused.json' with { type: 'json' }
import { batchOf, fromBrowser, fromServer, sent } from '../collect/sent-events.ts'
import { freeze } from '../harness/freeze.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { proveEvents } from '../prove/events.ts'
import { mutatedBodies } from '../prove/events-mutated.ts'

let record: TestRecord
let worker: TestWorker
beforeAll(async () => {
  record = await startRecord()
  worker = await startWorker({ record })
})
afterAll(async () => {
  await worker.dispose()
  await record.dispose()
})

const count = async (where = '1') => (await record.rows(`select count(*) as n from events where ${where}`))[0]!.n

describe('bodies', () => {
  test.each([
    ['nothing', '', 400, 'not_json'],
    ['half of a batch', batchOf([sent()]).slice(0, 60), 400, 'not_json'],
    ['NaN', `{"sentAt":NaN,"events":[]}`, 400, 'not_json'],
    ['a list', '[]', 400, 'not_a_batch'],
    ['no time of sending', '{"events":[{}]}', 400, 'not_a_batch'],
    ['something more', batchOf([sent()], { visitor: 'me' }), 400, 'not_a_batch'],
    ['no events', batchOf([]), 400, 'empty'],
    ['more events than a batch holds', batchOf(Array.from({ length: 101 }, () => sent())), 413, 'too_many'],
    ['more bytes', batchOf([sent({ path: `/${'x'.repeat(70_000)}` })]), 413, 'too_large'],
    ['more bytes, though fewer characters', batchOf([sent({ path: `/${'山'.repeat(22_000)}` })]), 413, 'too_large'],
    ['a nesting of its own', `{"sentAt":1,"events":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 400, 'none_good'],
  ])('%s: refused as a whole', async (_, body, status, reason) => {
    const before = await count()
    const answer = await fromBrowser(worker, body)
    expect([answer.status, answer.body.reason]).toEqual([status, reason])
    expect(answer.body.error).toMatch(/^[A-Z].*\.$/)
    expect(await count()).toBe(before)
  })

  test.each([
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonp'],
    [null],
  ])('the content type %s is not ours', async (type) => {
    expect((await fromBrowser(worker, batchOf([sent()]), { 'content-type': type })).status).toBe(415)
    expect((await fromServer(worker, batchOf([sent()]), '', { 'content-type': type })).status).toBe(415)
  })

  test('bytes that are no UTF-8 store no half characters', async () => {
    const told = sent({ kind: 'search', name: '@@' })
    const bytes = Buffer.from(batchOf([told]))
    bytes.set([0xe5, 0xb1], bytes.indexOf('@@'))
    const { status } = await worker.fetch('/_awase/events', {
      method: 'POST',
      headers: { origin: worker.url, 'content-type': 'application/json' },
      body: bytes,
    })
    expect(status).toBe(202)
    expect(await record.rows('select name from events where id = ?', [told.id])).toEqual([{ name: '\ufffd' }])
  })

  test('servers have bounds, too', async () => {
    const many = batchOf(Array.from({ length: 1_001 }, () => 1))
    expect((await fromServer(worker, many)).body.reason).toBe('too_many')
    expect((await fromServer(worker, batchOf([sent({ item: 'x'.repeat(1_100_000) })]))).body.reason).toBe('too_large')
  })
})

describe('events', () => {
  test('every bad one is refused with its reason, and the good one among them is kept', async () => {
    const isObject = (event: unknown): event is object =>
      typeof event === 'object' && event !== null && !Array.isArray(event)
    const bad = refusedCases.map(({ event }) => (isObject(event) ? sentAs(event) : event))
    const good = sent()
    for (let from = 0; from < bad.length; from += 20) {
      const part = bad.slice(from, from + 20)
      const { status, body } = await fromBrowser(worker, batchOf([...part, { ...good, at: Date.now() }]))
      expect(status).toBe(202)
      expect(body.accepted).toBe(1)
      expect(body.refused!.map(({ index, reason }) => [index, reason])).toEqual(
        part.map((_, index) => [index, refusedCases[from + index]!.reason]),
      )
    }
    expect(await count(`id = '${good.id}'`)).toBe(1)
    const ids = bad.filter(isObject).map((event) => `'${String((event as { id: unknown }).id).replaceAll("'", "''")}'`)
    expect(await count(`id in (${ids.join()})`)).toBe(0)
  })

  test('only bad ones: 400, and the reasons', async () => {
    const { status, body } = await fromBrowser(worker, batchOf([1, sent({ kind: 'exposure' })]))
    expect(status).toBe(400)
    expect(body).toMatchObject({
      reason: 'none_good',
      accepted: 0,
      refused: [
        { index: 0, reason: 'not_an_object' },
        { index: 1, reason: 'unknown_kind' },
      ],
    })
  })

  test('the future is now, the ancient is refused, and no order is needed', async () => {
    const now = Date.now()
    const future = sent({ at: now + 86_400_000 })
    const late = sent({ at: now - 3_600_000 })
    const ancient = sent({ at: now - 86_400_000 * 2 })
    const { body } = await fromBrowser(worker, batchOf([future, ancient, late]))
    expect(body).toEqual({ accepted: 2, refused: [{ index: 1, reason: 'too_old', field: 'at' }] })
    const rows = await record.rows('select at, received_at from events where id in (?, ?) order by at', [
      future.id,
      late.id,
    ])
    expect(rows[1]!.at).toBe(rows[1]!.received_at)
    expect(rows[0]!.at).toBeLessThan(now - 3_500_000)
  })

  test('one id twice is one event', async () => {
    const told = sent()
    const { body } = await fromBrowser(worker, batchOf([told, { ...told, id: told.id.toUpperCase() }]))
    expect(body).toEqual({ accepted: 1, refused: [{ index: 1, reason: 'duplicate', field: 'id' }] })
    await fromBrowser(worker, batchOf([{ ...told, path: '/other' }]))
    expect(await record.rows('select path from events where id = ?', [told.id])).toEqual([{ path: '/' }])
  })

  test('names of prototypes change nobody’s prototype', async () => {
    const body = `{"sentAt":${Date.now()},"events":[{"__proto__":{"kind":"page_view"}},{"constructor":{"prototype":{"a":1}}}]}`
    expect((await fromBrowser(worker, body)).status).toBe(400)
    expect((await fromBrowser(worker, batchOf([{}]))).body.refused).toEqual([
      { index: 0, reason: 'unknown_kind', field: 'kind' },
    ])
  })

  test('bodies at random, and broken on purpose: nothing throws, nothing invalid is stored', {
    timeout: 120_000,
  }, async () => {
    const { bodies, stored } = await proveEvents({ pairs: 2_000 })
    expect(bodies).toBeGreaterThanOrEqual(2_000)
    expect(stored).toBeGreaterThan(1_000)
  })
})

test('bodies broken on purpose, over HTTP: an answer of ours each time, and never a fault', async () => {
  const seed = Date.now() | 0
  for (const body of fc.sample(mutatedBodies, { numRuns: 300, seed })) {
    const { status } = await fromServer(worker, body)
    expect([202, 400, 413], `seed ${seed}: ${body}`).toContain(status)
  }
  expect(worker.logs.filter(({ level }) => level === 'error')).toEqual([])
})

describe('a database that is away', () => {
  const events = [sent(), sent({ kind: 'dwell', value: 5 })]
  const stored = (rows: TestRecord['rows']) =>
    rows('select id from events where id in (?, ?)', [events[0]!.id, events[1]!.id])

  test('frozen: 503 until it moves again, then the same ids once', { timeout: 60_000 }, async () => {
    await using own = await startRecord()
    await using before = await startWorker({ record: own })
    await freeze(own.server)
    const { status, body, raw } = await fromBrowser(before, batchOf(events))
    expect([status, body.reason, raw.header('retry-after')]).toEqual([503, 'not_kept', '5'])
    expect(await before.logged(/events_not_kept/)).toMatch(/"count":2/)
    own.server.signal('SIGCONT')
    expect((await fromBrowser(before, batchOf(events))).status).toBe(202)
    expect((await fromBrowser(before, batchOf(events))).status).toBe(202)
    expect(await stored(own.rows)).toHaveLength(2)
  })

  test('killed: 503 to browsers, servers and imports; up again, the same ids once', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'awase-killed-'))
    const local = await startLocalRecord(folder)
    await using before = await startWorker({ record: local })
    const { body } = await fromBrowser(before, batchOf([events[0]]))
    expect(body.accepted).toBe(1)
    local.server.signal('SIGKILL')
    await local.close()
    expect((await fromBrowser(before, batchOf(events))).status).toBe(503)
    expect((await fromServer(before, batchOf(events))).status).toBe(503)
    expect((await fromServer(before, batchOf(events), '?import=a')).status).toBe(503)
    const again = await startSqld({ folder, port: Number(new URL(local.url).port) })
    expect((await fromBrowser(before, batchOf(events))).status).toBe(202)
    expect((await fromServer(before, batchOf(events), '?import=a')).body.stored).toBe(0)
    const { createClient } = await import('@libsql/client/web')
    const { rows } = await createClient({ url: again.url }).execute('select id from events')
    expect(rows.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort())
    await again.close()
    await rm(folder, { recursive: true, force: true })
  })
})

/** As it stands in the case; what a case leaves out is good. */
const sentAs = (event: object): object => sent({ path: undefined, ...event })
