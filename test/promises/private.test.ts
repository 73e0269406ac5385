/** Promise 6: an addressed page answers everybody with the same private headers; what none addresses keeps the origin's. */

import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchRaw, type RawRequest } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { comparable, plain, ruleset } from './site.ts'

const PAGE = Buffer.from('<!doctype html><title>t</title><h1>origin</h1><p>words</p>')
const BROKEN = Buffer.from('<div><h1>origin<p>words</div>')

/** Everything that lets somebody keep, check or revive a copy. */
const KEEPING = {
  etag: '"abc"',
  'last-modified': 'Wed, 21 Oct 2026 07:28:00 GMT',
  expires: 'Wed, 21 Oct 2027 07:28:00 GMT',
  age: '12',
  'accept-ranges': 'bytes',
  digest: 'sha-256=abc',
  'repr-digest': 'sha-256=:abc:',
  'content-digest': 'sha-256=:abc:',
  'content-md5': 'abc',
  'cdn-cache-control': 'max-age=60',
  'cloudflare-cdn-cache-control': 'max-age=60',
  'surrogate-control': 'max-age=60',
  'surrogate-key': 'a b',
  'cache-control': 'public, max-age=600, s-maxage=600',
}
const OTHER = {
  'content-type': 'text/html; charset=utf-8',
  'content-language': 'ja',
  'content-security-policy': "default-src 'self'; script-src 'nonce-r4nd0m'",
  vary: 'Accept-Language',
  link: '</a.css>; rel=preload; as=style',
  'x-frame-options': 'DENY',
  'strict-transport-security': 'max-age=31536000',
}

const origin = await startOrigin(({ target, headers }, response) => {
  response.setHeader('set-cookie', ['a=1; Path=/; HttpOnly', 'b=2; Path=/'])
  const all = { ...KEEPING, ...OTHER }
  if (headers['if-none-match'] === '"abc"')
    return response.writeHead(304, { etag: '"abc"', 'cache-control': 'max-age=1' }).end()
  if (headers.range === 'bytes=0-3')
    return response.writeHead(206, { ...all, 'content-range': `bytes 0-3/${PAGE.length}` }).end(PAGE.subarray(0, 4))
  if (target.includes('no-store'))
    return response
      .writeHead(200, { ...all, 'cache-control': target.includes('loud') ? 'No-Store' : 'max-age=0, no-store' })
      .end(PAGE)
  if (target.includes('gzip'))
    return response.writeHead(200, { ...all, 'content-encoding': 'gzip' }).end(gzipSync(PAGE))
  if (target.includes('zstd')) return response.writeHead(200, { ...all, 'content-encoding': 'zstd' }).end(PAGE)
  return response.writeHead(200, all).end(target.includes('broken') ? BROKEN : PAGE)
})
const worker = await startWorker({ origin: origin.url, breakable: true })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const RULES = ruleset(
  {
    headline: { paths: ['/shop/*'], selector: 'h1', kind: 'text' },
    old: { paths: ['/over/*'], selector: 'h1', kind: 'text' },
    disabled: { paths: ['/disabled/*'], selector: 'h1', kind: 'text' },
  },
  [
    { id: 'test', control: 0.5, allocation: 0.7, variants: [{ id: 'v', slots: { headline: { text: 'ours' } } }] },
    plain('over', { old: { text: 'x' } }, { schedule: { until: '2020-01-01T00:00' } }),
    plain('disabled', { disabled: { text: 'x' } }, { enabled: false }),
  ],
  { memory: 'on', holdout: 0.2 },
)
beforeAll(async () => {
  expect((await worker.publish(RULES)).status).toBe(200)
})

/** Set-Cookie is the visitor's own; the length and encoding are the body's. */
const OF_THE_BODY = ['set-cookie', 'content-length', 'content-encoding']
const EXPECTED = Object.entries({ ...OTHER, 'cache-control': 'private, no-cache' })
  .map(([name, value]) => `${name}: ${value}`)
  .sort()

/** The first visitor to whom the experience happens like this. */
async function visitorWith(wanted: string): Promise<string> {
  for (let i = 0; i < 200; i++) {
    const visitor = `visitor-${i}`
    const { slots, stops } = JSON.parse(
      (await worker.fetch('/_awase/explain?url=/shop/&format=json', { simulate: { visitor } })).text,
    )
    const won =
      slots[0] === undefined
        ? stops.find((s: { experience: string }) => s.experience === 'test').reason
        : (slots[0].arm ?? 'control')
    if (won === wanted) return visitor
  }
  throw new Error(`no visitor gets ${wanted}`)
}

const simulating = (arm: string) => async (): Promise<RawRequest> => ({ simulate: { visitor: await visitorWith(arm) } })

describe('an addressed page has the same headers for', () => {
  test.each<readonly [string, string, () => Promise<RawRequest>, string]>([
    ['the variant', '/shop/', simulating('v'), 'ours'],
    ['control', '/shop/', simulating('control'), 'origin'],
    ['the holdout', '/shop/', simulating('holdout'), 'origin'],
    ['who was not allocated', '/shop/', simulating('not_allocated'), 'origin'],
    [
      'a bot',
      '/shop/',
      async () => ({ headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }),
      'origin',
    ],
    ['a visitor without memory', '/shop/', async () => ({ simulate: { visitor: null } }), 'origin'],
    ['a visitor with memory', '/shop/', async () => ({}), ''],
    ['a prefetch', '/shop/', async () => ({ headers: { 'sec-purpose': 'prefetch' } }), 'origin'],
    ['a page that could not be edited', '/shop/broken', simulating('v'), 'origin'],
    ['a gzipped page', '/shop/gzip', simulating('v'), ''],
    ['a gzipped page for control', '/shop/gzip', simulating('control'), ''],
    ['a page in an encoding that we cannot read', '/shop/zstd', simulating('v'), 'origin'],
  ])('%s', async (_, path, situation, text) => {
    const page = await worker.fetch(path, await situation())
    expect(page.status).toBe(200)
    expect(page.text).toContain(text)
    expect(comparable(page, OF_THE_BODY)).toEqual(EXPECTED)
    expect(page.setCookies.slice(0, 2)).toEqual(['a=1; Path=/; HttpOnly', 'b=2; Path=/'])
    expect(page.header('server-timing')).toMatch(/^awase;dur=\d+$/)
  })

  test.each<readonly [string, () => Promise<RawRequest>]>([
    ['the variant', simulating('v')],
    ['control', simulating('control')],
    ['the holdout', simulating('holdout')],
    ['who was not allocated', simulating('not_allocated')],
    ['a bot', async () => ({ headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } })],
  ])('%s when the origin forbids to store it, which holds', async (_, situation) => {
    for (const path of ['/shop/no-store', '/shop/no-store/loud']) {
      const page = await worker.fetch(path, await situation())
      expect(comparable(page, [...OF_THE_BODY, 'cache-control'])).toEqual(
        EXPECTED.filter((line) => !line.startsWith('cache-control')),
      )
      expect(page.header('cache-control')).toBe('private, no-store')
    }
  })

  test('everybody when our rules cannot be had', async () => {
    await worker.restart()
    await worker.breakKv('throws')
    const page = await worker.fetch('/shop/')
    await worker.breakKv('none')
    expect(comparable(page, OF_THE_BODY)).toEqual(EXPECTED)
    expect((await worker.publish(RULES)).status).toBe(200)
  })
})

const CONDITIONAL = {
  'if-none-match': '"abc"',
  'if-modified-since': 'Wed, 21 Oct 2026 07:28:00 GMT',
  'if-match': '"abc"',
  'if-unmodified-since': 'Wed, 21 Oct 2027 07:28:00 GMT',
  'if-range': '"abc"',
  range: 'bytes=0-3',
}

test('the origin of an addressed page is asked for the whole page, in an encoding that can be read', async () => {
  const page = await worker.fetch('/shop/?a=1&awase-simulate=%7B%7D&b=2', {
    headers: {
      ...CONDITIONAL,
      'accept-encoding': 'gzip, deflate, br, zstd',
      cookie: 'x=1; __Host-awase=1.abc; awase-simulate=%7B%7D; y=2',
      'awase-simulate': '{}',
      'x-own': 'kept',
    },
  })
  expect(page.status).toBe(200)
  const { target, headers } = origin.seen.at(-1)!
  expect(target).toBe('/shop/?a=1&b=2')
  for (const name of [...Object.keys(CONDITIONAL), 'awase-simulate']) expect(headers).not.toHaveProperty(name)
  const encodings = headers['accept-encoding']!.split(',').map((encoding) => encoding.trim())
  expect(['gzip', 'br']).toEqual(expect.arrayContaining(encodings))
  expect(headers.cookie).toBe('x=1; y=2')
  expect(headers['x-own']).toBe('kept')
})

test.each<readonly [string, Record<string, string | null>]>([
  ['a script', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', accept: '*/*' }],
  ['a player', { 'sec-fetch-dest': 'video', accept: '*/*' }],
  ['no browser', { 'sec-fetch-dest': null, 'sec-fetch-mode': null, accept: '*/*' }],
])('a range that %s asks for below an addressed path is answered with it', async (_, headers) => {
  const range = { ...headers, range: 'bytes=0-3' }
  const straight = await fetchRaw(`${origin.url}/shop/film`, { headers: range })
  const page = await worker.fetch('/shop/film', { headers: range })
  expect(origin.seen.at(-1)?.headers.range).toBe('bytes=0-3')
  expect([page.status, page.text]).toEqual([206, PAGE.subarray(0, 4).toString()])
  expect(comparable(page)).toEqual(comparable(straight))
})

describe.each(['/elsewhere', '/over/page', '/disabled/page', '/elsewhere/gzip', '/elsewhere/zstd'])(
  'a page that no experience addresses (%s)',
  (path) => {
    test.each<readonly [string, Record<string, string>, number]>([
      ['its headers', {}, 200],
      ['its headers for a visitor with our cookie', { cookie: '__Host-awase=1.abc' }, 200],
      ['304', { 'if-none-match': '"abc"' }, 304],
      ['206', { range: 'bytes=0-3' }, 206],
    ])('keeps %s', async (_, headers, status) => {
      const straight = await fetchRaw(origin.url + path, { headers })
      const page = await worker.fetch(path, { headers })
      expect(page.status).toBe(status)
      expect(page.body.equals(straight.body)).toBe(true)
      const length = straight.header('transfer-encoding') === null ? [] : ['content-length']
      expect(comparable(page, length)).toEqual(comparable(straight, length))
      expect(page.header('server-timing')).toBe(null)
    })
  },
)
