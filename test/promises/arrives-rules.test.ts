/** Promise 1, for what can be wrong with us: KV, the compiled document, the decision. What is wrong with the page: arrives-markup. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { KEYS } from '../../src/keys.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { comparable, fallbacks, headlineRules, warm } from './site.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1><p>text</p>'
const EDITED = PAGE.replace('origin', 'ours')
const HEADERS = { 'x-from-origin': 'one', etag: '"1"', 'cache-control': 'max-age=60', 'content-language': 'ja' }

const origin = await startOrigin((request, response) => {
  response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/; HttpOnly'])
  pages({ '/': PAGE, '/other': PAGE }, HEADERS)(request, response)
})
const worker = await startWorker({ origin: origin.url, breakable: true })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

beforeEach(async () => {
  await worker.breakKv('none')
  expect((await worker.publish(headlineRules('ours'))).status).toBe(200)
})

/** The origin's page, with no header changed but those that keep it out of shared caches (promise 6). */
async function expectOriginsPage(reason: string): Promise<void> {
  const page = await worker.fetch('/')
  expect(page).toMatchObject({
    status: 200,
    text: PAGE,
    complete: true,
    setCookies: ['a=1; Path=/', 'b=2; Path=/; HttpOnly'],
  })
  expect(comparable(page, ['content-length', 'set-cookie'])).toEqual([
    'cache-control: private, no-cache',
    'content-language: ja',
    'content-type: text/html; charset=utf-8',
    'x-from-origin: one',
  ])
  await worker.logged(new RegExp(`"fallback".*"${reason}"`))
  expect(await fallbacks(worker)).toEqual({ [reason]: 1 })
}

describe.each(['throws', 'hangs', 'slow'] as const)('KV %s', (fault) => {
  test('in a cold isolate: the page arrives', async () => {
    await worker.restart()
    await worker.breakKv(fault)
    await expectOriginsPage('rules_unavailable')
  })

  test('in a warm isolate: what it knows goes on', async () => {
    await worker.breakKv(fault)
    expect((await worker.fetch('/')).text).toBe(EDITED)
  })
})

test('KV is not bound at all: the page arrives', async () => {
  await using bare = await startWorker({ origin: origin.url, without: ['RULES', 'WEATHER'] })
  const page = await bare.fetch('/')
  expect(page).toMatchObject({ status: 200, text: PAGE, setCookies: ['a=1; Path=/', 'b=2; Path=/; HttpOnly'] })
})

const live = async () => JSON.parse((await worker.rules.get(KEYS.compiled('main'))) ?? '')

/** Documents that our own publishing never writes. */
const ODD: readonly (readonly [name: string, change: (good: Awaited<ReturnType<typeof live>>) => string])[] = [
  ['is no JSON', () => '{"revision":'],
  ['lacks its experiences', (good) => JSON.stringify({ ...good, ruleset: { ...good.ruleset, experiences: null } })],
  ['lacks its slots', (good) => JSON.stringify({ ...good, ruleset: { ...good.ruleset, slots: null } })],
  ['has variants of another shape', (good) => JSON.stringify(withVariants(good, [{ id: 'v', weight: 1, slots: 7 }]))],
  [
    'has edits of another shape',
    (good) => JSON.stringify(withVariants(good, [{ id: 'v', weight: 1, slots: [ODD_EDITS] }])),
  ],
  ['lacks its site', (good) => JSON.stringify({ ...good, ruleset: { ...good.ruleset, site: null } })],
]

/** Seen only when a decision renders it. */
const ODD_EDITS = {
  slot: 0,
  edits: { own: [{ op: 'text', value: [{ attribute: 5, fallback: 'x' }] }], parts: [], arrange: null },
}

const withVariants = (good: Awaited<ReturnType<typeof live>>, variants: unknown) => ({
  ...good,
  ruleset: { ...good.ruleset, experiences: good.ruleset.experiences.map((e: object) => ({ ...e, variants })) },
})

describe.each(ODD)('the compiled document %s', (_, change) => {
  test('the page arrives, in a fresh isolate', async () => {
    await worker.rules.put(KEYS.compiled('main'), change(await live()))
    await worker.restart()
    expect(await worker.fetch('/')).toMatchObject({ status: 200, text: PAGE, complete: true })
    expect(await worker.fetch('/')).toMatchObject({ status: 200, text: PAGE, complete: true })
    expect(Object.values(await fallbacks(worker)).reduce((sum, count) => sum + count, 0)).toBe(2)
  })

  test('what runs already goes on, and publishing mends it', async () => {
    await worker.rules.put(KEYS.compiled('main'), change(await live()))
    expect((await worker.fetch('/')).text).toBe(EDITED)
    expect((await worker.publish(headlineRules('mended'))).status).toBe(200)
    await worker.restart()
    await warm(worker)
    expect((await worker.fetch('/')).text).toContain('mended')
  })
})

test.each(['null', '5', '{}', '[]', '{"ruleset":{"format":0}}'])(
  'the compiled document is %s: as if none was there',
  async (text) => {
    await worker.rules.put(KEYS.compiled('main'), text)
    await worker.restart()
    await warm(worker)
    const page = await worker.fetch('/')
    expect(page).toMatchObject({ status: 200, text: PAGE })
    expect(page.header('etag')).toBe('"1"')
  },
)

test.each([{ now: 1e300 }, { now: -1e300 }, { 'geo.latitude': {}, 'time.hour': [] }, { 'page.query.__proto__': {} }])(
  'a simulated %j: the page arrives',
  async (simulate) => {
    const page = await worker.fetch('/', { simulate })
    expect(page.status).toBe(200)
    expect([PAGE, EDITED]).toContain(page.text)
  },
)
