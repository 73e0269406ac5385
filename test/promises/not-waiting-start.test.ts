/** Promise 3, for origins that send their headers long before their body: visitors get the headers when they are there. */

import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from './site.ts'

/** Well beyond START_MS of edge/splice/limits.ts: how late the first view's body starts. */
const LATE_MS = 250

let arrived = Promise.withResolvers<ServerResponse>()
const origin = await startOrigin((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-from-origin': 'one' }).flushHeaders()
  arrived.resolve(response)
})
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  expect((await worker.publish(headlineRules('ours'))).status).toBe(200)
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

async function asked(): Promise<ServerResponse> {
  const response = await arrived.promise
  arrived = Promise.withResolvers()
  return response
}

const PAGE = '<p>first</p><h1>origin</h1>'

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

test('once a path is known for it, the headers arrive before the origin has said a byte of its body', async () => {
  const first = worker.fetch('/late')
  const response = await asked()
  setTimeout(() => response.end(PAGE), LATE_MS)
  expect((await first).text).toBe('<p>first</p><h1>ours</h1>')

  for (let view = 2; view <= 5; view++) {
    const opening = worker.open('/late')
    const silent = await asked()
    const page = await opening
    expect([page.status, page.header('x-from-origin')]).toEqual([200, 'one'])
    silent.end(PAGE)
    expect(await textOf(page.chunks)).toBe('<p>first</p><h1>ours</h1>')
  }
})
