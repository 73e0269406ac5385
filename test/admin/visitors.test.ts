/** Visitors' data over HTTP, against the real Worker, its KV and its record: logins, imports, and everything a person may ask for. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newMemory } from '../../src/core/memory/new-memory.ts'
import { DEVELOPMENT_COOKIE_NAME } from '../../src/edge/sealed/cookie-name.ts'
import { openCookie, sealCookie } from '../../src/edge/sealed/seal.ts'
import { importSealKeys } from '../../src/edge/sealed/seal-keys.ts'
import { ROUTES } from '../../src/routes.ts'
import { leftOf } from '../harness/left-of.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker, TEST_COOKIE_KEYS, TEST_IDENTITY_KEY, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { idOf } from '../store/stores-adapters.ts'

const PLACE = { site: 'main', name: DEVELOPMENT_COOKIE_NAME } as const

const record = await startRecord()
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ record })
  const schema = {
    traits: { company: { type: 'string' }, plan: { type: 'string', values: ['basic', 'gold'], retention: '30d' } },
    scores: { churn: {}, worth: { retention: '30d' } },
  }
  const published = await worker.publish(headlineRules('ours', { schema }))
  expect(published).toMatchObject({ status: 200 })
})
afterAll(async () => {
  await worker.dispose()
  await record.dispose()
})

async function ask(method: string, path: string, body?: unknown, to = worker, token = TEST_TOKEN) {
  const answer = await to.fetch(path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const isJson = answer.header('content-type')?.startsWith('application/json')
  return {
    status: answer.status,
    body: isJson ? JSON.parse(answer.text) : answer.text,
    next: answer.header('awase-next'),
  }
}
const at = (id: string, rest = '') => `${ROUTES.visitors}/${id}${rest}`
const identify = (body: unknown, token = TEST_IDENTITY_KEY) => ask('POST', ROUTES.identify, body, worker, token)
const bring = (profiles: readonly unknown[], more: object = {}) =>
  ask('POST', ROUTES.profiles, { source: 'crm', ...more, profiles })

const left = (words: readonly string[]) => leftOf(words, record, worker)

let made = 0
const eventsOf = (visitor: string, count: number) =>
  Array.from({ length: count }, () => ({
    id: `01980000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
    kind: 'search',
    name: 'what they looked for',
    at: Date.now(),
    visitor,
  }))
const tell = (events: readonly object[]) => ask('POST', ROUTES.serverEvents, { sentAt: Date.now(), events })

describe('who may ask', () => {
  test.each([
    ['POST', ROUTES.identify],
    ['POST', ROUTES.profiles],
    ['GET', at('a')],
    ['PATCH', at('a')],
    ['DELETE', at('a')],
    ['GET', at('a', '/events')],
    ['POST', at('a', '/restrict')],
    ['POST', at('a', '/object')],
  ])('%s %s: nobody without a token', async (method, path) => {
    expect(await ask(method, path, {}, worker, 'another')).toMatchObject({ status: 401 })
    const withKey = await ask(method, path, {}, worker, TEST_IDENTITY_KEY)
    expect(withKey.status).toBe(path === ROUTES.identify ? 400 : 401)
  })

  test('nothing is kept with RESIDENCY=cookie, and what was recorded can be seen and erased', async () => {
    await using strict = await startWorker({ record, vars: { RESIDENCY: 'cookie' } })
    await strict.publish(headlineRules('ours'))
    const refused = { status: 409, body: { reason: 'cookie_only' } }
    expect(await ask('POST', ROUTES.identify, { login: 'a' }, strict)).toMatchObject(refused)
    expect(await ask('POST', ROUTES.profiles, { source: 'crm', profiles: [] }, strict)).toMatchObject(refused)
    expect(await ask('GET', at('a'), undefined, strict)).toMatchObject({ status: 200 })
    expect(await ask('DELETE', at('residency'), undefined, strict)).toMatchObject({ status: 200, body: { done: true } })
    expect((await strict.profiles.list()).keys).toEqual([])
  })

  test('without a key nobody logs in, without a record there is nothing', async () => {
    await using plain = await startWorker({ vars: { IDENTITY_KEY: '' } })
    expect(await ask('POST', ROUTES.identify, { login: 'a' }, plain)).toMatchObject({ status: 404 })
    await using keyless = await startWorker({ record, vars: { IDENTITY_KEY: 'too short' } })
    expect(await ask('POST', ROUTES.identify, { login: 'a' }, keyless)).toMatchObject({
      status: 503,
      body: { reason: 'no_identity_key' },
    })
    expect(await ask('GET', at('by-login', '?login=a'), undefined, keyless)).toMatchObject({ status: 503 })
  })
})

describe('logins', () => {
  test('a cookie goes in, and the one that the browser goes on with comes out', async () => {
    const keys = await importSealKeys(TEST_COOKIE_KEYS)
    if (!keys.ok) throw new Error(JSON.stringify(keys.error))
    const [a, b] = [idOf('cookie a'), idOf('cookie b')]
    const cookieOf = async (id: string) =>
      sealCookie({ ...newMemory(id, '/', Date.now()), dismissed: [id] }, keys.value, PLACE)
    expect(await identify({ login: 'cookie', cookie: await cookieOf(a) })).toMatchObject({ body: { visitor: a } })
    const second = await identify({ login: 'cookie', cookie: await cookieOf(b) })
    expect(second).toMatchObject({ status: 200, body: { visitor: a, joined: true } })
    const value = /^awase=([^;]+);/.exec(second.body.setCookie)![1]!
    const opened = await openCookie(value, keys.value, PLACE)
    expect(opened).toMatchObject({ visitor: a, isKnown: true })
    expect(opened!.dismissed.toSorted()).toEqual([a, b].toSorted())
    expect(await identify({ login: 'cookie', cookie: 'forged' })).toMatchObject({ body: { visitor: a, joined: false } })
    expect(await worker.profiles.get(`profile:main:${b}`)).toBe(JSON.stringify({ state: 'moved', to: a }))
    expect(await left(['"cookie"'])).toBe(0)
  })

  test('logout is a cookie that ends', async () => {
    const { status, body } = await identify({ logout: true })
    expect([status, body]).toEqual([200, { visitor: null, setCookie: expect.stringMatching(/^awase=; .*Max-Age=0/) }])
  })

  test.each([
    [''],
    ['[]'],
    ['{}'],
    [{ login: '' }],
    [{ login: 7 }],
    [{ login: 'a', visitor: 'a b' }],
    [{ login: 'a', visitor: 'a', cookie: 'b' }],
    [{ login: 'a', logout: true }],
    [{ logout: 1 }],
    [{ login: 'a', name: 'b' }],
    [{ login: 'x'.repeat(321) }],
    [{ login: 'a', cookie: 'x'.repeat(9_000) }],
  ])('%j is refused', async (body) => {
    expect(await identify(body)).toMatchObject({ status: 400, body: { reason: 'bad_request' } })
  })
})

describe('imports', () => {
  test('each line has its answer', async () => {
    await identify({ login: 'imported', visitor: idOf('imported') })
    const told = [
      { login: 'imported', traits: { company: 'Acme' }, scores: { churn: 0.2 } },
      { login: 'other', traits: { shoe: 42 } },
      'nonsense',
      { login: 'imported', traits: { plan: 'gold' } },
    ]
    const answer = await bring(told, { source: 'line by line' })
    expect(answer).toMatchObject({
      status: 200,
      body: {
        accepted: 2,
        refused: [
          { index: 1, reason: 'undeclared', field: 'traits.shoe' },
          { index: 2, reason: 'not_an_object' },
        ],
        notKept: [],
        stale: 0,
      },
    })
    const found = await ask('GET', at('by-login', '?login=imported'))
    expect(found.body).toMatchObject({
      visitor: idOf('imported'),
      hasLogin: true,
      state: 'active',
      memory: {
        traits: { company: { value: 'Acme' }, plan: { value: 'gold' } },
        scores: { churn: { value: 0.2, at: expect.any(Number) } },
      },
    })
    const audited = await record.rows('select * from audit where detail like ?', ['%line by line%'])
    expect(audited).toMatchObject([{ actor: 'operator', subject: null, outcome: 'done' }])
    expect(JSON.parse(audited[0]!.detail as string)).toEqual({
      source: 'line by line',
      purposes: ['personalize'],
      count: 2,
    })
  })

  test('NDJSON, and a trial that keeps nothing', async () => {
    const lines = '{"login":"lines","traits":{"plan":"gold"}}\n{"login":"lines","traits":{"plan":"silver"}}\n'
    const send = async (query: string) => {
      const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/x-ndjson' }
      const { text } = await worker.fetch(`${ROUTES.profiles}?source=crm${query}`, {
        method: 'POST',
        headers,
        body: lines,
      })
      return JSON.parse(text)
    }
    const refused = [{ index: 1, reason: 'bad_value', field: 'traits.plan' }]
    expect(await send('&check=true')).toMatchObject({ accepted: 1, refused })
    expect((await ask('GET', at('by-login', '?login=lines'))).body).toMatchObject({ memory: null })
    expect(await send('')).toMatchObject({ accepted: 1, refused })
    expect((await ask('GET', at('by-login', '?login=lines'))).body).toMatchObject({ memory: { isKnown: true } })
  })

  test.each([
    ['second-party data without its agreement', { party: 'second' }, 400],
    ['more than a batch may hold', { profiles: Array.from({ length: 201 }, () => ({})) }, 400],
    ['a body without end', { source: 'x'.repeat(600_000) }, 413],
  ])('%s is refused as a whole', async (_, more, status) => {
    const body = { source: 'crm', profiles: [{ login: 'a', scores: { churn: 1 } }], ...more }
    expect(await ask('POST', ROUTES.profiles, body)).toMatchObject({ status, body: { error: expect.any(String) } })
  })
})

describe('what a person may ask for', () => {
  test('see, correct, restrict, object: each is audited, and the audit names nobody', async () => {
    const id = idOf('rights')
    await identify({ login: 'rights', visitor: id })
    await bring([{ login: 'rights', traits: { company: 'Acme', plan: 'gold' }, scores: { worth: 3 } }])
    const began = Math.floor(Date.now() / 1000)
    const correction = { traits: { company: '合わせ', plan: null }, scores: { churn: 1, worth: null } }
    expect(await ask('PATCH', at(id), correction)).toEqual({
      status: 200,
      body: { visitor: id, state: 'active' },
      next: null,
    })
    expect(await ask('POST', at(id, '/object'), { objected: true })).toMatchObject({ body: { state: 'objected' } })
    expect(await ask('POST', at(id, '/restrict'), { restricted: true })).toMatchObject({
      body: { state: 'restricted_and_objected' },
    })
    expect(await bring([{ visitor: id, scores: { churn: 2 } }])).toMatchObject({ body: { accepted: 0 } })
    expect(JSON.parse((await worker.profiles.get(`profile:main:${id}`))!)).toMatchObject({
      state: 'restricted_and_objected',
    })
    const seen = await ask('GET', at(id))
    expect(seen.body.memory).toMatchObject({ traits: { company: { value: '合わせ' } } })
    expect(seen.body.memory.scores).toEqual({ churn: { value: 1, at: expect.any(Number) } })
    expect(seen.body.memory.scores.churn.at).toBeGreaterThanOrEqual(began)
    expect(seen.body.memory.traits).not.toHaveProperty('plan')
    expect(seen.body.requests.map(({ action }: { action: string }) => action)).toEqual([
      'restrict',
      'object',
      'rectify',
      'identify',
    ])
    expect(JSON.stringify(await record.rows('select * from audit'))).not.toContain(id)
  })

  test.each([
    ['PATCH', '', {}],
    ['PATCH', '', { traits: { shoe: 1 } }],
    ['PATCH', '', { traits: { plan: 'silver' } }],
    ['PATCH', '', { scores: { churn: 'high' } }],
    ['PATCH', '', { traits: [], more: 1 }],
    ['PATCH', '', 'nonsense'],
    ['POST', '/restrict', {}],
    ['POST', '/restrict', { restricted: 'yes' }],
    ['POST', '/object', { restricted: true }],
    ['GET', '/events?after=x', undefined],
  ])('%s %s %j is refused', async (method, rest, body) => {
    expect(await ask(method, at(idOf('refused'), rest), body)).toMatchObject({ status: 400 })
  })

  test('of somebody unknown nothing can be corrected, and an odd id is none', async () => {
    expect(await ask('PATCH', at('unknown'), { traits: { plan: 'gold' } })).toMatchObject({ status: 404 })
    expect(await ask('POST', at('by-login', '/object?login=unknown'), { objected: true })).toMatchObject({
      status: 404,
    })
    expect(await ask('GET', at(encodeURIComponent('a b')))).toMatchObject({ status: 400 })
    expect(await ask('GET', at('by-login'))).toMatchObject({ status: 400 })
  })

  test('their events, page by page, and none once they are being erased', async () => {
    const id = idOf('events')
    await identify({ login: 'events', visitor: idOf('events first') })
    await identify({ login: 'events', visitor: id })
    await tell(eventsOf(id, 700))
    await tell(eventsOf(idOf('events first'), 700))
    const first = await ask('GET', at(id, '/events'))
    expect(first.body.trim().split('\n')).toHaveLength(1_000)
    const rest = await ask('GET', at(id, `/events?after=${first.next}`))
    expect([rest.body.trim().split('\n').length, rest.next]).toEqual([400, null])
    await ask('DELETE', at(id))
    expect(await ask('GET', at(id, `/events?after=${first.next}`))).toMatchObject({ status: 200, body: '', next: null })
  })

  test('erase: the same answer for somebody unknown, and again', async () => {
    await bring([{ login: 'erase', traits: { plan: 'gold' } }])
    const answers = []
    for (const path of [at('by-login', '?login=erase'), at('by-login', '?login=nobody'), at('nobody'), at('nobody')])
      answers.push(await ask('DELETE', path))
    expect(answers[0]).toMatchObject({ status: 200, body: { erased: true, done: true } })
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const again = await bring([
      { login: 'erase', traits: { plan: 'gold' } },
      { login: 'nobody', scores: { churn: 1 } },
    ])
    expect(again.body.notKept).toEqual([
      { index: 0, reason: 'erased' },
      { index: 1, reason: 'erased' },
    ])
  })

  test('erase in a burst of 10,000 events: nothing of the visitor is left', async () => {
    const [a, b] = [idOf('burst a'), idOf('burst b')]
    await identify({ login: 'burst', visitor: b })
    await identify({ login: 'burst', visitor: a })
    await bring([{ login: 'burst', traits: { company: 'Burst company' } }])
    const batches = Array.from({ length: 20 }, (_, i) => eventsOf(i % 2 ? a : b, 500))
    const told = batches.map(tell)
    await told[3]
    const [erased] = await Promise.all([
      ask('DELETE', at(a)),
      bring([{ login: 'burst', traits: { company: 'Burst company' } }]),
      identify({ login: 'burst', visitor: a }),
      ...told,
    ])
    expect(erased).toMatchObject({ status: 200, body: { erased: true } })
    await worker.fireCron('* * * * *')
    expect(await left([a, b])).toBe(0)
    const stored = await record.rows("select count(*) as n from events where kind = 'search' and id > ?", [
      batches[0]![0]!.id,
    ])
    expect(Number(stored[0]!.n)).toBeGreaterThanOrEqual(9_999)
  })
})

test('a trait and a score go when their time is over, in the database and in the copy', async () => {
  const [id, earlier] = [idOf('aged'), idOf('aged earlier')]
  const bare = Object.fromEntries(['churn', 'worth'].map((name) => [name, 1]))
  for (const visitor of [id, earlier]) {
    await identify({ login: visitor, visitor })
    await bring([{ login: visitor, traits: { company: 'Acme', plan: 'gold' }, scores: bare }])
  }
  const before = "update visitors set memory = json_set(memory, '$.scores', json(?)) where id = ?"
  await record.rows(before, [JSON.stringify(bare), earlier])
  await worker.fireCron('*/15 * * * *', Date.now() + 31 * 86_400_000)
  for (const visitor of [id, earlier]) {
    const { memory } = (await ask('GET', at(visitor))).body
    expect([memory.traits, memory.scores].map(Object.keys)).toEqual([['company'], ['churn']])
    expect(memory.scores.churn).toEqual({ value: 1, at: expect.any(Number) })
    const copy = JSON.parse((await worker.profiles.get(`profile:main:${visitor}`))!)
    expect(copy.memory).toMatchObject({ traits: memory.traits, scores: memory.scores })
  }
})

test('a database that does not answer is said, and nothing half done', async () => {
  await using lost = await startWorker({ record: { url: 'http://127.0.0.1:1' } })
  await lost.publish(headlineRules('ours', { schema: { scores: { churn: {} } } }))
  for (const [method, path, body] of [
    ['POST', ROUTES.identify, { login: 'a' }],
    ['POST', ROUTES.profiles, { source: 'crm', profiles: [{ login: 'a', scores: { churn: 1 } }] }],
    ['GET', at('a'), undefined],
    ['DELETE', at('a'), undefined],
  ] as const)
    expect(await ask(method, path, body, lost)).toMatchObject({ status: 503, body: { reason: 'not_done' } })
})
