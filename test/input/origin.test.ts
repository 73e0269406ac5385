/** Origins that do what origins do, and what they should not: the visitor gets what there is. One row of the list of bad input each. */

import { createHash, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { chunk, head, standBefore } from './stand-before.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1><p>words</p>'
const EDITED = PAGE.replace('origin', 'ours')
const HTML = { 'content-type': 'text/html; charset=utf-8' }

const packed = {
  gzip: gzipSync(PAGE),
  br: brotliCompressSync(PAGE),
  deflate: deflateSync(PAGE),
  zstd: zstdCompressSync(PAGE),
} as const

const events = Promise.withResolvers<{ say(text: string): void; end(): void }>()

const origin = await startOrigin(({ method, target, headers, body }, response) => {
  const [, kind = '', rest = ''] = new URL(target, 'http://x').pathname.split('/')
  switch (kind) {
    case 'redirect':
      return response
        .writeHead(Number(rest), { ...HTML, location: headers['x-location'] ?? '/next', 'set-cookie': ['a=1', 'b=2'] })
        .end(PAGE)
    case 'status':
      return response.writeHead(Number(rest), HTML).end(PAGE)
    case 'packed':
      return response.writeHead(200, { ...HTML, 'content-encoding': rest }).end(packed[rest as keyof typeof packed])
    case 'lies-plain':
      return response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end(PAGE)
    case 'twice':
      return response.writeHead(200, { ...HTML, 'content-encoding': 'gzip, gzip' }).end(gzipSync(packed.gzip))
    case 'type':
      return response.writeHead(200, { 'content-type': headers['x-type'] ?? '' }).end(PAGE)
    case 'no-type':
      return response.writeHead(200).end(PAGE)
    case 'empty':
      return response.writeHead(200, { ...HTML, 'content-length': 0 }).end()
    case 'echo':
      return response
        .writeHead(200, {
          'content-type': 'application/octet-stream',
          'x-method': method,
          'x-type': headers['content-type'] ?? '',
        })
        .end(body)
    case 'events':
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders()
      return events.resolve({ say: (text) => void response.write(text), end: () => void response.end() })
    default:
      return response
        .writeHead(200, { ...HTML, etag: '"1"', 'content-length': PAGE.length })
        .end(method === 'HEAD' ? undefined : PAGE)
  }
})
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  expect((await worker.publish(headlineRules('ours'))).status).toBe(200)
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i goes to the visitor, who follows it', async (status) => {
    const page = await worker.fetch(`/redirect/${status}`)
    expect(page).toMatchObject({ status, text: PAGE, setCookies: ['a=1', 'b=2'] })
    expect(page.header('location')).toBe('/next')
  })

  const there = () => origin.url
  test.each([
    ['the origin’s own address', () => `${there()}/a/b?c=d#e`, () => `${worker.url}/a/b?c=d#e`],
    ['the origin without a scheme', () => `${there().replace('http:', '')}/a`, () => `${worker.url}/a`],
    ['another site', () => 'https://example.com/a', () => 'https://example.com/a'],
    ['another port of the origin', () => 'http://127.0.0.1:1/a', () => 'http://127.0.0.1:1/a'],
    ['a relative address', () => '../up?x', () => '../up?x'],
    ['nonsense', () => 'http://[', () => 'http://['],
  ])('to %s', async (_, location, expected) => {
    const page = await worker.fetch('/redirect/302', { headers: { 'x-location': location() } })
    expect(page.header('location')).toBe(expected())
    expect(page.setCookies).toEqual(['a=1', 'b=2'])
  })

  test('cookies for the origin’s host become ours', async () => {
    const { hostname } = new URL(origin.url)
    const named = await startOrigin((_, response) =>
      response
        .writeHead(200, {
          ...HTML,
          'set-cookie': [`a=1; Domain=${hostname}; Path=/`, 'b=2; Domain=other.example', 'c=3; Domain=.1; HttpOnly'],
        })
        .end(PAGE),
    )
    await using before = await startWorker({ origin: named.url })
    await before.publish(headlineRules('ours'))
    const page = await before.fetch('/')
    expect(page).toMatchObject({
      text: EDITED,
      setCookies: ['a=1; Path=/', 'b=2; Domain=other.example', 'c=3; HttpOnly'],
    })
    await named.close()
  })
})

test.each([204, 404, 410, 429, 500, 503])('status %i passes as it is', async (status) => {
  const page = await worker.fetch(`/status/${status}`)
  const straight = await fetchRaw(`${origin.url}/status/${status}`)
  expect(page).toMatchObject({ status, text: straight.text })
  expect(page.header('cache-control')).toBe(null)
})

test('HEAD passes as it is, with the length of the origin’s page', async () => {
  const page = await worker.fetch('/', { method: 'HEAD' })
  expect(page).toMatchObject({ status: 200, text: '' })
  expect(page.header('content-length')).toBe(String(PAGE.length))
  expect(page.header('etag')).toBe('"1"')
  expect(origin.seen.at(-1)?.method).toBe('HEAD')
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s of 1 MB comes through, there and back', async (method) => {
  const body = randomBytes(1_000_000)
  const answer = await worker.fetch('/echo/x', {
    method,
    body,
    headers: { 'content-type': 'application/x-any', 'content-length': String(body.length) },
  })
  const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  expect(answer.status).toBe(200)
  expect(sum(answer.body)).toBe(sum(body))
  expect([answer.header('x-method'), answer.header('x-type')]).toEqual([method, 'application/x-any'])
})

describe('encodings of the body', () => {
  test.each(['gzip', 'br'] as const)('%s is read and edited', async (encoding) => {
    const page = await worker.fetch(`/packed/${encoding}`)
    expect(page.text).toBe(EDITED)
    expect(page.header('content-encoding')).toBe(null)
  })

  test.each(['deflate', 'zstd'] as const)('%s passes as it came', async (encoding) => {
    const page = await worker.fetch(`/packed/${encoding}`)
    expect(page.body.equals(packed[encoding])).toBe(true)
    expect(page.header('content-encoding')).toBe(encoding)
    await worker.logged(/"fallback".*"compressed"/)
  })

  test('packed twice passes as it came', async () => {
    const page = await worker.fetch('/twice')
    expect(page.body.equals(gzipSync(packed.gzip))).toBe(true)
    expect(page.header('content-encoding')).toBe('gzip, gzip')
  })
})

describe('types', () => {
  test.each([
    'text/plain',
    'application/json',
    'image/png',
    'application/xhtml+xml',
    'text/htmlx',
    'text/html-sandboxed',
    '',
  ])('%j is not touched', async (type) => {
    const page = await worker.fetch('/type', { headers: { 'x-type': type } })
    expect(page).toMatchObject({ status: 200, text: PAGE })
    expect(page.header('cache-control')).toBe(null)
  })

  test.each(['text/html', 'TEXT/HTML', 'text/html;charset=utf-8', ' text/html ; charset=utf-8'])(
    '%j is a page',
    async (type) => {
      expect((await worker.fetch('/type', { headers: { 'x-type': type } })).text).toBe(EDITED)
    },
  )

  test('none at all is not touched', async () => {
    expect((await worker.fetch('/no-type')).text).toBe(PAGE)
  })

  test('a page without a byte', async () => {
    expect(await worker.fetch('/empty')).toMatchObject({ status: 200, text: '' })
  })
})

test('server-sent events come one by one, while the origin holds the next', async () => {
  const answer = await worker.open('/events', { headers: { accept: 'text/event-stream', 'sec-fetch-dest': 'empty' } })
  const { say, end } = await events.promise
  expect(answer.header('content-type')).toBe('text/event-stream')
  const chunks = answer.chunks[Symbol.asyncIterator]()
  for (const text of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
    say(text)
    expect(String((await chunks.next()).value)).toBe(text)
  }
  end()
  expect((await chunks.next()).done).toBe(true)
})

test('a WebSocket speaks through the Worker', async () => {
  origin.server.on('upgrade', (request, socket: Socket) => {
    const key = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${key}\r\n\r\n`,
    )
    socket.on('error', () => socket.destroy())
    socket.on('data', (frame) => {
      if ((frame[0]! & 0x0f) === 8) return socket.end(Buffer.from([0x88, 0]))
      const mask = frame.subarray(2, 6)
      const text = Buffer.from(frame.subarray(6, 6 + (frame[1]! & 0x7f))).map(
        (byte: number, i: number) => byte ^ mask[i % 4]!,
      )
      return socket.write(Buffer.concat([Buffer.from([0x81, text.length + 5]), Buffer.from('echo '), text]))
    })
  })
  const socket = new WebSocket(`${worker.url.replace('http', 'ws')}/socket`)
  const answer = new Promise((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => resolve(data))
    socket.addEventListener('error', reject)
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  socket.send('hello')
  expect(await answer).toBe('echo hello')
  socket.close()
})

test('an upgrade of another kind is the origin’s business', async () => {
  const status = await new Promise((resolve, reject) => {
    httpRequest(`${worker.url}/`, { headers: { connection: 'Upgrade', upgrade: 'h2c' } }, (message) =>
      resolve(message.resume().statusCode),
    )
      .once('error', reject)
      .end()
  })
  expect(status).toBe(200)
})

describe('origins that break the protocol', () => {
  test('down: a page for a person, in both languages, with 502', async () => {
    await using own = await startWorker({ origin: 'http://127.0.0.1:1' })
    await own.publish(headlineRules('ours'))
    for (const method of ['GET', 'HEAD', 'POST']) {
      const page = await own.fetch('/', { method })
      expect(page.status).toBe(502)
      expect(page.header('content-type')).toBe('text/plain; charset=utf-8')
      expect(page.header('cache-control')).toBe('no-store')
      if (method === 'GET') expect(page.text).toMatch(/つながりません.*\n.*cannot be reached/)
    }
    await own.logged(/"origin_unreachable"/)
  })

  test('resets before its headers, once: the page is asked for again', async () => {
    await using it = await standBefore((socket, n) =>
      n === 0 ? socket.destroy() : socket.end(head(`content-length: ${PAGE.length}\r\n`) + PAGE),
    )
    expect(await it.own.fetch('/')).toMatchObject({ status: 200, text: EDITED })
  })

  test('breaks off after the slot: the edited part and what came, and no false end', async () => {
    const rest = Promise.withResolvers<Socket>()
    await using it = await standBefore((socket) => {
      socket.write(`${head('transfer-encoding: chunked\r\n')}${chunk('<p>a</p>')}`)
      rest.resolve(socket)
    })
    const answer = await it.own.open('/')
    const chunks = answer.chunks[Symbol.asyncIterator]()
    let text = String((await chunks.next()).value)
    const socket = await rest.promise
    socket.write(chunk('<h1>origin</h1><p>b</p>'))
    while (!text.endsWith('<p>b</p>')) text += (await chunks.next()).value
    expect(text).toBe('<p>a</p><h1>ours</h1><p>b</p>')
    socket.destroy()
    await expect(chunks.next()).rejects.toThrow('aborted')
  })

  test('sends trailers: the page is edited, and so is the next one', async () => {
    await using it = await standBefore((socket) =>
      socket.write(`${head('transfer-encoding: chunked\r\ntrailer: x-sum\r\n')}${chunk(PAGE)}0\r\nx-sum: abc\r\n\r\n`),
    )
    for (let view = 0; view < 3; view++) expect(await it.own.fetch('/')).toMatchObject({ status: 200, text: EDITED })
  })

  test('sends more than it said: the page ends where it said', async () => {
    await using it = await standBefore((socket) =>
      socket.end(`${head(`content-length: ${PAGE.length}\r\n`)}${PAGE}<p>more</p>`),
    )
    expect(await it.own.fetch('/')).toMatchObject({ status: 200, text: EDITED, complete: true })
  })

  test('speaks no HTTP: a page for a person', async () => {
    await using it = await standBefore((socket) => socket.end('220 smtp.example ESMTP\r\n'))
    expect(await it.own.fetch('/')).toMatchObject({ status: 502 })
  })

  test('sends early hints first', async () => {
    await using it = await standBefore((socket) =>
      socket.write(
        `HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n${head(`content-length: ${PAGE.length}\r\n`)}${PAGE}`,
      ),
    )
    const page = await it.own.fetch('/')
    expect(page).toMatchObject({ status: 200, text: EDITED })
  })

  test('sends no Content-Length and closes', async () => {
    await using it = await standBefore((socket) => socket.end(`${head('connection: close\r\n')}${PAGE}`))
    expect(await it.own.fetch('/')).toMatchObject({ status: 200, text: EDITED })
  })
})
