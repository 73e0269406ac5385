/** What goes wrong with a database, each in the real thing, and what the ports make of it. Not what inboxes make of that. */

import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { anyFreePort } from '../../src/dev/free-port.ts'
import { listen } from '../../src/dev/listen.ts'
import { migrateDatabase } from '../../src/dev/migrations.ts'
import { type Sqld, type SqldOptions, startSqld } from '../../src/dev/sqld.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { freeze } from '../harness/freeze.ts'

const ALL = { site: null, after: 0, since: null, until: null, limit: 10_000 }

let folder: string
let server: Sqld | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'awase-failure-'))
})

afterEach(async () => {
  await server?.close()
  server = null
  await rm(folder, { recursive: true, force: true })
})

async function start(options: Partial<SqldOptions> = {}) {
  server = await startSqld({ folder, ...options })
  await migrateDatabase({ url: server.url })
  return { server, events: libsqlStores({ url: server.url }).events }
}

const batch = (name: string, count = 1) => ({
  events: Array.from(
    { length: count },
    (_, i): RecordedEvent => ({
      id: `${name}-${i}`,
      site: 'main',
      kind: 'custom',
      source: 'server',
      at: 1,
      receivedAt: 2,
      visitor: 'somebody',
      data: { text: 'x'.repeat(500) },
    }),
  ),
  fallbacks: [],
})

const WRITTEN = { ok: true, value: { events: 1 } }
const failure = (reason: string, detail: RegExp = /./) => ({
  ok: false,
  error: { reason, detail: expect.stringMatching(detail) },
})

describe('out of reach', () => {
  test('a frozen server is a timeout, and what it was told may be there later, once', async () => {
    const { server, events } = await start()
    const hurried = libsqlStores({ url: server.url, timeoutMs: 200 }).events
    await freeze(server)
    expect(await hurried.write(batch('a'))).toEqual(failure('timeout'))
    expect(await hurried.page(ALL)).toEqual(failure('timeout'))
    expect(await hurried.withdraw('main', 'x')).toEqual(failure('timeout'))
    server.signal('SIGCONT')
    expect(await events.write(batch('a'))).toMatchObject({ ok: true })
    expect(await events.page(ALL)).toMatchObject({ ok: true, value: { events: [{ id: 'a-0' }] } })
  })

  test('one that is gone is unavailable, and taken up again when it is back', async () => {
    const { server: first, events } = await start()
    expect(await events.write(batch('a'))).toEqual(WRITTEN)
    first.signal('SIGKILL')
    await first.ended
    expect(await events.write(batch('b'))).toEqual(failure('unavailable'))
    expect(await events.page(ALL)).toEqual(failure('unavailable'))
    server = await startSqld({ folder, port: Number(new URL(first.url).port) })
    expect(await events.write(batch('b'))).toEqual(WRITTEN)
  })

  test('a token that it does not take', async () => {
    const url = (await startGuarded()).url
    const { events } = libsqlStores({ url, authToken: 'wrong' })
    expect(await events.write(batch('a'))).toEqual(failure('unavailable', /401/))
  })

  async function startGuarded(): Promise<Sqld> {
    server = await startSqld({ folder, environment: { SQLD_HTTP_AUTH: `basic:${btoa('name:password')}` } })
    return server
  }

  test('a database without our tables is not yet ready, and refuses nothing', async () => {
    server = await startSqld({ folder })
    const { events } = libsqlStores({ url: server.url })
    expect(await events.write(batch('a'))).toEqual(failure('unavailable', /no such table/))
  })

  test.each<[string, number, string, string]>([
    ['unavailable', 500, 'text/plain', 'oh dear'],
    ['unavailable', 503, 'application/json', '{"message":"busy","code":"OVERLOADED"}'],
    ['unavailable', 200, 'text/html', '<!doctype html><title>Sign in to the hotel network</title>'],
    ['unavailable', 200, 'application/json', '{"baton":null,"results":[]}'],
    ['unavailable', 200, 'application/json', 'null'],
    ['refused', 413, 'text/plain', 'too large'],
  ])('%s: a server that answers %i %s %s', async (reason, status, type, body) => {
    const answer = (response: ServerResponse) => response.writeHead(status, { 'content-type': type }).end(body)
    const other = await listen((_, response) => answer(response))
    expect(await libsqlStores({ url: other.url }).events.write(batch('a'))).toEqual(failure(reason))
    await other.close()
  })

  test('a server that begins to answer and stops is a timeout', async () => {
    const other = await listen((_, response) => response.writeHead(200, { 'content-length': 100 }).write('{"baton'))
    const { events } = libsqlStores({ url: other.url, timeoutMs: 200 })
    expect(await events.write(batch('a'))).toEqual(failure('timeout'))
    await other.close()
  })
})

describe('a server that takes nothing more', () => {
  const configure = async (admin: number, config: object) => {
    const answer = await fetch(`http://127.0.0.1:${admin}/v1/namespaces/default/config`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ block_reads: false, block_writes: false, ...config }),
    })
    expect(answer.status).toBe(200)
  }

  const startWithAdmin = async () => {
    const admin = await anyFreePort()
    return { admin, ...(await start({ environment: { SQLD_ADMIN_LISTEN_ADDR: `127.0.0.1:${admin}` } })) }
  }

  test('read-only: reading goes on, and writing once it is allowed again', async () => {
    const { admin, events } = await startWithAdmin()
    expect(await events.write(batch('a'))).toEqual(WRITTEN)
    await configure(admin, { block_writes: true, block_reason: 'over the quota' })
    expect(await events.write(batch('b'))).toEqual(failure('read_only', /over the quota/))
    expect(await events.withdraw('main', 'x')).toEqual(failure('read_only'))
    expect(await events.page(ALL)).toMatchObject({ ok: true, value: { events: [{ id: 'a-0' }] } })
    await configure(admin, {})
    expect(await events.write(batch('b'))).toEqual(WRITTEN)
  })

  test('a full disk: nothing acknowledged is lost, nothing half-written, and it goes on when there is room', async ({
    skip,
  }) => {
    const mounted = mountSmallDisk(folder, '5m')
    if (!mounted) {
      process.stderr.write('SKIPPED: a full disk needs a small file system, and this user may not mount one.\n')
      skip('may not mount')
    }
    try {
      const { events } = await start()
      const { acknowledged } = await fill(events)
      expect(await stored(events)).toBe(acknowledged)
      execFileSync('mount', ['-o', 'remount,size=30m', folder])
      expect(await events.write(batch('room'))).toEqual(WRITTEN)
      expect(await stored(events)).toBe(acknowledged + 1)
      await server?.close()
    } finally {
      execFileSync('umount', ['-l', folder])
    }
  })

  /** Until it is full, and then once more. */
  async function fill(events: ReturnType<typeof libsqlStores>['events']): Promise<{ acknowledged: number }> {
    for (let i = 0; i < 1_000; i++) {
      const written = await events.write(batch(`fill-${i}`, 20))
      if (written.ok) continue
      expect(written).toEqual(failure('full'))
      expect(await events.write(batch('more', 20))).toEqual(failure('full'))
      return { acknowledged: i * 20 }
    }
    throw new Error('it took 20,000 rows')
  }

  async function stored(events: ReturnType<typeof libsqlStores>['events']): Promise<number> {
    const found = await events.page(ALL)
    return found.ok ? found.value.events.length : -1
  }
})

describe('a server that lets somebody else write first', () => {
  const BUSY = JSON.stringify({
    baton: null,
    base_url: null,
    results: [
      { type: 'error', error: { message: 'SQLite error: database is locked', code: 'SQLITE_BUSY' } },
      { type: 'ok', response: { type: 'close' } },
    ],
  })

  /** `times`: how often it sends us away. */
  async function busyBefore(url: string, times: number) {
    let asked = 0
    const between = await listen(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      response.setHeader('content-type', 'application/json')
      if (asked++ < times) return response.end(BUSY)
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(url + request.url, { method: 'POST', headers, body: Buffer.concat(chunks) })
      return response.end(await answer.text())
    })
    return { between, asked: () => asked }
  }

  test('is asked again', async () => {
    const { server } = await start()
    const { between, asked } = await busyBefore(server.url, 4)
    expect(await libsqlStores({ url: between.url }).events.write(batch('a'))).toEqual(WRITTEN)
    expect(asked()).toBe(5)
    await between.close()
  })

  test('but not for ever', async () => {
    const { between, asked } = await busyBefore('http://127.0.0.1:1', 1_000)
    expect(await libsqlStores({ url: between.url }).events.write(batch('a'))).toEqual(
      failure('unavailable', /SQLITE_BUSY/),
    )
    expect(asked()).toBe(5)
    await between.close()
  })
})

test('what is said of a failure names no values of the rows', async () => {
  const { events } = await start()
  const [good] = batch('a').events
  const refused = await events.write({ events: [{ ...good!, at: Number.NaN }], fallbacks: [] })
  expect(refused).toEqual(failure('refused', /NOT NULL/))
  expect(JSON.stringify(refused)).not.toContain('somebody')
})

function mountSmallDisk(at: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
