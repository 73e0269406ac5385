/** Origins that break off, or lie about their encoding: the visitor gets what came, and never a false end. */

import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OriginHandler, startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { chunk, head, standBefore } from './stand-before.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1><p>words</p>'
const EDITED = PAGE.replace('origin', 'ours')

const origin = await startOrigin((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(PAGE)
})
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  expect((await worker.publish(headlineRules('ours'))).status).toBe(200)
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

test('an origin that calls plain text gzip gets no other answer through us than without us', async () => {
  await using passing = await startWorker({ origin: origin.url })
  const without = await passing.fetch('/lies-plain')
  const page = await worker.fetch('/lies-plain')
  expect([page.status, page.complete, page.text]).toEqual([without.status, without.complete, without.text])
})

describe('a body that cannot be decoded makes us ask again, and the second answer', () => {
  const lie = (response: ServerResponse): unknown =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(PAGE)

  /** A Worker before an origin whose first answer cannot be decoded. */
  async function standBefore(second: OriginHandler) {
    const given = await startOrigin((request, response, message) =>
      given.seen.length === 1 ? lie(response) : second(request, response, message),
    )
    const own = await startWorker({ origin: given.url })
    await own.publish(headlineRules('ours'))
    return {
      own,
      given,
      async [Symbol.asyncDispose]() {
        await Promise.all([own.dispose(), given.close()])
      },
    }
  }

  test('names our host where it named the origin’s', async () => {
    await using it = await standBefore(({ headers }, response) =>
      response
        .writeHead(302, {
          location: `http://${headers.host}/next?x#y`,
          'set-cookie': ['a=1; Domain=127.0.0.1; Path=/', 'b=2; Domain=other.example'],
        })
        .end(),
    )
    const page = await it.own.fetch('/')
    expect(page).toMatchObject({ status: 302, setCookies: ['a=1; Path=/', 'b=2; Domain=other.example'] })
    expect(page.header('location')).toBe(`${it.own.url}/next?x#y`)
    expect(it.given.seen).toHaveLength(2)
  })

  test('names our host in the cookies of a page, which is not edited', async () => {
    await using it = await standBefore((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', etag: '"1"', 'set-cookie': 'a=1; Domain=127.0.0.1; Path=/' })
        .end(PAGE),
    )
    const page = await it.own.fetch('/')
    expect(page).toMatchObject({ status: 200, text: PAGE, setCookies: ['a=1; Path=/'] })
    expect([page.header('cache-control'), page.header('etag')]).toEqual(['private, no-cache', null])
  })

  test('that never comes is a page for a person', async () => {
    await using it = await standBefore((_, response) => response.destroy())
    const page = await it.own.fetch('/')
    expect(page).toMatchObject({ status: 502, complete: true })
    expect(page.text).toMatch(/つながりません.*\n.*cannot be reached/)
    await it.own.logged(/"origin_unreachable"/)
  })

  test('is no page: it passes as it is, and nobody is counted', async () => {
    await using it = await standBefore((_, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end(PAGE),
    )
    const page = await it.own.fetch('/')
    expect([page.status, page.text, page.setCookies]).toEqual([404, PAGE, []])
  })
})

describe('origins that break the protocol', () => {
  test.each([
    ['at once', (socket: Socket, text: string) => socket.end(text)],
    ['with a reset', (socket: Socket, text: string) => socket.write(text, () => socket.resetAndDestroy())],
  ])('breaks off in the middle %s: what came is there, and no false end', async (_, finish) => {
    await using it = await standBefore((socket) => finish(socket, head('content-length: 1000\r\n') + PAGE))
    const page = await it.own.fetch('/')
    expect(page.complete).toBe(false)
    expect([PAGE, EDITED, ''].some((text) => page.text === text)).toBe(true)
  })

  test('breaks off inside the slot of a page that trickles: what came is there, and no false end', async () => {
    const rest = Promise.withResolvers<Socket>()
    await using it = await standBefore((socket) => {
      socket.write(`${head('transfer-encoding: chunked\r\n')}${chunk('<p>a</p>')}`)
      rest.resolve(socket)
    })
    const answer = await it.own.open('/')
    const chunks = answer.chunks[Symbol.asyncIterator]()
    let text = String((await chunks.next()).value)
    const socket = await rest.promise
    socket.end(chunk('<h1>ori'))
    while (text.length < '<p>a</p><h1>ori'.length) text += (await chunks.next()).value
    expect(text).toBe('<p>a</p><h1>ori')
    await expect(chunks.next()).rejects.toThrow('aborted')
  })
})
