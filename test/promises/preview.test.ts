/** A preview page, through the whole Worker as in production: what decides, what it leaves alone, who keeps it. Who gets none: preview-refused; what the origin sees: preview-untold. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KEYS } from '../../src/keys.ts'
import type { Preview } from '../../src/preview/preview.ts'
import type { RawRequest, RawResponse } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker } from '../harness/worker.ts'
import { HOUR_MS, PREVIEW_COOKIE, storeDraft, tokenFor } from './preview-site.ts'
import { plain, ruleset } from './site.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1><p>words</p>'
/** More than what is read at first. */
const FILLER = '<p>words</p>'.repeat(20_000)
const KEEPING = {
  'cache-control': 'public, max-age=600',
  'cdn-cache-control': 'max-age=60',
  etag: '"abc"',
  expires: 'Wed, 21 Oct 2037 07:28:00 GMT',
}

const origin = await startOrigin(({ target }, response) => {
  const path = target.split('?', 1)[0]!
  response.setHeader('content-type', 'text/html; charset=utf-8')
  if (path === '/moved') return response.writeHead(301, { location: '/', ...KEEPING }).end()
  if (path === '/gone') return response.writeHead(404, KEEPING).end('not here')
  if (path === '/broken') return response.writeHead(200, KEEPING).end('<div><h1>origin<p>words</div>')
  if (path === '/zstd') return response.writeHead(200, { ...KEEPING, 'content-encoding': 'zstd' }).end(PAGE)
  if (path === '/far') return response.writeHead(200, KEEPING).end(`<title>t</title>${FILLER}${PAGE}${FILLER}`)
  return response.writeHead(200, KEEPING).end(PAGE)
})
const worker = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production', LOG: 'pages' } })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const SLOTS = {
  live: { paths: ['/live/*'], selector: 'h1', kind: 'text' },
  headline: { paths: ['/', '/moved', '/gone', '/broken', '/zstd'], selector: 'h1', kind: 'text' },
  fresh: { paths: ['/new/*'], selector: 'h1', kind: 'text' },
}
const drawn = (text: string, more = {}) => ({
  id: 'drawn',
  ...more,
  variants: ['a', 'b'].map((id) => ({ id, slots: { headline: { text: `${text} ${id}` } } })),
})
const rain = plain('rain', { headline: { text: 'rain' } }, { when: { 'weather.kind': 'rain' } })
const live = ruleset(SLOTS, [rain, drawn('live', { allocation: 0 }), plain('told', { live: { text: 'live' } })], {
  memory: 'on',
})
const draft = ruleset(
  SLOTS,
  [plain('bots', { headline: { text: 'draft' } }), plain('new', { fresh: { text: 'new page' } })],
  { memory: 'on' },
)
const earlier = ruleset(SLOTS, [plain('earlier', { headline: { text: 'earlier' } })], { memory: 'on' })

beforeAll(async () => {
  await storeDraft(worker, 'spring', draft)
  expect((await worker.publish(earlier)).status).toBe(200)
  expect((await worker.publish(live)).status).toBe(200)
})
beforeEach(() => void origin.seen.splice(0))

const headline = ({ text }: RawResponse): string | undefined => /<h1>(.*)<\/h1>/.exec(text)?.[1]
const DRAFT: Partial<Preview> = { rules: { kind: 'draft', name: 'spring' } }

async function look(path: string, grant: Partial<Preview>, init: RawRequest = {}): Promise<RawResponse> {
  return worker.fetch(`${path}${path.includes('?') ? '&' : '?'}awase-preview=${await tokenFor(grant)}`, init)
}

/** Promise of every answer to who holds a valid token, whatever the page was. */
function expectKeptByNobody(answer: RawResponse): void {
  expect(answer.header('cache-control')).toBe('private, no-store')
  expect(answer.header('x-robots-tag')).toBe('noindex, nofollow')
  for (const name of ['etag', 'expires', 'cdn-cache-control', 'last-modified'])
    expect(answer.header(name), name).toBe(null)
}

describe('decides', () => {
  test.each<readonly [string, Partial<Preview>, string, string]>([
    ['the published ruleset', {}, 'origin', 'published; decided'],
    ['a draft', DRAFT, 'draft', 'draft:spring; decided'],
    ['the ruleset before', { rules: { kind: 'previous' } }, 'earlier', 'previous; decided'],
    ['a situation', { simulation: { 'weather.kind': 'rain' } }, 'rain', 'published; decided'],
    [
      'an arm that is allocated to nobody',
      { forced: { experience: 'drawn', arm: 'b', anyAudience: false } },
      'live b',
      'published; decided',
    ],
    [
      'an arm outside of its audience',
      { forced: { experience: 'rain', arm: 'v', anyAudience: false } },
      'origin',
      'published; decided',
    ],
    [
      'an arm whose audience was waived',
      { forced: { experience: 'rain', arm: 'v', anyAudience: true } },
      'rain',
      'published; decided',
    ],
  ])('%s', async (_, grant, wanted, told) => {
    const answer = await look('/', grant)
    expect([headline(answer), answer.header('awase-preview')]).toEqual([wanted, told])
    expectKeptByNobody(answer)
  })

  test('on a page that only the draft is about', async () => {
    expect(headline(await look('/new/x', DRAFT))).toBe('new page')
    expect(headline(await worker.fetch('/new/x'))).toBe('origin')
  })

  test('on a page that nothing is about: the page as it is, and kept by nobody either', async () => {
    const answer = await look('/other', DRAFT)
    expect([headline(answer), answer.header('awase-preview')]).toEqual(['origin', 'draft:spring; not_addressed'])
    expectKeptByNobody(answer)
  })

  test('for people, whatever they look with: a browser without a head too', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0.0.0' }
    expect(headline(await look('/', DRAFT, { headers }))).toBe('draft')
    expect(headline(await look('/', { ...DRAFT, simulation: { 'device.isBot': true } }))).toBe('origin')
  })

  test('a prefetch and a range as any other', async () => {
    for (const headers of [{ 'sec-purpose': 'prefetch' }, { range: 'bytes=0-3' }, { 'if-none-match': '"abc"' }])
      expect(headline(await look('/', DRAFT, { headers: headers as RawRequest['headers'] & object }))).toBe('draft')
  })

  test('and after the kill switch nothing', async () => {
    await using stopped = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
    await storeDraft(stopped, 'spring', draft)
    await stopped.rules.put(KEYS.off('main'), '1')
    await stopped.restart()
    const answer = await stopped.fetch(`/?awase-preview=${await tokenFor(DRAFT)}`)
    expect([headline(answer), answer.header('awase-preview')]).toEqual(['origin', 'draft:spring; off'])
    expectKeptByNobody(answer)
  })
})

describe('what cannot be shown is not replaced', () => {
  test.each<readonly [string, Partial<Preview>, string]>([
    ['no such draft', { rules: { kind: 'draft', name: 'gone' } }, 'draft:gone; no_draft'],
    ['an unreadable draft', { rules: { kind: 'draft', name: 'cut' } }, 'draft:cut; unreadable'],
    ['a draft of another format', { rules: { kind: 'draft', name: 'old' } }, 'draft:old; unreadable'],
    ['a draft of no text', { rules: { kind: 'draft', name: 'bare' } }, 'draft:bare; unreadable'],
    ['a draft that does not run', { rules: { kind: 'draft', name: 'odd' } }, 'draft:odd; unreadable'],
    [
      'no such experience',
      { forced: { experience: 'constructor', arm: 'v', anyAudience: true } },
      'published; no_such_experience',
    ],
    [
      'no such variant',
      { forced: { experience: 'rain', arm: 'constructor', anyAudience: true } },
      'published; no_such_variant',
    ],
  ])('%s', async (_name, grant, told) => {
    await worker.rules.put(KEYS.draft('main', 'cut'), '{"revision":1,')
    await worker.rules.put(KEYS.draft('main', 'old'), '{"revision":1,"ruleset":{"format":0}}')
    await worker.rules.put(KEYS.draft('main', 'odd'), '{"revision":1,"ruleset":{"format":1}}')
    const { hash: _, ...bare } = JSON.parse((await worker.rules.get(KEYS.draft('main', 'spring')))!)
    await worker.rules.put(KEYS.draft('main', 'bare'), JSON.stringify(bare))
    const answer = await look('/', { simulation: { 'weather.kind': 'rain' }, ...grant })
    expect([headline(answer), answer.header('awase-preview')]).toEqual(['origin', told])
    expectKeptByNobody(answer)
  })
})

describe('whatever the origin answers', () => {
  test.each([
    ['/moved', 301],
    ['/gone', 404],
    ['/broken', 200],
    ['/zstd', 200],
  ])('%s is kept by nobody, and the visit goes on', async (path, status) => {
    const answer = await look(path, DRAFT)
    expect(answer.status).toBe(status)
    expectKeptByNobody(answer)
    expect(answer.setCookies[0]).toContain(PREVIEW_COOKIE)
  })

  test('an origin that is not there', async () => {
    await using lonely = await startWorker({ origin: 'http://127.0.0.1:1', vars: { ENVIRONMENT: 'production' } })
    const answer = await lonely.fetch(`/?awase-preview=${await tokenFor()}`)
    expect(answer.status).toBe(502)
    expectKeptByNobody(answer)
  })
})

describe('goes on through links', () => {
  test('by a cookie that ends within the hour', async () => {
    const token = await tokenFor({ ...DRAFT, expiresAt: Date.now() + 24 * HOUR_MS })
    const first = await worker.fetch(`/?awase-preview=${token}`)
    expect(first.setCookies).toEqual([
      expect.stringMatching(
        new RegExp(`^${PREVIEW_COOKIE}=${token}; Path=/; Max-Age=(3600|3599|3598); HttpOnly; Secure; SameSite=Lax$`),
      ),
    ])
    const next = await worker.fetch('/new/x', { headers: { cookie: `a=1; ${PREVIEW_COOKIE}=${token}` } })
    expect([headline(next), next.setCookies]).toEqual(['new page', []])
    expectKeptByNobody(next)
    expect(origin.seen.at(-1)?.headers.cookie).toBe('a=1')
  })

  test('or with the token, where that is sooner', async () => {
    const answer = await look('/', { expiresAt: Date.now() + 60_000 })
    expect(answer.setCookies[0]).toMatch(/; Max-Age=(60|59|58);/)
  })

  test('a later link counts before the cookie', async () => {
    const cookie = `${PREVIEW_COOKIE}=${await tokenFor(DRAFT)}`
    expect(headline(await look('/', { rules: { kind: 'previous' } }, { headers: { cookie } }))).toBe('earlier')
  })

  test('until ?awase-preview=off', async () => {
    const cookie = `${PREVIEW_COOKIE}=${await tokenFor(DRAFT)}`
    const answer = await worker.fetch('/?awase-preview=off', { headers: { cookie } })
    expect(headline(answer)).toBe('origin')
    expect(answer.header('awase-preview')).toBe(null)
    expect(answer.setCookies).toContain(`${PREVIEW_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`)
    expect(JSON.stringify(origin.seen)).not.toContain('awase-preview')
  })
})

describe('the looker’s own profile', () => {
  const profileCookie = async () => (await worker.fetch('/')).setCookies[0]!.split(';', 1)[0]!

  test('is neither counted nor changed', async () => {
    const cookie = await profileCookie()
    expect(cookie).toMatch(/^__Host-awase=/)
    for (const path of ['/', '/other', '/broken']) {
      const answer = await look(path, DRAFT, { headers: { cookie } })
      expect(answer.setCookies.map((line) => line.split('=', 1)[0])).toEqual([PREVIEW_COOKIE])
    }
  })

  const visits = ruleset(
    SLOTS,
    [plain('known', { headline: { text: 'seen {{visit.count|nobody}}, {{visit.landingPath|nowhere}}' } })],
    { memory: 'on' },
  )

  test.each<readonly [string, Preview['simulation'], string]>([
    ['is read where nobody else is simulated', null, 'seen 1, /other-door'],
    ['is not read for a simulated visitor', { visitor: 'somebody' }, 'seen 1, /'],
    ['is not read for a simulated visit', { 'visit.count': 7 }, 'seen 7, /'],
    ['is not read for nobody', { visitor: null }, 'seen nobody, nowhere'],
  ])('%s', async (_, simulation, wanted) => {
    await storeDraft(worker, 'visits', visits)
    const { visits: before, ...memory } = returning('A'.repeat(22))
    const elsewhere = { ...memory, visits: { ...before, count: 1, landingPath: '/other-door' } }
    const cookie = await visitorCookie(elsewhere, { name: '__Host-awase' })
    const rules = { kind: 'draft', name: 'visits' } as const
    expect(headline(await look('/', { rules, simulation }, { headers: { cookie } }))).toBe(wanted)
  })

  test('whoever has none is the same visitor on every page', async () => {
    const forAll = ruleset(SLOTS, [drawn('drawn')], { memory: 'on' })
    await storeDraft(worker, 'drawn', forAll)
    const grant: Partial<Preview> = { rules: { kind: 'draft', name: 'drawn' } }
    const seen = await Promise.all(Array.from({ length: 8 }, () => look('/', grant).then(headline)))
    expect(new Set(seen).size).toBe(1)
    expect(seen[0]).toMatch(/^drawn [ab]$/)
  })
})

test('a draft whose selector was mended shows, on pages that lacked it before, too', async () => {
  const selecting = (selector: string) =>
    ruleset({ headline: { paths: ['/far'], selector, kind: 'text' } }, [plain('e', { headline: { text: 'found' } })])
  const seen = []
  for (const [name, selector] of [
    ['wrong', 'h1.wrong'],
    ['mended', 'h1'],
  ] as const) {
    await storeDraft(worker, name, selecting(selector))
    seen.push(headline(await look('/far', { rules: { kind: 'draft', name } })))
  }
  expect(seen).toEqual(['origin', 'found'])
})

describe('a simulation that nothing can be', () => {
  test.each<readonly [string, Preview['simulation']]>([
    ['the last moment of all', { now: 8.64e15 }],
    ['the first', { now: -8.64e15 }],
    ['a path that is none', { 'page.path': { '': [] } }],
    ['no path', { 'page.path': null }],
    ['no place', { geo: null }],
    ['a visit of markup', { 'visit.count': '<b>', 'visit.landingPath': ['<script>'] }],
  ])('%s: what fits is looked at, and explained', async (_, simulation) => {
    const answer = await look('/', { ...DRAFT, simulation })
    expect([headline(answer), answer.header('awase-preview')]).toEqual(['draft', 'draft:spring; decided'])
    expect((await look('/_awase/explain?url=/', { ...DRAFT, simulation })).status).toBe(200)
  })
})

test('details stand in Server-Timing, in plain characters', async () => {
  const answer = await look('/', DRAFT)
  expect(answer.header('server-timing')).toMatch(
    /^awase-rules;desc="draft:spring spring00", awase-slot;desc="headline=bots\/v"$/,
  )
  expect((await worker.fetch('/')).header('server-timing')).toMatch(/^awase;dur=\d+$/)
})

test('nothing is logged of pages', async () => {
  const told = () => worker.logs.filter(({ message }) => /"event":"(page|fallback)"/.test(message))
  await worker.fetch('/live/before')
  await worker.logged(/"page".*before/) // and what earlier tests looked at has its line, too
  const before = told().length
  for (const path of ['/', '/broken', '/zstd', '/live/x']) await look(path, DRAFT)
  await worker.fetch('/live/afterwards')
  await worker.logged(/"page".*afterwards/)
  expect(told().slice(before)).toHaveLength(1)
})

test('nothing is counted', async () => {
  await using counting = await startWorker({ origin: origin.url })
  await storeDraft(counting, 'spring', draft)
  expect((await counting.publish(draft)).status).toBe(200)
  const counted = async () => JSON.parse((await counting.fetch('/_awase/health')).text).fallbacks
  for (const path of ['/broken', '/zstd', '/']) await counting.fetch(`${path}?awase-preview=${await tokenFor(DRAFT)}`)
  expect(await counted()).toEqual({})
  await counting.fetch('/zstd')
  expect(await counted()).toEqual({ compressed: 1 })
})
