/** The libSQL adapter where it runs: one client in one isolate of workerd, and many requests that must not wait for each other. */

import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { InboxBatch } from '../../src/core/event/event.ts'
import { bundleWorker } from '../../src/dev/bundle.ts'
import { type Listener, listen } from '../../src/dev/listen.ts'
import { type Runtime, startRuntime } from '../../src/dev/runtime.ts'
import { freeze } from '../harness/freeze.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'

let record: TestRecord
let between: Listener
let worker: Runtime
let said: string[]
/** What the Worker asked of the database: one address for each HTTP request. */
let asked: string[]
/** Requests whose body holds this get their answer when it is over. */
let held: { text: string; until: Promise<unknown> } | null

beforeEach(async () => {
  ;[said, asked, held] = [[], [], null]
  record = await startRecord()
  between = await listen(async (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (held !== null && body.includes(held.text)) await held.until
    const answer = await fetch(record.url + request.url, {
      method: request.method!,
      headers: { 'content-type': 'application/json' },
      ...(request.method === 'POST' && { body }),
    })
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(Buffer.from(await answer.arrayBuffer()))
  })
  const { code } = await bundleWorker({ entry: resolve(import.meta.dirname, '../harness/store-worker.ts') })
  worker = await startRuntime({
    code,
    namespaces: [],
    vars: { LIBSQL_URL: between.url, TIMEOUT_MS: '6000' },
    onLog: ({ message }) => said.push(message),
  })
})

afterEach(async () => {
  await worker.dispose()
  await between.close()
  await record.dispose()
  expect(said).toEqual([])
})

const batch = (name: string, count = 1): InboxBatch => ({
  events: Array.from({ length: count }, (_, i) => ({
    id: `${name}-${i}`,
    site: 'main',
    kind: 'page_view',
    source: 'browser',
    at: 1,
    receivedAt: 2,
  })),
  fallbacks: [{ id: name, site: 'main', at: 1, reason: 'timeout', count: 1 }],
})

async function put(what: InboxBatch, signal?: AbortSignal): Promise<unknown> {
  const answer = await fetch(worker.url, { method: 'POST', body: JSON.stringify(what), ...(signal && { signal }) })
  return answer.json()
}

const written = (events: number) => ({ ok: true, value: { events } })

test('a write is one request to the database, the first one too', async () => {
  expect(await put(batch('a', 5))).toEqual(written(5))
  expect(asked).toEqual(['POST /v2/pipeline'])
  expect(await put({ ...batch('b', 500), fallbacks: [] })).toEqual(written(500))
  expect(asked).toEqual(['POST /v2/pipeline', 'POST /v2/pipeline'])
})

test('many at once, and each row once', async () => {
  const all = Array.from({ length: 60 }, (_, i) => batch(`${i % 30}`, 10))
  const answers = (await Promise.all(all.map((one) => put(one)))) as ReturnType<typeof written>[]
  expect(answers.filter(({ ok }) => !ok)).toEqual([])
  expect(answers.reduce((sum, { value }) => sum + value.events, 0)).toBe(300)
  expect(await record.rows('select count(*) as n from events')).toEqual([{ n: 300 }])
  expect(await record.rows('select count(*) as n from fallback_counts')).toEqual([{ n: 30 }])
})

test('nobody waits for a request that hangs or goes away, not even when it was the first', async () => {
  const { promise, resolve: release } = Promise.withResolvers<void>()
  held = { text: 'slow', until: promise }
  const leaving = new AbortController()
  const slow = put(batch('slow'))
  const left = put(batch('slow-left'), leaving.signal).catch(() => 'gone')
  await expect.poll(() => asked.length).toBe(2)
  leaving.abort()
  expect(await left).toBe('gone')
  expect(await Promise.all(Array.from({ length: 20 }, (_, i) => put(batch(`quick-${i}`))))).toEqual(
    Array.from({ length: 20 }, () => written(1)),
  )
  release()
  expect(await slow).toEqual(written(1))
})

test('a frozen database is a timeout, one that is gone is unavailable, and both are taken up again', async () => {
  await freeze(record.server)
  expect(await put(batch('a'))).toMatchObject({ ok: false, error: { reason: 'timeout' } })
  record.server.signal('SIGCONT')
  expect(await put(batch('a'))).toMatchObject({ ok: true })
  expect(await put(batch('a'))).toEqual(written(0))
  await between.close()
  expect(await put(batch('b'))).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
})
