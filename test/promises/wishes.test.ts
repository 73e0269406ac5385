/** What an operator does for a visitor who is known by their cookie alone: their next page knows of it, and so does the collector. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Memory } from '../../src/core/memory.ts'
import { KEYS } from '../../src/keys.ts'
import { ROUTES } from '../../src/routes.ts'
import { batchOf, fromBrowser, sent } from '../collect/sent-events.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { rememberedIn, returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker, TEST_TOKEN, type TestWorker, type WorkerOptions } from '../harness/worker.ts'
import { plain, ruleset } from './site.ts'

const PAGE = '<h1>origin</h1>'
const THEIRS = '<h1>for reader</h1>'
const LIST = KEYS.wishes('main')

const origin = await startOrigin((_request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end(PAGE)
})
const record = await startRecord()
const options = { origin: origin.url, record, breakable: true, cf: { country: 'JP' } } satisfies WorkerOptions
const worker = await startWorker(options)
afterAll(() => Promise.all([worker.dispose(), record[Symbol.asyncDispose](), origin.close()]))

const RULES = ruleset(
  { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
  [plain('role', { headline: { text: 'for {{traits.role|nobody}}' } }, { when: { 'traits.role': { $exists: true } } })],
  { memory: 'on', schema: { traits: { role: { type: 'string' } } } },
)

beforeAll(async () => {
  expect(await worker.publish(RULES)).toMatchObject({ status: 200 })
})

beforeEach(() => worker.breakKv('none'))

const traits = { role: { value: 'reader', source: 'declared', purpose: null, at: 1_795_000_020 } } as const
let made = 0
const somebody = (more: Partial<Memory> = {}): Memory =>
  returning(`wish-${++made}`.padEnd(22, '-'), { traits, ...more })

const look = async (cookie: string | null, at: TestWorker = worker) => {
  const page = await at.fetch('/', { headers: { cookie } })
  return { status: page.status, text: page.text, memory: await rememberedIn(page.setCookies) }
}

const operator = async (method: string, { visitor }: Memory, act = '', body?: object, at: TestWorker = worker) => {
  const answer = await at.fetch(`${ROUTES.visitors}/${visitor}${act}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text)
}

const erase = (memory: Memory, at?: TestWorker) => operator('DELETE', memory, '', undefined, at)
const WISHES = [
  ['objected', '/object'],
  ['restricted', '/restrict'],
] as const

/** Nobody's page, and the cookie of somebody new. */
const beganAnew = ({ visitor }: Memory) => ({
  text: PAGE,
  memory: {
    visitor: expect.not.stringMatching(visitor),
    traits: expect.not.objectContaining(traits),
    visits: { count: 1, pageCount: 1 },
  },
})
/** Nobody's page, and the cookie as it was. */
const leftAlone = ({ visitor, visits }: Memory) => ({
  text: PAGE,
  memory: { visitor, traits, visits: { pageCount: visits.pageCount } },
})

describe('erased', () => {
  test('the next page is nobody’s, in an isolate that has served them and in a fresh one', async () => {
    const one = somebody()
    const cookie = await visitorCookie(one)
    expect((await look(cookie)).text).toBe(THEIRS)
    expect(await erase(one)).toMatchObject({ erased: true, done: true })
    expect(await look(cookie)).toMatchObject(beganAnew(one))
    await worker.restart()
    expect(await look(cookie)).toMatchObject(beganAnew(one))
    expect((await look(await visitorCookie(somebody()))).text).toBe(THEIRS)
  })

  test('a list that is lost is written again by the cron job of each minute', async () => {
    const one = somebody()
    await erase(one)
    await worker.rules.delete(LIST)
    await worker.fireCron('* * * * *')
    expect(await worker.rules.get(LIST)).toContain('"erased":[')
    await worker.restart()
    expect(await look(await visitorCookie(one))).toMatchObject(beganAnew(one))
  })

  test('a known visitor’s cookie ends too where their copy cannot be read', async () => {
    const one = somebody({ isKnown: true })
    await erase(one)
    await worker.breakKv('hangs', 'profile:')
    expect(await look(await visitorCookie(one))).toMatchObject(beganAnew(one))
    await worker.breakKv('none')
  })
})

describe.each(WISHES)('%s', (wish, act) => {
  test('the next page is nobody’s and counts nothing, until it is taken back', async () => {
    const one = somebody()
    const cookie = await visitorCookie(one)
    expect(await operator('POST', one, act, { [wish]: true })).toMatchObject({ state: wish })
    expect(await look(cookie)).toMatchObject(leftAlone(one))
    await worker.restart()
    expect(await look(cookie)).toMatchObject(leftAlone(one))
    await operator('POST', one, act, { [wish]: false })
    expect((await look(cookie)).text).toBe(THEIRS)
  })
})

describe('with RESIDENCY=cookie', () => {
  test('erasing and objecting reach the cookie; KV has numbers, and no id', async () => {
    await using strict = await startWorker({ ...options, vars: { RESIDENCY: 'cookie' } })
    await strict.publish(RULES)
    const [gone, objecting, staying] = [somebody({ isKnown: true }), somebody(), somebody()]
    expect(await erase(gone, strict)).toMatchObject({ done: true })
    await operator('POST', objecting, '/object', { objected: true }, strict)
    expect(await look(await visitorCookie(gone), strict)).toMatchObject(beganAnew(gone))
    expect(await look(await visitorCookie(objecting), strict)).toMatchObject(leftAlone(objecting))
    expect((await look(await visitorCookie(staying), strict)).text).toBe(THEIRS)
    expect((await strict.profiles.list()).keys).toEqual([])
    expect(await strict.rules.get(LIST)).toMatch(/^\{"v":1,"at":\d+,"erased":\[[\d,]+\],"withheld":\[[\d,]+\]\}$/)
    const [row] = await record.rows('select * from visitors where id = ?', [objecting.visitor])
    expect(row).toMatchObject({ state: 'objected', memory: null })
  })
})

describe('a list that cannot be read', () => {
  const faults = ['throws', 'hangs'] as const

  test.each(faults)(
    '(%s) in a fresh isolate: no memory is used, the cookie stays, and then all is as before',
    async (fault) => {
      const one = somebody()
      const cookie = await visitorCookie(one)
      await worker.restart()
      await worker.breakKv(fault, LIST)
      expect(await look(cookie)).toMatchObject(leftAlone(one))
      expect((await look(null)).memory).toMatchObject({ visits: { pageCount: 1 } })
      await worker.breakKv('none')
      expect(await look(cookie)).toMatchObject({ text: THEIRS, memory: { visitor: one.visitor } })
    },
  )

  test.each(faults)('(%s) later on: the one that was read before holds', async (fault) => {
    const [gone, one] = [somebody(), somebody()]
    await erase(gone)
    await worker.restart()
    expect((await look(await visitorCookie(one))).text).toBe(THEIRS)
    await worker.breakKv(fault, LIST)
    expect((await look(await visitorCookie(one))).text).toBe(THEIRS)
    expect(await look(await visitorCookie(gone))).toMatchObject(beganAnew(gone))
  })

  test('is said when a wish cannot be listed, and the database has it all the same', async () => {
    const one = somebody()
    await worker.breakKv('throws', LIST)
    expect(await erase(one)).toMatchObject({ erased: true, done: false })
    await worker.logged(/"event":"wishes_unlisted"/)
    await worker.breakKv('none')
    await worker.fireCron('* * * * *')
    expect(await look(await visitorCookie(one))).toMatchObject(beganAnew(one))
  })
})

describe('the collector', () => {
  const tell = async (memory: Memory) => {
    const told = sent({ kind: 'item_view', item: 'tent', path: '/items/tent' })
    const { status, raw } = await fromBrowser(worker, batchOf([told]), { cookie: await visitorCookie(memory) })
    const [row] = await record.rows('select visitor from events where id = ?', [told.id])
    return { status, visitor: row!.visitor, cookies: raw.setCookies.map((one) => one.replace(/=[^;]+;/, '=…;')) }
  }
  const WRITTEN = [expect.stringMatching(/^awase-acts=…; .*Max-Age=34560000/)]
  const ENDED = [/^awase=; .*Max-Age=0/, /^awase-acts=; .*Max-Age=0/].map((one) => expect.stringMatching(one))

  test('writes down what a visitor did, and knows who did it', async () => {
    const one = somebody()
    expect(await tell(one)).toEqual({ status: 202, visitor: one.visitor, cookies: WRITTEN })
  })

  test.each([false, true])('ends the cookies of who was erased (known: %s)', async (isKnown) => {
    const one = somebody({ isKnown })
    await erase(one)
    expect(await tell(one)).toEqual({ status: 202, visitor: null, cookies: ENDED })
  })

  test.each(WISHES)('writes nothing down of who %s', async (wish, act) => {
    for (const one of [somebody(), somebody({ isKnown: true })]) {
      await operator('POST', one, act, { [wish]: true })
      expect(await tell(one)).toEqual({ status: 202, visitor: null, cookies: [] })
    }
  })

  test('goes by the copy of a known visitor where it is newer than the list', async () => {
    const one = somebody({ isKnown: true })
    await worker.profiles.put(`profile:main:${one.visitor}`, JSON.stringify({ state: 'objected', memory: null }))
    expect(await tell(one)).toEqual({ status: 202, visitor: null, cookies: [] })
  })

  test.each(['throws', 'hangs'] as const)('writes nothing down where the list cannot be read (%s)', async (fault) => {
    const one = somebody()
    await worker.restart()
    await worker.breakKv(fault, LIST)
    expect(await tell(one)).toEqual({ status: 202, visitor: one.visitor, cookies: [] })
    await worker.breakKv('none')
  })
})
