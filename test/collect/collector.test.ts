/** The collector end to end: a POST to the real Worker, and the rows in a real database. Bad input: input/events.test.ts. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import toldCases from '../cases/events-told.json' with { type: 'json' }
import { pages, startOrigin } from '../harness/origin.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { batchOf, fromBrowser, fromServer, newId, sent } from './sent-events.ts'

const origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }))
let record: TestRecord
let worker: TestWorker
beforeAll(async () => {
  record = await startRecord()
  worker = await startWorker({ origin: origin.url, record, vars: { SITES: '{"other.example":"other"}' } })
})
afterAll(async () => {
  await worker.dispose()
  await Promise.all([record.dispose(), origin.close()])
})

const rowOf = async (id: string) => (await record.rows('select * from events where id = ?', [id]))[0]

describe('every kind', () => {
  test.each(toldCases)('$it becomes a row', async ({ event, row }) => {
    const told = sent(event.kind === 'page_view' ? event : { path: '/p', ...event })
    const before = Date.now()
    const { status, body } = await fromBrowser(worker, batchOf([told]))
    expect([status, body]).toEqual([202, { accepted: 1, refused: [] }])
    const stored = await rowOf(told.id.toLowerCase())
    expect(stored).toMatchObject({
      site: 'main',
      kind: event.kind,
      source: 'browser',
      is_bot: 0,
      visitor: null,
      ...row,
    })
    expect(stored!.received_at).toBeGreaterThanOrEqual(before)
    expect(stored!.at).toBeLessThanOrEqual(stored!.received_at as number)
  })
})

describe('browsers', () => {
  test('the same batch again changes nothing, and is acknowledged again', async () => {
    const events = [sent(), sent({ kind: 'dwell', value: 5 })]
    const body = batchOf(events)
    expect((await fromBrowser(worker, body)).status).toBe(202)
    expect((await fromBrowser(worker, body)).status).toBe(202)
    expect(await record.rows('select id from events where id in (?, ?)', [events[0]!.id, events[1]!.id])).toHaveLength(
      2,
    )
  })

  test('sendBeacon: text, and no header of ours', async () => {
    const told = sent()
    const { status } = await fromBrowser(worker, batchOf([told]), { 'content-type': 'text/plain;charset=UTF-8' })
    expect(status).toBe(202)
    expect(await rowOf(told.id)).toMatchObject({ source: 'browser' })
  })

  test('a slow clock is put right', async () => {
    const now = Date.now()
    const told = sent({ at: now - 3_600_000 - 90_000 })
    await fromBrowser(worker, batchOf([told], { sentAt: now - 3_600_000 }))
    const { at } = (await rowOf(told.id))!
    expect(Math.abs((at as number) - (now - 90_000))).toBeLessThan(20_000)
  })

  test('a bot is kept, and marked', async () => {
    const told = sent()
    await fromBrowser(worker, batchOf([told]), { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })
    expect(await rowOf(told.id)).toMatchObject({ is_bot: 1 })
  })

  test('the host says which site it is', async () => {
    const told = sent()
    const host = { host: 'other.example', origin: 'https://other.example' }
    expect((await fromBrowser(worker, batchOf([told]), host)).status).toBe(202)
    expect(await rowOf(told.id)).toMatchObject({ site: 'other' })
  })

  test.each([
    ['of this site, whatever the scheme', (host: string) => ({ origin: `https://${host}` }), 202],
    ['of another', () => ({ origin: 'https://evil.example' }), 403],
    ['of another port', (host: string) => ({ origin: `http://${host.split(':')[0]}:1` }), 403],
    ['of a sandbox', () => ({ origin: 'null' }), 403],
    ['that is none', () => ({ origin: 'evil' }), 403],
    ['left out, by a browser that says where it is', () => ({ origin: null }), 202],
    ['left out, and from elsewhere', () => ({ origin: null, 'sec-fetch-site': 'same-site' }), 403],
    ['left out, and nothing else said', () => ({ origin: null, 'sec-fetch-site': null }), 403],
  ])('an Origin %s', async (_, headers, status) => {
    const told = sent()
    const answer = await fromBrowser(worker, batchOf([told]), headers(new URL(worker.url).host))
    expect(answer.status).toBe(status)
    expect((await rowOf(told.id)) !== undefined).toBe(status === 202)
  })

  test('answers are nobody’s to keep, and nobody else’s to read', async () => {
    const { raw } = await fromBrowser(worker, batchOf([sent()]))
    expect(raw.header('cache-control')).toBe('no-store')
    expect(raw.headers.filter(([name]) => name.startsWith('access-control') || name === 'set-cookie')).toEqual([])
  })
})

describe('memory', () => {
  const VISITOR = 'A'.repeat(22)
  const cookieOf = () => visitorCookie(returning(VISITOR))
  const stored = async (cookie: string, country: string) => {
    const told = sent()
    expect((await fromBrowser(worker, batchOf([told]), { cookie }, { country })).status).toBe(202)
    return (await rowOf(told.id))!.visitor
  }

  test.each([
    ['on', 'DE', VISITOR],
    ['off', 'JP', null],
    ['by-region', 'JP', VISITOR],
    ['by-region', 'DE', null],
  ])('%s: a visitor in %s is %s', async (memory, country, visitor) => {
    expect((await worker.publish(headlineRules('ours', { memory }))).status).toBe(200)
    expect(await stored(await cookieOf(), country)).toBe(visitor)
  })

  test.each([
    ['on', 'JP', '{"export":true}'],
    ['by-region', 'US', '{"export":true}'],
    ['by-region', 'JP', null],
    ['by-region', 'DE', null],
  ])('%s, in %s: whether others may get it with the id: %s', async (memory, country, context) => {
    await worker.publish(headlineRules('ours', { memory }))
    const told = sent()
    await fromBrowser(worker, batchOf([told]), { cookie: await cookieOf() }, { country })
    expect((await rowOf(told.id))!.context).toBe(context)
    const stranger = sent()
    await fromBrowser(worker, batchOf([stranger]), {}, { country })
    expect((await rowOf(stranger.id))!.context).toBeNull()
  })

  test('a cookie that we did not write is nobody', async () => {
    await worker.publish(headlineRules('ours', { memory: 'on' }))
    expect(await stored(`awase=${'A'.repeat(200)}`, 'JP')).toBeNull()
    expect(await stored(`other=1; ${await cookieOf()}`, 'JP')).toBe(VISITOR)
  })

  test('without rules nobody is remembered', async () => {
    await using fresh = await startWorker({ record })
    const told = sent()
    await fromBrowser(fresh, batchOf([told]), { cookie: await cookieOf() }, { country: 'JP' })
    expect(await rowOf(told.id)).toMatchObject({ visitor: null })
  })

  test('when KV fails nobody is remembered, and the event is kept', async () => {
    await using broken = await startWorker({ record, breakable: true })
    await broken.breakKv('throws')
    const told = sent()
    expect((await fromBrowser(broken, batchOf([told]), { cookie: await cookieOf() }, { country: 'JP' })).status).toBe(
      202,
    )
    expect(await rowOf(told.id)).toMatchObject({ visitor: null })
    expect(await broken.logged(/rules_unavailable/)).toMatch(/"site":"main"/)
  })
})

describe('who looks around counts nowhere', () => {
  test.each([
    ['a preview', { cookie: 'a=b; __Host-awase-preview=1.x.y' }, 'preview'],
    [
      'a simulated visitor by cookie',
      { cookie: `awase-simulate=${encodeURIComponent('{"geo.city":"Sendai"}')}` },
      'simulation',
    ],
    ['by header', { 'awase-simulate': '{"geo.city":"Sendai"}' }, 'simulation'],
    ['by a link', { referer: 'http://localhost/?awase-simulate=%7B%7D' }, 'simulation'],
  ])('%s', async (_, headers, ignored) => {
    const told = sent()
    const { status, body } = await fromBrowser(worker, batchOf([told]), headers)
    expect([status, body]).toEqual([202, { accepted: 0, refused: [], ignored }])
    expect(await rowOf(told.id)).toBeUndefined()
  })

  test('what was simulated and is no more does not matter', async () => {
    const told = sent()
    await fromBrowser(worker, batchOf([told]), { cookie: 'awase-simulate=; __Host-awase-previews=1' })
    expect(await rowOf(told.id)).toBeDefined()
  })

  test('in production nobody can simulate', async () => {
    await using live = await startWorker({ record, vars: { ENVIRONMENT: 'production' } })
    const told = sent()
    await fromBrowser(live, batchOf([told]), { 'awase-simulate': '{"geo.city":"Sendai"}' })
    expect(await rowOf(told.id)).toBeDefined()
  })
})

describe('servers', () => {
  test('tell with the token, and may name the visitor', async () => {
    const told = sent({
      kind: 'order',
      value: 9800,
      currency: 'JPY',
      visitor: 'customer-7',
      at: Date.now() - 20 * 86_400_000,
    })
    const { status, body } = await fromServer(worker, batchOf([told]))
    expect([status, body]).toEqual([202, { accepted: 1, refused: [] }])
    expect(await rowOf(told.id)).toMatchObject({ source: 'server', visitor: 'customer-7', is_bot: null, site: 'main' })
  })

  test('may say that the visitor allowed export, and nothing else of the moment', async () => {
    const told = sent({ visitor: 'customer-7', context: { export: true } })
    const bad = [{ export: false }, { country: 'JP' }].map((context) => sent({ visitor: 'customer-7', context }))
    const { body } = await fromServer(worker, batchOf([told, ...bad]))
    expect(body).toMatchObject({ accepted: 1, refused: [{ field: 'context.export' }, { field: 'context.country' }] })
    expect(await rowOf(told.id)).toMatchObject({ visitor: 'customer-7', context: '{"export":true}' })
    const ofBrowser = sent({ context: { export: true } })
    expect((await fromBrowser(worker, batchOf([ofBrowser]))).body).toMatchObject({ refused: [{ field: 'context' }] })
  })

  test('for the site that they name', async () => {
    const told = sent()
    expect((await fromServer(worker, batchOf([told]), '?site=other')).status).toBe(202)
    expect(await rowOf(told.id)).toMatchObject({ site: 'other' })
    expect((await fromServer(worker, batchOf([sent()]), '?site=nowhere')).status).toBe(404)
  })

  test.each([[null], ['Bearer wrong'], ['Basic x']])('not with %j', async (authorization) => {
    const told = sent()
    expect((await fromServer(worker, batchOf([told]), '', { authorization })).status).toBe(401)
    expect(await rowOf(told.id)).toBeUndefined()
  })

  test('a thousand at once', async () => {
    const events = Array.from({ length: 1_000 }, () => sent({ visitor: 'thousand' }))
    expect((await fromServer(worker, batchOf(events))).body.accepted).toBe(1_000)
    const [counted] = await record.rows("select count(*) as n from events where visitor = 'thousand'")
    expect(counted).toEqual({ n: 1_000 })
  })
})

describe('imports', () => {
  const at = Date.UTC(2021, 3, 1)
  const withdraw = async (query: string) => {
    const raw = await worker.fetch(`/_awase/api/v1/events${query}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer token-of-the-tests' },
    })
    return { status: raw.status, body: JSON.parse(raw.text) }
  }

  test('say what was new, keep their time, and can be taken back', async () => {
    const events = [
      sent({ at, id: newId().replace('-7', '-8') }),
      sent({ at, kind: 'exposure', experience: 'rain', propensity: 0.5, path: '/' }),
    ]
    const first = await fromServer(worker, batchOf(events), '?import=spring')
    expect([first.status, first.body]).toEqual([202, { accepted: 2, refused: [], stored: 2 }])
    const again = await fromServer(worker, batchOf([...events, sent({ at })]), '?import=spring')
    expect(again.body).toEqual({ accepted: 3, refused: [], stored: 1 })
    expect(await rowOf(events[1]!.id)).toMatchObject({
      at,
      source: 'import',
      import_id: 'spring',
      experience: 'rain',
      propensity: 0.5,
    })
    expect(await withdraw('?import=spring&site=other')).toEqual({ status: 200, body: { withdrawn: 0 } })
    expect(await withdraw('?import=spring')).toEqual({ status: 200, body: { withdrawn: 3 } })
    expect(await rowOf(events[0]!.id)).toBeUndefined()
  })

  test('what was exported comes back as it was', async () => {
    const told = sent({ kind: 'custom', name: 'kept', value: 2, data: { a: [1, 'two'] }, visitor: 'v' })
    await fromServer(worker, batchOf([told]))
    const { text } = await worker.fetch('/_awase/api/v1/events', {
      headers: { authorization: 'Bearer token-of-the-tests' },
    })
    const exported = text.split('\n').find((line) => line.includes(told.id))!
    const before = (await rowOf(told.id))!
    await record.rows('delete from events where id = ?', [told.id])
    const { body } = await fromServer(worker, batchOf([JSON.parse(exported)]), '?import=back')
    expect(body).toEqual({ accepted: 1, refused: [], stored: 1 })
    const { seq: _, source, import_id, received_at, ...after } = (await rowOf(told.id))!
    expect(before).toMatchObject(after)
    expect([source, import_id]).toEqual(['import', 'back'])
  })

  test.each(['?import=', '?import=a%20b', '?import=__proto__', '?import=constructor'])(
    'not under the name %s',
    async (query) => {
      expect((await fromServer(worker, batchOf([sent()]), query)).status).toBe(400)
      expect((await withdraw(query)).status).toBe(400)
    },
  )

  test('without a name nothing is withdrawn', async () => {
    expect((await withdraw('')).status).toBe(400)
  })
})

describe('limits', () => {
  test('by the binding: one address too often is told when to come back', async () => {
    await using limited = await startWorker({ record, rateLimit: { limit: 2, periodS: 60 } })
    const address = { 'cf-connecting-ip': '203.0.113.7' }
    const told = sent()
    expect((await fromBrowser(limited, batchOf([sent()]), address)).status).toBe(202)
    expect((await fromBrowser(limited, batchOf([sent()]), address)).status).toBe(202)
    const { status, body, raw } = await fromBrowser(limited, batchOf([told]), address)
    expect([status, body.reason, raw.header('retry-after')]).toEqual([429, 'too_often', '60'])
    expect(await rowOf(told.id)).toBeUndefined()
    expect((await fromBrowser(limited, batchOf([told]), { 'cf-connecting-ip': '203.0.113.8' })).status).toBe(202)
    expect((await fromServer(limited, batchOf([sent()]), '', address)).status).toBe(202)
  })

  test('nothing is recorded where there is no database', async () => {
    await using none = await startWorker()
    expect((await fromBrowser(none, batchOf([sent()]))).status).toBe(404)
    const { status, body } = await fromServer(none, batchOf([sent()]))
    expect([status, body.reason]).toEqual([404, 'not_recording'])
    expect((await fromServer(none, batchOf([sent()]), '?import=a')).status).toBe(404)
  })
})
