/** What a request may say about its visitor: absent, of a wrong type, malformed, hostile. The page arrives, decided on what can be believed. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asciiJson } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { rememberedIn } from '../harness/visitor-cookie.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { fallbacks, plain, ruleset } from '../promises/site.ts'

const PAGE = '<h1>origin</h1><p>origin</p>'
const origin = await startOrigin((request, response) =>
  pages({ [request.target.split('?', 1)[0]!]: PAGE })(request, response),
)
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  const slots = {
    headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
    lead: { paths: ['/*'], selector: 'p', kind: 'text' },
  }
  const rules = ruleset(
    slots,
    [
      plain('sendai', { headline: { text: 'Sendai' } }, { when: { 'geo.city': 'Sendai' } }),
      plain('rain', { headline: { text: 'rain' } }, { when: { 'weather.kind': 'rain' } }),
      plain('query', { headline: { text: 'query' } }, { when: { 'page.query.toString': { $exists: true } } }),
      plain('hour', { lead: { text: 'hour {{time.hour|?}} in {{geo.timeZone|?}}' } }),
    ],
    { memory: 'on' },
  )
  expect(await worker.publish(rules)).toMatchObject({ status: 200 })
})
afterAll(async () => {
  expect(await fallbacks(worker), 'no request made us fall back').toEqual({})
  await Promise.all([worker.dispose(), origin.close()])
})

const said = async (...ask: Parameters<TestWorker['fetch']>) => {
  const page = await worker.fetch(...ask)
  expect(page.status).toBe(200)
  const [, headline = '', lead = ''] = /^<h1>(.*)<\/h1><p>(.*)<\/p>$/s.exec(page.text) ?? []
  return { headline, lead, page }
}
const NOON_UTC = { now: '2026-11-22T12:00:00Z' }

describe('request.cf', () => {
  test.each([
    ['empty', {}],
    [
      'of wrong types',
      {
        city: 7,
        country: ['JP'],
        latitude: {},
        longitude: null,
        timezone: 9,
        isEUCountry: 'maybe',
        asn: 'x',
        region: false,
      },
    ],
    ['out of range', { latitude: '91', longitude: 'NaN', asn: -1, country: 'japan', timezone: '' }],
    ['with an unknown time zone', { timezone: 'Mars/Olympus_Mons' }],
    ['with a hostile time zone', { timezone: '__proto__' }],
    ['with long names', { city: 'x'.repeat(5_000), region: 'y'.repeat(5_000) }],
    ['with a lone surrogate', { city: '\ud800', region: '\udfff' }],
    ['nested deeply', { city: { a: { b: { c: {} } } }, tlsClientAuth: { x: [] } }],
  ])('%s: the site’s time zone holds, nothing is believed', async (_, cf) => {
    const { headline, lead } = await said('/', { cf, simulate: NOON_UTC })
    expect(headline).toBe('origin')
    expect(lead).toBe('hour 21 in Asia/Tokyo')
  })

  test('good in part: what is good counts', async () => {
    const { headline, lead } = await said('/', {
      cf: { city: 'Sendai', country: 5, timezone: 'Europe/Berlin' },
      simulate: NOON_UTC,
    })
    expect(headline).toBe('Sendai')
    expect(lead).toBe('hour 13 in Europe/Berlin')
  })
})

describe('cookies', () => {
  test.each([
    ['awase='],
    ['awase'],
    ['awase=1'],
    ['__Host-awase=1.AAAAAAAAAAAAAAAAAAAAAA.1.1.1..%2F'],
    ['awase=1.AAAAAAAAAAAAAAAAAAAAAA.1.1.1..%2F'],
    ['awase=AAAA'],
    [`awase=${'A'.repeat(200)}`],
    [`awase=${'x'.repeat(8_000)}`],
    ['=;;; =x; a; awase=;'],
    ['awase=a; awase=b'],
    ['__proto__=1; constructor=2'],
    ['"; "="; \u00e9=\u00ff'],
  ])('%j: a page, and a good cookie', async (cookie) => {
    const { page } = await said('/', { headers: { cookie } })
    expect(page.setCookies).toHaveLength(1)
    expect(await rememberedIn(page.setCookies)).toMatchObject({ visits: { count: 1, pageCount: 1 } })
  })
})

describe('names of prototypes', () => {
  test.each(['?__proto__=x', '?constructor=x&prototype=y', '?__proto__[x]=1', '?hasOwnProperty=1', '?toString=x'])(
    'in the query: %s',
    async (query) => {
      const { headline } = await said(`/${query}`)
      expect(headline).toBe(query.startsWith('?toString=') ? 'query' : 'origin')
      expect((await said('/')).headline).toBe('origin')
    },
  )

  test.each([
    '{"__proto__":{"headline":1}}',
    '{"constructor":1,"toString":2}',
    '{"page.__proto__.x":1}',
    '{"geo.__proto__":{"city":"Sendai"}}',
    '{"__proto__.polluted":true}',
  ])('in a simulation: %s', async (simulation) => {
    expect((await said('/', { headers: { 'awase-simulate': simulation } })).headline).toBe('origin')
    expect((await said('/', { simulate: { 'weather.kind': 'rain' } })).headline).toBe('rain')
    expect((await said('/')).headline).toBe('origin')
  })
})

describe('a simulation', () => {
  const RAIN = { 'weather.kind': 'rain' }

  test.each([
    ['as a header', { headers: { 'awase-simulate': asciiJson(RAIN) } }, ''],
    ['as a query parameter', {}, `?awase-simulate=${encodeURIComponent(JSON.stringify(RAIN))}`],
    ['as a cookie', { headers: { cookie: `awase-simulate=${encodeURIComponent(JSON.stringify(RAIN))}` } }, ''],
  ])('%s is obeyed', async (_, init, query) => {
    expect((await said(`/${query}`, init)).headline).toBe('rain')
    expect(origin.seen.at(-1)).toMatchObject({
      target: '/',
      headers: expect.not.objectContaining({ 'awase-simulate': expect.anything() }),
    })
  })

  test('is told from a parameter of the site’s own that is called much the same', async () => {
    const simulation = `awase-simulate=${encodeURIComponent(JSON.stringify(RAIN))}`
    expect((await said(`/?awase-simulated=x&${simulation}&b=1`)).headline).toBe('rain')
    expect(origin.seen.at(-1)?.target).toBe('/?awase-simulated=x&b=1')
    expect((await said('/?awase-simulated=x')).headline).toBe('origin')
    expect(origin.seen.at(-1)?.target).toBe('/?awase-simulated=x')
  })

  test.each([
    ['no JSON', '{"weather.kind":'],
    ['no object', '["rain"]'],
    ['null', 'null'],
    ['nothing', ''],
    ['too long', JSON.stringify({ ...RAIN, 'page.query.x': 'x'.repeat(8_192) })],
    ['of an unknown attribute', '{"weather.mood":"bad"}'],
    ['of a time that is none', '{"now":"soon"}'],
    ['deep', '['.repeat(4_000)],
    ['of other types', '{"geo.city":{"$ne":1},"time.hour":"nine","languages":7,"device.kind":null}'],
  ])('that is %s changes nothing, and the page arrives', async (_, simulation) => {
    const { headline } = await said('/', { headers: { 'awase-simulate': simulation } })
    expect(headline).toBe('origin')
  })

  test('is nothing to a production Worker, and does not reach the origin', async () => {
    await using production = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
    await production.publish(
      ruleset({ headline: { paths: ['/*'], selector: 'h1', kind: 'text' } }, [
        plain('rain', { headline: { text: 'rain' } }, { when: RAIN }),
      ]),
    )
    const page = await production.fetch(`/?awase-simulate=${encodeURIComponent(JSON.stringify(RAIN))}`, {
      simulate: RAIN,
      headers: { cookie: `awase-simulate=${JSON.stringify(RAIN)}` },
    })
    expect(page.text).toBe(PAGE)
    expect(origin.seen.at(-1)).toMatchObject({
      target: '/',
      headers: expect.not.objectContaining({ 'awase-simulate': expect.anything() }),
    })
    expect(origin.seen.at(-1)?.headers.cookie).toBe(undefined)
    expect((await production.fetch('/_awase/explain?url=/')).status).toBe(404)
  })
})

describe('addresses', () => {
  test.each(
    [
      '/%',
      '/%zz',
      '/%E5%B1',
      '/a//b',
      '/./a/../b',
      '/%2e%2e/x',
      '/é'.normalize('NFD'),
      '/?&&=&',
      `/?${'a=1&'.repeat(2_000)}`,
      `/${'x'.repeat(7_000)}`,
      '/%00',
      '/a;b=c',
    ].map((path) => [path.slice(0, 40), path] as const),
  )('%s arrives at the origin as it was asked', async (_, path) => {
    const target = encodeURI(path).replaceAll('%25', '%')
    const { page } = await said(target)
    expect(page.text).toContain('hour')
    expect(origin.seen.at(-1)?.target).toBe(new URL(target, 'http://x').href.slice('http://x'.length))
  })

  test('endless paths do not fill the isolate', { timeout: 120_000 }, async () => {
    for (let i = 0; i < 2_500; i += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, j) => worker.fetch(`/endless/${i + j}`)))
    }
    expect((await said('/', { cf: { city: 'Sendai' } })).headline).toBe('Sendai')
  })
})

test.each(
  [
    ['accept-language', 'x'.repeat(9_000)],
    ['accept-language', ',;q=;;,ja;q=x'],
    ['referer', 'not a url'],
    ['referer', `https://${'a'.repeat(8_000)}/`],
    ['user-agent', ''],
    ['user-agent', 'x'.repeat(9_000)],
    ['sec-ch-ua-mobile', '?7'],
    ['sec-purpose', 'prefetch;'.repeat(500)],
    ['accept-encoding', 'gzip;q=x, br;q=0.0'],
  ].map(([name = '', value = '']) => [name, value.slice(0, 30), value] as const),
)('a header %s: %s', async (name, _, value) => {
  expect((await worker.fetch('/', { headers: { [name]: value } })).status).toBe(200)
})
