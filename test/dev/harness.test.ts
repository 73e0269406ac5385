/** That the harness shows what is on the wire, and breaks what it says it breaks. The Worker's own promises are tested elsewhere. */

import { afterAll, expect, test } from 'vitest'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { pages, startOrigin, startRawOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'

const PAGE = '<!doctype html><html><body><h1>origin</h1></body></html>'
const RULES = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'off' },
  slots: { headline: { paths: ['/'], selector: 'h1', kind: 'text' } },
  audiences: {},
  experiences: [
    { id: 'rain', when: { 'weather.kind': 'rain' }, variants: [{ id: 'v', slots: { headline: { text: '雨です' } } }] },
    { id: 'sendai', when: { 'geo.city': 'Sendai' }, variants: [{ id: 'v', slots: { headline: { text: 'Sendai' } } }] },
  ],
}

const origin = await startOrigin(pages({ '/': PAGE }, { 'set-cookie': 'a=1' }))
const worker = await startWorker({ origin: origin.url, breakable: true })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

test('a page as the Worker sends it, in a simulated situation and from a simulated place', async () => {
  expect(await worker.publish(RULES)).toMatchObject({ status: 200, body: { warnings: [] } })
  const rain = await worker.fetch('/', { simulate: { 'weather.kind': 'rain', 'geo.city': '仙台' } })
  expect(rain).toMatchObject({ status: 200, complete: true, setCookies: ['a=1'] })
  expect(rain.text).toBe(PAGE.replace('origin', '雨です'))
  const sendai = await worker.fetch('/', { cf: { country: 'JP', city: 'Sendai' } })
  expect(sendai.text).toBe(PAGE.replace('origin', 'Sendai'))
  expect(origin.seen.at(-1)).toMatchObject({ method: 'GET', target: '/' })
})

test('a refused ruleset brings its issues', async () => {
  const answer = await worker.publish('{')
  expect(answer).toMatchObject({ status: 422, body: { issues: [{ code: 'json_syntax', severity: 'error' }] } })
})

test.each(['throws', 'hangs', 'slow'] as const)('a KV that is told: %s, in a fresh isolate', async (fault) => {
  await worker.publish(RULES)
  await worker.restart()
  await worker.breakKv(fault)
  const page = await worker.fetch('/', { simulate: { 'weather.kind': 'rain' } })
  expect(page).toMatchObject({ status: 200, text: PAGE, complete: true })
  await worker.breakKv('none')
})

test('KV outlives the isolate', async () => {
  await worker.publish(RULES)
  await worker.restart()
  await worker.fetch('/')
  const page = await worker.fetch('/', { simulate: { 'weather.kind': 'rain' } })
  expect(page.text).toContain('雨です')
})

test('what the Worker says can be waited for', async () => {
  await worker.publish({ ...RULES, site: { ...RULES.site, holdout: 0.25 } })
  expect(await worker.logged(/"event":"published"/)).toContain('"site":"main"')
})

test('a body that is cut is seen as cut, chunk by chunk', async () => {
  const raw = await startRawOrigin((socket) => {
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100\r\n\r\nhalf')
  })
  expect(await fetchRaw(raw.url)).toMatchObject({ status: 200, text: 'half', complete: false })
  expect(raw.seen[0]).toMatchObject({
    method: 'GET',
    target: '/',
    headers: { accept: expect.stringContaining('html') },
  })
  await raw.close()
  await expect(fetchRaw(raw.url)).rejects.toThrow('ECONNREFUSED')
})

test('a body that trickles comes as it is sent', async () => {
  const gate = Promise.withResolvers<void>()
  const slow = await startOrigin(async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).write('first')
    await gate.promise
    response.end('last')
  })
  await using before = await startWorker({ origin: slow.url })
  const answer = await before.open('/')
  const seen: string[] = []
  for await (const chunk of answer.chunks) {
    seen.push(String(chunk))
    gate.resolve()
  }
  expect(seen).toEqual(['first', 'last'])
  await slow.close()
})
