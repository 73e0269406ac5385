/** Of a preview the origin hears nothing, nor does any other: not the token, not the cookie, not by a referrer. The page itself: preview.test.ts. */

import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Preview } from '../../src/preview/preview.ts'
import type { RawRequest, RawResponse } from '../harness/fetch-raw.ts'
import { type SeenRequest, startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { PREVIEW_COOKIE, storeDraft, tokenFor } from './preview-site.ts'
import { headlineRules } from './site.ts'

/** RFC 6455, 1.3. */
const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const PAGE = '<!doctype html><title>t</title><h1>origin</h1><p>words</p>'

const origin = await startOrigin(({ target, method }, response) => {
  const isStyle = target.startsWith('/style.css')
  response.writeHead(200, { 'content-type': isStyle ? 'text/css' : 'text/html; charset=utf-8', etag: '"abc"' })
  response.end(method === 'HEAD' ? undefined : isStyle ? 'a{}' : PAGE)
})
const worker = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))
beforeAll(() => storeDraft(worker, 'spring', headlineRules('draft')))
beforeEach(() => void origin.seen.splice(0))

const DRAFT: Partial<Preview> = { rules: { kind: 'draft', name: 'spring' } }

function expectUntold(seen: readonly SeenRequest[]): void {
  expect(seen.length).toBeGreaterThan(0)
  for (const { target, headers } of seen) expect(`${target} ${JSON.stringify(headers)}`).not.toContain('awase-preview')
}

const secret = async (method: string, path: string, more: RawRequest['headers'] = {}) => {
  const token = await tokenFor(DRAFT)
  const cookie = `x=1; ${PREVIEW_COOKIE}=${token}; y=2`
  const referer = `${worker.url}/?q=1&awase-preview=${token}`
  return worker.fetch(`${path}?a=1&awase-preview=${token}&b=%32`, {
    method,
    headers: { cookie, referer, ...more },
    ...(method === 'POST' && { body: 'kept' }),
  })
}

test.each([
  ['GET', '/', {}],
  ['GET', '/other', {}],
  ['HEAD', '/', {}],
  ['POST', '/', {}],
  ['GET', '/style.css', { 'sec-fetch-dest': 'style' }],
])('%s %s', async (method, path, headers) => {
  await secret(method, path, headers)
  expectUntold(origin.seen)
  const [seen] = origin.seen
  expect([seen?.target, seen?.headers.cookie, seen?.method]).toEqual([`${path}?a=1&b=%32`, 'x=1; y=2', method])
  expect(seen?.headers.referer).toBe(`${worker.url}/?q=1`)
  if (method === 'POST') expect(seen?.body.toString()).toBe('kept')
})

test('on a route of its own zone, where every address stays as it was', async () => {
  await using zone = await startWorker({ vars: { ENVIRONMENT: 'production' } })
  await storeDraft(zone, 'spring', headlineRules('draft'))
  const token = await tokenFor(DRAFT)
  const host = new URL(origin.url).host
  const ask = (method: string, target: string, cookie: string | null) =>
    zone.fetch(target, { method, headers: { host, cookie, ...(target.includes('.css') && { accept: '*/*' }) } })
  for (const cookie of [`${PREVIEW_COOKIE}=${token}`, `${PREVIEW_COOKIE}=x`])
    for (const [method, target] of [
      ['GET', '/'],
      ['GET', '/?a=1'],
      ['HEAD', '/style.css'],
      ['POST', '/other'],
    ] as const)
      await ask(method, target, cookie)
  await ask('HEAD', `/other?awase-preview=${token}`, null)
  const targets = origin.seen.map(({ target }) => target)
  const expected = ['/', '/?a=1', '/style.css', '/other']
  expect(targets).toEqual([...expected, ...expected, '/other'])
  expectUntold(origin.seen)
})

test('what is no page is answered as to everybody', async () => {
  const [mine, plainly] = [
    await secret('GET', '/style.css', { 'sec-fetch-dest': 'style' }),
    await worker.fetch('/style.css', { headers: { 'sec-fetch-dest': 'style' } }),
  ]
  const kept = ({ headers }: RawResponse) => headers.filter(([name]) => name !== 'date')
  expect(kept(mine)).toEqual(kept(plainly))
  expect(mine.text).toBe('a{}')
})

test('a WebSocket opens as ever', async () => {
  const asked: string[] = []
  let opened: Socket | undefined
  origin.server.once('upgrade', ({ url, headers }, socket: Socket) => {
    asked.push(`${url} ${headers.cookie}`)
    opened = socket
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${WEBSOCKET_GUID}`).digest('base64')
    const head = `upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}`
    socket.on('error', () => socket.destroy())
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${head}\r\n\r\n`)
  })
  const token = await tokenFor(DRAFT)
  const status = await new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      cookie: `x=1; ${PREVIEW_COOKIE}=${token}`,
    }
    const outgoing = httpRequest(`${worker.url}/socket?a=1&awase-preview=${token}`, { headers })
    outgoing.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy()
      resolve(statusCode)
    })
    outgoing.on('response', ({ statusCode }) => resolve(statusCode))
    outgoing.on('error', reject)
    outgoing.end()
  })
  opened?.destroy()
  expect([status, asked]).toEqual([101, ['/socket?a=1 x=1']])
})

test('not by an explanation either, whose address holds the page’s', async () => {
  const token = await tokenFor(DRAFT)
  const inner = encodeURIComponent(`/?awase-preview=${token}`)
  const referer = `${worker.url}/_awase/explain?url=${inner}`
  await worker.fetch('/?awase-preview=off', { headers: { referer, cookie: `${PREVIEW_COOKIE}=${token}` } })
  expect(JSON.stringify(origin.seen)).not.toContain(token)
  expect(origin.seen[0]?.headers.referer).toBe(`${worker.url}/`)
})

test('no page tells it on: with the token in its address it sends no referrer but the host', async () => {
  expect((await worker.fetch(`/?awase-preview=${await tokenFor(DRAFT)}`)).header('referrer-policy')).toBe(
    'strict-origin',
  )
})
