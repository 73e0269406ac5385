/** Promise 1, for visitors who leave: what one page holds is given back. Too many at once: test/worker/splice/held.test.ts. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from './site.ts'

const START = '<!doctype html><p>start</p>'
const END = '<h1>origin</h1><p>end</p>'
/** More pages than an isolate could hold if each reserved all it may hold. */
const CROWD = 9

/** Sends the start of a page; the rest when the test says so. */
const waiting: { goOn(): void; left: Promise<void> }[] = []
const origin = await startOrigin(({ target }, response) => {
  if (!target.startsWith('/slow')) return response.setHeader('content-type', 'text/html').end(START + END)
  const left = new Promise<void>((resolve) => response.once('close', resolve))
  waiting.push({ goOn: () => void response.end(END), left })
  if (target.startsWith('/slow-head')) return
  return response.setHeader('content-type', 'text/html; charset=utf-8').write(START)
})
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  await worker.publish(headlineRules('ours'))
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const EDITED = START + END.replace('origin', 'ours')

/** Opens a page and waits for its first bytes. */
async function begin(path: string) {
  const page = await worker.open(path)
  const chunks = page.chunks[Symbol.asyncIterator]()
  const first = await chunks.next()
  return { page, chunks, first: String(first.value) }
}

async function rest(chunks: AsyncIterator<Buffer>): Promise<string> {
  let text = ''
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) text += next.value
  return text
}

test('visitors who leave in the middle of a page take nothing with them', async () => {
  for (let i = 0; i < CROWD; i++) {
    const { page } = await begin(`/slow/left-${i}`)
    page.abort()
    waiting.at(-1)?.goOn()
  }
  const { chunks, first } = await begin('/slow/stays')
  waiting.at(-1)?.goOn()
  expect(first + (await rest(chunks))).toBe(EDITED)
})

test('visitors who leave before the page began take nothing with them', async () => {
  for (let i = 0; i < CROWD; i++) {
    const before = waiting.length
    const leaving = new AbortController()
    const asked = worker.fetch(`/slow-head/${i}`, { signal: leaving.signal }).catch((error: Error) => error.name)
    await expect.poll(() => waiting.length).toBe(before + 1)
    leaving.abort()
    expect(await asked).toBe('AbortError')
  }
  const { chunks, first } = await begin('/slow/stays-too')
  waiting.at(-1)?.goOn()
  expect(first + (await rest(chunks))).toBe(EDITED)
})

test('visitors who leave a page whose origin says no more take nothing with them', async () => {
  for (let i = 0; i < CROWD; i++) {
    const { page } = await begin(`/slow/silent-${i}`)
    page.abort()
  }
  const { chunks, first } = await begin('/slow/stays')
  waiting.at(-1)?.goOn()
  expect(first + (await rest(chunks))).toBe(EDITED)
})
