/** What a page leaves in the record: the real Worker, the real database. An inbox that fails: recording-faults.test.ts. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RawRequest } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { rememberedIn, returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker } from '../harness/worker.ts'
import { tokenFor } from './preview-site.ts'
import { plain, ruleset } from './site.ts'

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const PAGE = '<!doctype html><h1>origin</h1><p class="lead">origin</p>'
/** More than a window, a socket's buffers and a pipe hold. */
const LONG = `${PAGE}${'<p>word</p>'.repeat(2_000_000)}`

const origin = await startOrigin(({ target }, response) => {
  const path = target.split('?', 1)[0]!
  if (path.startsWith('/moved')) return response.writeHead(302, { location: '/', ...HTML }).end()
  if (path.startsWith('/broken')) return response.writeHead(200, HTML).end('<div><h1>origin<p>words</div>')
  if (path.startsWith('/zstd')) return response.writeHead(200, { ...HTML, 'content-encoding': 'zstd' }).end(PAGE)
  return response.writeHead(200, HTML).end(path.startsWith('/long') ? LONG : PAGE)
})
const record = await startRecord()
const SITES = { 'held.example': 'held', 'forgetful.example': 'forgetful', 'other.example': 'other' }
const worker = await startWorker({
  origin: origin.url,
  record,
  vars: { SITES: JSON.stringify(SITES), LOG: 'pages' },
})
afterAll(() => Promise.all([worker.dispose(), record.dispose(), origin.close()]))

const SLOTS = {
  headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
  lead: { paths: ['/*'], selector: 'p.lead', kind: 'text' },
  absent: { paths: ['/*'], selector: 'aside.none', kind: 'text' },
}
const at = (path: string) => ({ when: { 'page.path': path } })
const drawn = {
  id: 'drawn',
  ...at('/drawn'),
  control: 0.2,
  variants: [
    { id: 'a', weight: 1, slots: { headline: { text: 'a' } } },
    { id: 'b', weight: 3, slots: { headline: { text: 'b' } } },
  ],
}
const RULES = (site: object) =>
  ruleset(
    SLOTS,
    [
      drawn,
      {
        ...plain('control', { headline: { text: 'never' } }, { when: { 'page.path': { $prefix: '/control' } } }),
        control: 1,
      },
      plain('two', { headline: { text: 'ours' }, absent: { text: 'ours' } }, at('/two')),
      plain('none', { absent: { text: 'ours' } }, { when: { 'page.path': { $prefix: '/none' } } }),
      plain('lead', { lead: { text: 'ours' } }, at('/pair')),
      plain('all', { headline: { text: 'ours' } }, { when: { $not: { 'page.path': { $prefix: '/no' } } } }),
    ],
    { memory: 'on', ...site },
  )

beforeAll(async () => {
  for (const [site, settings] of Object.entries({
    main: {},
    held: { holdout: 1 },
    other: {},
    forgetful: { memory: 'off' },
  })) {
    expect((await worker.publish(RULES(settings), site)).status).toBe(200)
  }
})

const SENDAI = { country: 'JP', region: 'Miyagi', regionCode: '04', timezone: 'Asia/Tokyo' }
const look = (path: string, init: RawRequest = {}) => worker.fetch(path, { cf: SENDAI, ...init })

const visitorId = (number: number): string => String(number).padStart(22, 'v')
const cookie = (visitor: string, pageCount = 2): Promise<string> => {
  const { visits } = returning(visitor)
  return visitorCookie(returning(visitor, { visits: { ...visits, pageCount } }))
}

/** Absent columns left out, as the event itself has it. */
async function eventsWhere(where: string, ...args: (string | number | null)[]) {
  const rows = await record.rows(`select * from events where ${where} order by seq`, args)
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
}

const eventsOf = (path: string) => eventsWhere('path = ?', path)

async function recorded(path: string, count = 1) {
  await expect.poll(async () => (await eventsOf(path)).length).toBe(count)
  return eventsOf(path)
}

/** How often pages of a site fell back for this reason, as far as the record has heard. */
async function told(site: string, reason: string): Promise<number> {
  const sum = 'select coalesce(sum(count), 0) as count from fallback_counts where site = ? and reason = ?'
  return Number((await record.rows(sum, [site, reason]))[0]!.count)
}

let landmarks = 0

/** What came before a page that is in the record is there too, or never will be: an isolate sends in order. */
async function settled(): Promise<void> {
  const path = `/landmark/${landmarks++}`
  await look(path, { headers: { cookie: await cookie(visitorId(9)) } })
  await recorded(path)
}

async function expectNothing(path: string): Promise<void> {
  await settled()
  expect(await eventsOf(path)).toEqual([])
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('an exposure', () => {
  test('says who, where, when, which arm of which revision, and how likely that was', async () => {
    const before = Date.now()
    const page = await look('/whole?secret=1#x', { headers: { referer: 'https://www.google.com/' } })
    expect(page.text).toContain('<h1>ours')
    const [event] = await recorded('/whole')
    const { visitor } = (await rememberedIn(page.setCookies))!
    expect(event).toEqual({
      seq: expect.any(Number),
      id: expect.stringMatching(UUID_V7),
      site: 'main',
      kind: 'exposure',
      source: 'edge',
      at: expect.any(Number),
      received_at: expect.any(Number),
      visitor,
      decision: expect.stringMatching(UUID_V7),
      revision: 1,
      path: '/whole',
      experience: 'all',
      arm: 'v',
      propensity: 1,
      context: expect.any(String),
      data: '{"slots":["headline"]}',
    })
    expect(event!.id).not.toBe(event!.decision)
    expect(event!.at).toBeGreaterThanOrEqual(before)
    expect(event!.received_at).toBeGreaterThanOrEqual(event!.at as number)
    expect(JSON.parse(event!.context as string)).toEqual({
      country: 'JP',
      region: 'Miyagi',
      language: 'ja',
      device: 'desktop',
      channel: 'search',
      dayPart: expect.any(String),
      isReturning: false,
      consent: 'setting',
      export: true,
    })
  })

  test('each arm with its probability, control without an arm', async () => {
    const arms = new Map<string, string>()
    for (let number = 0; number < 40; number++) {
      const page = await look('/drawn', { headers: { cookie: await cookie(visitorId(number)) } })
      arms.set(visitorId(number), /<h1>(\w+)/.exec(page.text)![1]!)
    }
    const events = await recorded('/drawn', 40)
    const propensity: { [arm: string]: number } = { origin: 0.2, a: 0.2, b: 0.6 }
    expect(new Set(arms.values())).toEqual(new Set(Object.keys(propensity)))
    for (const event of events) {
      const seen = arms.get(event.visitor as string)!
      expect(event).toMatchObject({ experience: 'drawn', propensity: expect.closeTo(propensity[seen]!, 9) })
      expect(event.arm).toBe(seen === 'origin' ? undefined : seen)
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(40)
  })

  test('control is recorded as a variant is', async () => {
    expect((await look('/control')).text).toBe(PAGE)
    const [event] = await recorded('/control')
    expect(event).toMatchObject({
      kind: 'exposure',
      experience: 'control',
      propensity: 1,
      data: '{"slots":["headline"]}',
    })
    expect(event).not.toHaveProperty('arm')
  })

  test('names only slots that were met', async () => {
    await look('/two')
    expect(await recorded('/two')).toMatchObject([{ experience: 'two', data: '{"slots":["headline"]}' }])
  })

  test('one for each experience of a page, under one decision', async () => {
    await look('/pair')
    const [first, second] = await recorded('/pair', 2)
    expect([first!.experience, second!.experience]).toEqual(['lead', 'all'])
    expect([first!.data, second!.data]).toEqual(['{"slots":["lead"]}', '{"slots":["headline"]}'])
    expect(first!.decision).toBe(second!.decision)
    expect(first!.id).not.toBe(second!.id)
  })

  test('without memory there is no visitor in it, and nothing of the visit', async () => {
    await look('/forgetful', { headers: { host: 'forgetful.example', cookie: await cookie(visitorId(1)) } })
    const [event] = await recorded('/forgetful')
    expect(event).toMatchObject({ site: 'forgetful', experience: 'all' })
    expect(event).not.toHaveProperty('visitor')
    expect(JSON.parse(event!.context as string)).not.toHaveProperty('isReturning')
  })

  test('what is not known is not in its context', async () => {
    await worker.fetch('/anywhere', { cf: { country: undefined }, headers: { 'accept-language': null } })
    const [event] = await recorded('/anywhere')
    expect(Object.keys(JSON.parse(event!.context as string)).sort()).toEqual([
      'channel',
      'consent',
      'dayPart',
      'device',
      'export',
      'isReturning',
    ])
  })

  test('visitors who leave in the middle of a page were exposed too: ten of ten', async () => {
    for (let left = 0; left < 10; left++) {
      const page = await worker.open('/long/left')
      for await (const chunk of page.chunks) {
        expect(String(chunk)).toContain('<h1>ours')
        break
      }
      page.abort()
    }
    await recorded('/long/left', 10)
  })
})

describe('nothing is recorded of', () => {
  test('an experience of which no slot was met, though it won', async () => {
    expect((await look('/none')).text).toBe(PAGE)
    await expectNothing('/none')
  })

  test('a prefetch, even of a known visitor', async () => {
    const headers = { cookie: await cookie(visitorId(1)), 'sec-purpose': 'prefetch' }
    expect((await look('/prefetched', { headers })).text).toContain('<h1>ours')
    await expectNothing('/prefetched')
  })

  test('a simulated page', async () => {
    expect((await look('/simulated', { simulate: { 'device.kind': 'mobile' } })).text).toContain('<h1>ours')
    await expectNothing('/simulated')
  })

  test('a preview', async () => {
    const page = await look(`/previewed?awase-preview=${await tokenFor()}`)
    expect(page.text).toContain('<h1>ours')
    expect(page.header('awase-preview')).not.toBe(null)
    await expectNothing('/previewed')
  })

  test('a bot', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }
    expect((await look('/crawled', { headers })).text).toBe(PAGE)
    expect((await look('/crawled', { headers: { ...headers, host: 'held.example' } })).text).toBe(PAGE)
    await expectNothing('/crawled')
  })

  test('a page that fell back, but for its reason', async () => {
    await settled()
    const before = { main: await told('main', 'unbalanced_element'), other: await told('other', 'unbalanced_element') }
    for (let view = 0; view < 3; view++) await look('/broken')
    await look('/broken', { headers: { host: 'other.example' } })
    await look('/broken', { simulate: { 'device.kind': 'mobile' } })
    await expectNothing('/broken')
    expect(await told('main', 'unbalanced_element')).toBe(before.main + 3)
    expect(await told('other', 'unbalanced_element')).toBe(before.other + 1)
  })

  test('an answer that is no page', async () => {
    expect((await look('/moved')).status).toBe(302)
    await expectNothing('/moved')
  })
})

test('fallbacks are told without any exposure, once, with the time and an id of their own', async () => {
  await look('/zstd/1')
  await look('/zstd/2')
  await expect.poll(() => told('main', 'compressed')).toBe(2)
  for (const row of await record.rows(`select * from fallback_counts where reason = 'compressed'`)) {
    expect(row).toMatchObject({ id: expect.stringMatching(UUID_V7), site: 'main' })
    expect(Math.abs(Date.now() - Number(row.at))).toBeLessThan(60_000)
  }
})

describe('the holdout', () => {
  const held = (path: string, headers: RawRequest['headers'] = {}) =>
    look(path, { headers: { host: 'held.example', ...headers } })

  test('is recorded on the first page of a visit, and not again on the next', async () => {
    const first = await held('/held/1')
    expect(first.text).toBe(PAGE)
    const own = first.setCookies[0]!.split(';')[0]!
    const { visitor } = (await rememberedIn(first.setCookies, { site: 'held', name: '__Host-awase' }))!
    await held('/held/2', { cookie: own })
    const [event] = await recorded('/held/1')
    expect(event).toMatchObject({
      site: 'held',
      kind: 'holdout',
      source: 'edge',
      visitor,
      decision: expect.stringMatching(UUID_V7),
      revision: 1,
      propensity: 1,
      context: expect.stringContaining('"country":"JP"'),
    })
    expect(event).not.toHaveProperty('experience')
    await expectNothing('/held/2')
  })

  test('a redirect is no page of the visit: the one after it is the first', async () => {
    expect((await held('/moved/held')).setCookies).toEqual([])
    await held('/held/after')
    await recorded('/held/after')
    expect(await eventsOf('/moved/held')).toEqual([])
  })

  test('a page that could not be read all the same is the first one', async () => {
    const page = await held('/zstd/held')
    expect(page.setCookies).toHaveLength(1)
    expect(await recorded('/zstd/held')).toMatchObject([{ kind: 'holdout' }])
  })

  test('not of a prefetch', async () => {
    await held('/held/prefetched', { 'sec-purpose': 'prefetch;prerender' })
    const longAgo = await cookie(visitorId(2), 1)
    await held('/held/prefetched', { cookie: longAgo, 'sec-purpose': 'prefetch' })
    await expectNothing('/held/prefetched')
  })

  test('not of a simulated page', async () => {
    await look('/held/simulated', { headers: { host: 'held.example' }, simulate: { visitor: 'somebody' } })
    await expectNothing('/held/simulated')
  })
})

describe('the log', () => {
  const line = async (path: string) => JSON.parse(await worker.logged(new RegExp(`"event":"page".*"path":"${path}"`)))

  test('has a line for each page, by which its events are found, and no visitor', async () => {
    const page = await look('/told?q=secret', { headers: { cookie: await cookie(visitorId(3)) } })
    expect(page.status).toBe(200)
    const [event] = await recorded('/told')
    expect(await line('/told')).toEqual({
      event: 'page',
      site: 'main',
      path: '/told',
      decision: event!.decision,
      revision: 1,
      outcome: 'edited',
      consent: 'setting',
      slots: [{ slot: 'headline', experience: 'all', arm: 'v', met: true }],
    })
  })

  test.each([
    ['/broken/told', 'main', 'fallback'],
    ['/control/told', 'main', 'baseline'],
    ['/none/told', 'main', 'not_met'],
    ['/nobody/told', 'main', 'no_winner'],
    ['/held/told', 'held', 'holdout'],
  ])('%s: %3$s', async (path, site, outcome) => {
    await look(path, { headers: { host: site === 'held' ? 'held.example' : 'any.example' } })
    expect((await line(path)).outcome).toBe(outcome)
  })

  test('has none for an answer that is no page', async () => {
    await look('/moved/told')
    await look('/past')
    await line('/past')
    expect(worker.logs.filter(({ message }) => message.includes('/moved/told'))).toEqual([])
  })

  test('never names a visitor', async () => {
    await look('/anonymous', { headers: { cookie: await cookie(visitorId(4)) } })
    await line('/anonymous')
    expect(worker.logs.filter(({ message }) => message.includes(visitorId(4)))).toEqual([])
  })
})

test("many at once: each is there once, and no request waited for what is another's", async () => {
  const PAGES_COUNT = 600
  const AT_ONCE_COUNT = 30
  const views = Array.from({ length: PAGES_COUNT }, (_, number) => number).values()
  const visitors = Array.from({ length: AT_ONCE_COUNT }, async () => {
    for (const number of views) {
      const page = await look('/crowd', { headers: { cookie: await cookie(visitorId(number)) } })
      expect(page.text).toContain('<h1>ours')
    }
  })
  await Promise.all(visitors)
  const events = await recorded('/crowd', PAGES_COUNT)
  expect(new Set(events.map(({ visitor }) => visitor)).size).toBe(PAGES_COUNT)
  expect(worker.logs.filter(({ message }) => /uncaught|different request|"fault"/i.test(message))).toEqual([])
})

test('through a Queue it is the same', async () => {
  await using queued = await startWorker({ origin: origin.url, record, queue: {} })
  expect((await queued.publish(RULES({}))).status).toBe(200)
  await queued.fetch('/queued', { headers: { cookie: await cookie(visitorId(5)) } })
  expect(await recorded('/queued')).toMatchObject([{ visitor: visitorId(5), experience: 'all', arm: 'v' }])
})

test('everything has one id, whatever was told', async () => {
  await settled()
  const [row] = await record.rows('select count(*) as events, count(distinct id) as ids from events')
  expect(row!.events).toBe(row!.ids)
})
