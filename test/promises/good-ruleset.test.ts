/** Promise 9: a bad ruleset never replaces a good one, whichever way it comes, and says what is wrong and where. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { PublishedRuleset } from '../../src/core/compiled.ts'
import { KEYS } from '../../src/keys.ts'
import { MAX_RULESET_BYTES } from '../../src/ruleset/limits.ts'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { headlineRules, plain, ruleset, rulesHealth, warm } from './site.ts'

const PUBLISH_CRON = '* * * * *'
const HOUR_MS = 3_600_000

const origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }, { etag: '"1"' }))
const worker = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const headline = async (): Promise<string> => /<h1>(.*?)<\/h1>/.exec((await worker.fetch('/')).text)?.[1] ?? ''
const live = async (): Promise<PublishedRuleset> =>
  JSON.parse((await worker.rules.get(KEYS.compiled('main'))) ?? 'null')
const byHand = (text: string) => worker.rules.put(KEYS.authored('main'), text)
const cron = () => worker.fireCron(PUBLISH_CRON)
const fresh = async () => {
  await worker.restart()
  await warm(worker)
}

/** The revision of the good document. */
let base = 0

beforeEach(async () => {
  await worker.rules.delete(KEYS.off('main'))
  const { status, body } = await worker.publish(headlineRules('good'))
  expect(status).toBe(200)
  base = body.revision ?? 0
})

const slots = { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } }
/** A document, and the issue's path and code. */
const BAD: readonly (readonly [name: string, text: string, path: string, code: string])[] = [
  ['no JSON', '{"format": 1,', '', 'json_syntax'],
  [
    'an unknown operator',
    JSON.stringify(
      ruleset(slots, [plain('e', { headline: { text: 'bad' } }, { when: { 'geo.city': { $like: 'x' } } })]),
    ),
    'experiences[0].when.geo.city.$like',
    'unknown_operator',
  ],
  [
    'an unknown attribute',
    JSON.stringify(ruleset(slots, [plain('e', { headline: { text: 'bad' } }, { when: { 'geo.town': 'x' } })])),
    'experiences[0].when.geo.town',
    'unknown_attribute',
  ],
  [
    'a selector that HTMLRewriter refuses',
    JSON.stringify(ruleset({ headline: { ...slots.headline, selector: 'h1:last-child' } }, [])),
    'slots.headline.selector',
    'bad_selector',
  ],
  [
    'a costly selector',
    JSON.stringify(ruleset({ headline: { ...slots.headline, selector: 'div div div h1' } }, [])),
    'slots.headline.selector',
    'costly_selector',
  ],
  [
    'cyclic audiences',
    JSON.stringify({ ...ruleset(slots, []), audiences: { a: { $audience: 'b' }, b: { $audience: 'a' } } }),
    'audiences.a',
    'audience_cycle',
  ],
  [
    'a key __proto__',
    '{"format":1,"site":{"timeZone":"Asia/Tokyo","locale":"ja"},"slots":{"__proto__":{}},"audiences":{},"experiences":[]}',
    'slots.__proto__',
    'forbidden_key',
  ],
  [
    'an unknown time zone',
    JSON.stringify(ruleset(slots, [], { timeZone: 'Mars/Olympus' })),
    'site.timeZone',
    'bad_time_zone',
  ],
  [
    'a script link',
    JSON.stringify(
      ruleset({ a: { ...slots.headline, selector: 'a.x', kind: 'link' } }, [
        plain('e', { a: { href: 'javascript:alert(1)' } }),
      ]),
    ),
    'experiences[0].variants[0].slots.a.href',
    'bad_url',
  ],
]

describe.each(BAD)('a document with %s', (_, text, path, code) => {
  test('sent to the endpoint: it is refused with its place, the good one goes on', async () => {
    const { status, body } = await worker.publish(text)
    expect(status).toBe(422)
    expect(body.issues).toContainEqual(
      expect.objectContaining({
        path,
        code,
        severity: 'error',
        message: expect.any(String),
        advice: expect.any(String),
      }),
    )
    await expectGoodOneRuns()
  })

  test('put into KV by hand: the cron job refuses it, the good one goes on', async () => {
    await byHand(text)
    await cron()
    await worker.logged(/"ruleset_refused"/)
    await expectGoodOneRuns()
    await fresh()
    await expectGoodOneRuns()
  })
})

async function expectGoodOneRuns(): Promise<void> {
  expect(await headline()).toBe('good')
  expect(await rulesHealth(worker)).toBe('refused')
  expect(await live()).toMatchObject({ revision: base })
}

test('a bad document is tried once, not every minute, and its successor publishes', async () => {
  await byHand('{')
  const refusals = () => worker.logs.filter(({ message }) => message.includes('"ruleset_refused"')).length
  const before = refusals()
  for (let minute = 0; minute < 3; minute++) await cron()
  expect(refusals()).toBe(before + 1)
  await byHand(JSON.stringify(headlineRules('better')))
  await cron()
  expect(await live()).toMatchObject({ revision: base + 1 })
  expect(await rulesHealth(worker)).toBe('live')
  expect(await headline()).toBe('better')
})

test('taking the bad document back ends the refusal', async () => {
  await byHand('{')
  await cron()
  await byHand(JSON.stringify(headlineRules('good')))
  await cron()
  expect(await rulesHealth(worker)).toBe('live')
  expect(await live()).toMatchObject({ revision: base })
  await worker.publish('{')
  expect(await rulesHealth(worker)).toBe('refused')
  expect(await worker.publish(headlineRules('good'))).toMatchObject({ body: { changed: false } })
  expect(await rulesHealth(worker)).toBe('live')
})

describe('revisions', () => {
  test('go up by one, and the one before is kept', async () => {
    expect((await worker.publish(headlineRules('two'))).body.revision).toBe(base + 1)
    expect((await worker.publish(headlineRules('three'))).body.revision).toBe(base + 2)
    expect(JSON.parse((await worker.rules.get(KEYS.previous('main'))) ?? '')).toMatchObject({ revision: base + 1 })
    expect(await worker.rules.get(KEYS.authored('main'))).toBe(JSON.stringify(headlineRules('three')))
    expect(await headline()).toBe('three')
  })

  test('the same document is no new one', async () => {
    expect(await worker.publish(headlineRules('good'))).toMatchObject({
      status: 200,
      body: { revision: base, changed: false },
    })
    await cron()
    expect((await live()).revision).toBe(base)
  })

  test('nor what lay in KV by hand when the live one was published once more', async () => {
    await byHand(JSON.stringify(headlineRules('by hand')))
    expect((await worker.publish(headlineRules('good'))).body).toMatchObject({ revision: base, changed: false })
    await cron()
    expect(await headline()).toBe('good')
    expect(await live()).toMatchObject({ revision: base })
  })

  test('an old document that is published on purpose is a new one', async () => {
    await worker.publish(headlineRules('two'))
    expect((await worker.publish(headlineRules('good'))).body.revision).toBe(base + 2)
    expect(await headline()).toBe('good')
  })

  test('never go backwards, even when nobody can read the live document', async () => {
    await worker.publish(headlineRules('two'))
    await worker.rules.put(KEYS.compiled('main'), '{"revision":')
    expect((await worker.publish(headlineRules('three'))).body.revision).toBe(base + 2)
    expect(await headline()).toBe('three')
  })
})

describe('a document that was superseded', () => {
  test('and shows in KV once more soon after is a stale copy, and ignored', async () => {
    await worker.publish(headlineRules('two'))
    await byHand(JSON.stringify(headlineRules('good')))
    await cron()
    expect(await headline()).toBe('two')
    expect(await live()).toMatchObject({ revision: base + 1 })
  })

  test('and shows much later was put there by somebody', async () => {
    await worker.publish(headlineRules('two'))
    const document = await live()
    const superseded = document.superseded.map((old) => ({ ...old, at: old.at - HOUR_MS }))
    await worker.rules.put(KEYS.compiled('main'), JSON.stringify({ ...document, superseded }))
    await byHand(JSON.stringify(headlineRules('good')))
    await cron()
    expect(await live()).toMatchObject({ revision: base + 2 })
  })
})

test('what somebody puts into an empty KV is published by the cron job', async () => {
  for (const { name } of (await worker.rules.list()).keys) await worker.rules.delete(name)
  await fresh()
  expect(await rulesHealth(worker)).toBe('none')
  expect(await headline()).toBe('origin')
  await byHand(`\uFEFF${JSON.stringify(headlineRules('by hand'), null, 2)}\n`)
  await cron()
  expect(await rulesHealth(worker)).toBe('live')
  await fresh()
  expect(await headline()).toBe('by hand')
})

test('the kill switch: every page is the origin’s in every respect, until it is lifted', async () => {
  await worker.rules.put(KEYS.off('main'), '')
  await fresh()
  const page = await worker.fetch('/')
  expect(page.text).toContain('origin')
  expect(page.header('etag')).toBe('"1"')
  expect(await rulesHealth(worker)).toBe('off')
  expect((await worker.publish(headlineRules('two'))).status).toBe(200)
  expect(await headline()).toBe('origin')
  await worker.rules.delete(KEYS.off('main'))
  await fresh()
  expect(await headline()).toBe('two')
})

describe('the endpoint', () => {
  const post = (headers: Record<string, string>, body = JSON.stringify(headlineRules('x')), query = '') =>
    fetchRaw(`${worker.url}/_awase/api/v1/publish${query}`, { method: 'POST', headers, body })
  const authorized = { authorization: `Bearer ${TEST_TOKEN}` }

  test.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: `Basic ${TEST_TOKEN}` }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['the token and more', { authorization: `Bearer ${TEST_TOKEN}x` }],
  ])('refuses %s', async (_, headers) => {
    const answer = await post(headers)
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.text)).toEqual({ error: expect.any(String) })
    expect(await headline()).toBe('good')
  })

  test('refuses a site that there is none of', async () => {
    expect((await post(authorized, undefined, '?site=nobody')).status).toBe(404)
    expect((await post(authorized, undefined, '?site=__proto__')).status).toBe(404)
  })

  test('refuses what is too large, without reading it all', async () => {
    const answer = await post(authorized, ' '.repeat(MAX_RULESET_BYTES + 1))
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text).error).toContain(String(MAX_RULESET_BYTES))
  })

  test('refuses everything when no token is set', async () => {
    await worker.restart({ PUBLISH_TOKEN: '' })
    const answer = await post(authorized)
    expect(answer.status).toBe(503)
    expect((await post({ authorization: 'Bearer ' })).status).toBe(503)
    await worker.restart()
  })

  test('is nothing to GET, and no page may keep its answer', async () => {
    const answer = await fetchRaw(`${worker.url}/_awase/api/v1/publish`, { headers: authorized })
    expect(answer.status).toBe(404)
    expect(answer.header('cache-control')).toBe('no-store')
  })
})

test('sites are published apart', async () => {
  await worker.restart({ SITES: JSON.stringify({ 'other.example': 'other' }) })
  expect((await worker.publish(headlineRules('other'), 'other')).body.revision).toBe(1)
  await warm(worker)
  expect(await headline()).toBe('good')
  const page = await worker.fetch('/', { headers: { host: 'other.example' } })
  expect(page.text).toContain('other')
  await worker.restart()
})
