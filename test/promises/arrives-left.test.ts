/** Promise 1, after a visitor has left: what their request was waiting for is nobody else's, in an isolate that is cold. */

import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset, warm } from './site.ts'

const PAGE = '<!doctype html><h1>origin</h1>'
const EDITED = PAGE.replace('origin', 'ours')
const SAPPORO = { latitude: '43.06', longitude: '141.35', country: 'JP' }

/** Answers at once, but for the visitor who will have left. */
let leaving = Promise.withResolvers<ServerResponse>()
const origin = await startOrigin(({ target }, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  return target.endsWith('?leaves') ? leaving.resolve(response) : response.end(PAGE)
})
const worker = await startWorker({ origin: origin.url, breakable: true })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const RULES = ruleset({ headline: { paths: ['/*'], selector: 'h1', kind: 'text' } }, [
  plain('rain', { headline: { text: 'rain' } }, { when: { 'weather.kind': 'rain' } }),
  plain('all', { headline: { text: 'ours' } }),
])
beforeEach(async () => {
  leaving = Promise.withResolvers()
  expect((await worker.publish(RULES)).status).toBe(200)
  await worker.restart()
})
afterEach(() => worker.breakKv('none'))

/** Asks, and goes before the origin's answer; KV still owes its own when that is there. */
async function visitAndLeave(): Promise<void> {
  const leave = new AbortController()
  const visit = worker.open('/page?leaves', { cf: SAPPORO, signal: leave.signal })
  const held = await leaving.promise
  leave.abort()
  await expect(visit).rejects.toThrow('aborted')
  held.end(PAGE)
}

test('the weather: the next visitor is served and edited while KV is still slow, and after it', async () => {
  await warm(worker)
  await worker.breakKv('slow')
  await visitAndLeave()
  for (let view = 0; view < 2; view++) {
    expect(await worker.fetch('/page', { cf: SAPPORO })).toMatchObject({ status: 200, text: EDITED })
  }
  await worker.breakKv('none')
  expect((await worker.fetch('/page', { cf: SAPPORO })).text).toBe(EDITED)
})

test('the rules: what a visitor left waiting for ever is read anew for the next one', async () => {
  await worker.breakKv('hangs')
  await visitAndLeave()
  expect(await worker.fetch('/page')).toMatchObject({ status: 200, text: PAGE })
  await worker.breakKv('none')
  await warm(worker)
  expect((await worker.fetch('/page')).text).toBe(EDITED)
})
