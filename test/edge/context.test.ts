/** Requests → facts: real and absurd `request.cf`, headers, addresses. Device and referrer tables have tests of their own. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VisitContext } from '../../src/core/context.ts'
import { contextFacts, contextFrom } from '../../src/core/fact/context-facts.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { visitContext } from '../../src/edge/context.ts'
import { sharedJson } from '../shared-data.ts'

const SITE = { timeZone: 'Asia/Tokyo', locale: 'ja' }
const NOW = Date.parse('2026-11-22T09:00:00Z')

const context = (
  cf: unknown,
  init: { url?: string; headers?: Record<string, string>; now?: number } = {},
): VisitContext =>
  visitContext(
    Object.assign(new Request(init.url ?? 'https://shop.example/', { headers: init.headers ?? {} }), { cf }) as Request,
    init.now ?? NOW,
    SITE,
    UNKNOWN,
  )

const samples = sharedJson<{ label: string; cf: Record<string, unknown> }[]>('cf-samples/request-cf.json')

describe.skipIf(!samples.found)(`real request.cf${samples.note}`, () => {
  const byCountry = (country: string) => context(samples.read().find(({ cf }) => cf.country === country)!.cf)

  test('Japan: prefecture by its code, in the language of the site', () => {
    const { geo, network, time } = byCountry('JP')
    expect(geo).toEqual({
      country: 'JP',
      continent: 'AS',
      region: 'Tokyo',
      regionCode: '13',
      regionName: '東京都',
      city: 'Setagaya-ku',
      postalCode: '154-0000',
      isEU: false,
      latitude: 35.6,
      longitude: 139.7,
      timeZone: 'Asia/Tokyo',
    })
    expect(network).toEqual({ asn: 2519, organization: 'VECTANT' })
    expect(time).toEqual({
      hour: 18,
      minuteOfDay: 1080,
      weekday: 7,
      date: '2026-11-22',
      month: 11,
      dayOfMonth: 22,
      season: 'autumn',
      dayPart: 'evening',
      isWeekend: true,
      isHoliday: false,
      holiday: null,
    })
  })

  test('China: no postal code, no calendar', () => {
    const { geo, time } = byCountry('CN')
    expect(geo).toMatchObject({ postalCode: null, regionName: 'Guangdong', isEU: false })
    expect(time).toMatchObject({ isHoliday: UNKNOWN, holiday: UNKNOWN })
  })

  test('Germany: the EU flag is the string "1"', () => {
    expect(byCountry('DE').geo).toMatchObject({ isEU: true, region: 'Baden-Württemberg', timeZone: 'Europe/Berlin' })
  })

  test('Argentina and Australia: spring in November', () => {
    expect(byCountry('AR')).toMatchObject({ time: { season: 'spring', hour: 6 } })
    expect(byCountry('AU')).toMatchObject({ time: { season: 'spring', hour: 20 } })
  })

  test('India: half an hour', () => {
    expect(byCountry('IN').time.minuteOfDay).toBe(14 * 60 + 30)
  })

  test("Miniflare's fallback: an empty organisation is none", () => {
    const { geo, network } = byCountry('US')
    expect(geo).toMatchObject({
      city: 'Austin',
      regionName: 'Texas',
      latitude: 30.2713,
      longitude: -97.7426,
      isEU: false,
    })
    expect(network).toEqual({ asn: 395747, organization: null })
  })

  test('no sample makes a bot of its visitor', () => {
    const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
    const contexts = samples.read().map(({ cf }) => context(cf, { headers: agent }))
    expect(contexts).toHaveLength(7)
    expect(contexts.filter(({ device }) => device.isBot)).toEqual([])
  })
})

describe('request.cf of any shape', () => {
  test('absent: everything is missing, the time zone is the site’s', () => {
    const { geo, network, time } = context(undefined)
    expect(Object.values(geo).filter((fact) => fact !== null)).toEqual(['Asia/Tokyo'])
    expect(network).toEqual({ asn: null, organization: null })
    expect(time).toMatchObject({ hour: 18, season: 'autumn', holiday: UNKNOWN })
  })

  test.each([
    [{ country: 'FR' }, true],
    [{ country: 'JP' }, false],
    [{ country: 'GB' }, false],
    [{ country: 'FR', isEUCountry: '1' }, true],
    [{ country: 'FR', isEUCountry: false }, false],
    [{ country: 'FR', isEUCountry: '' }, true],
    [{ isEUCountry: true }, true],
    [{ country: 'T1' }, null],
    [{ country: 'XX' }, null],
    [{ country: 'jp' }, null],
    [{}, null],
  ])('%j: in the EU %s', (cf, isEU) => {
    expect(context(cf).geo.isEU).toBe(isEU)
  })

  test.each([
    [{ latitude: 35.6, longitude: '139.7' }, 35.6, 139.7],
    [{ latitude: '35.6' }, null, null],
    [{ latitude: '', longitude: '' }, null, null],
    [{ latitude: '91', longitude: '0' }, null, null],
    [{ latitude: '0x10', longitude: '1e2' }, null, null],
    [{ latitude: ' 1', longitude: [2] }, null, null],
    [{ latitude: '-0.5', longitude: '0' }, -0.5, 0],
  ])('%j: %s, %s', (cf, latitude, longitude) => {
    expect(context(cf).geo).toMatchObject({ latitude, longitude })
  })

  test('numbers where strings are usual, and the other way round', () => {
    const { geo, network } = context({ country: 'JP', regionCode: 13, postalCode: 1540000, asn: '2519' })
    expect(geo).toMatchObject({ regionName: '東京都', regionCode: '13', postalCode: '1540000' })
    expect(network.asn).toBe(2519)
  })

  test('an unknown time zone falls back to the site’s', () => {
    expect(context({ timezone: 'Mars/Olympus' }).geo.timeZone).toBe('Asia/Tokyo')
    expect(context({ timezone: 9 }).time.hour).toBe(18)
  })

  test('any JSON gives facts of the right types', () => {
    const fields =
      'country continent region regionCode city postalCode isEUCountry latitude longitude timezone asn asOrganization botManagement'
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('JP', 'AS', '1', '35.6', 'Asia/Tokyo', '__proto__'),
      fc.string(),
    )
    const cf = fc.oneof(
      fc.jsonValue(),
      fc.record(Object.fromEntries(fields.split(' ').map((field) => [field, value])), { requiredKeys: [] }),
    )
    const text = (maximum: number) => (fact: unknown) =>
      fact === null || (typeof fact === 'string' && fact !== '' && fact.length <= maximum)
    const degrees = (limit: number) => (fact: unknown) =>
      fact === null || (typeof fact === 'number' && Math.abs(fact) <= limit)
    const checks: Record<string, (fact: unknown) => boolean> = {
      country: text(2),
      continent: text(2),
      region: text(100),
      regionCode: text(16),
      regionName: text(100),
      city: text(100),
      postalCode: text(16),
      isEU: (fact) => fact === null || typeof fact === 'boolean',
      latitude: degrees(90),
      longitude: degrees(180),
      timeZone: (fact) => typeof fact === 'string' && fact !== '',
    }
    fc.assert(
      fc.property(cf, (shape) => {
        const { geo, network, time, device } = context(shape)
        expect(Object.keys(geo)).toEqual(Object.keys(checks))
        for (const [name, fact] of Object.entries(geo))
          expect([name, fact, checks[name]!(fact)]).toEqual([name, fact, true])
        expect(network.asn === null || Number.isInteger(network.asn)).toBe(true)
        expect(text(100)(network.organization)).toBe(true)
        expect(time.hour).toBeTypeOf('number')
        expect(device.isBot).toBe(true)
      }),
    )
  })
})

describe('page', () => {
  test('host without port, normal path, first value of a parameter', () => {
    const { page } = context(
      {},
      { url: 'https://Shop.Example:8443//%E9%9B%A8/./x?a=1&a=2&b=%zz&__proto__=p&toString=t&=e' },
    )
    expect(page.host).toBe('shop.example')
    expect(page.path).toBe('/雨/x')
    expect(Object.getPrototypeOf(page.query)).toBeNull()
    expect(Object.entries(page.query)).toEqual([
      ['a', '1'],
      ['b', '%zz'],
      ['__proto__', 'p'],
      ['toString', 't'],
      ['', 'e'],
    ])
  })

  test('many and long parameters are bounded', () => {
    const many = Array.from({ length: 500 }, (_, i) => `p${i}=${'v'.repeat(600)}`).join('&')
    const { query } = context({}, { url: `https://shop.example/?${'n'.repeat(101)}=1&${many}` }).page
    expect(Object.keys(query)).toHaveLength(50)
    expect(query.p0).toHaveLength(500)
    expect(Object.keys(query)[0]).toBe('p0')
  })
})

describe('headers', () => {
  test('languages, referrer and utm', () => {
    const facts = context(
      {},
      {
        url: 'https://shop.example/?utm_source=letter&utm_medium=email',
        headers: { 'accept-language': 'en-us;q=0.5, ja', referer: 'https://www.google.co.jp/' },
      },
    )
    expect(facts.languages).toEqual(['ja', 'en-US'])
    expect(facts.language).toBe('ja')
    expect(facts.referrer).toEqual({ host: 'www.google.co.jp', channel: 'mail' })
    expect(facts.utm).toEqual({ source: 'letter', medium: 'email', campaign: null, term: null, content: null })
  })

  test('without any: nothing is known', () => {
    const facts = context({})
    expect(facts).toMatchObject({ languages: [], language: null, referrer: { host: null, channel: 'direct' } })
  })

  test('any headers and address give facts', () => {
    const value = fc.string({ unit: 'binary-ascii' }).map((text) => text.replace(/[^\x20-\x7e]/g, ''))
    const names = ['user-agent', 'referer', 'accept-language', 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform']
    const headers = fc.dictionary(fc.constantFrom(...names), value)
    fc.assert(
      fc.property(headers, fc.webUrl({ withQueryParameters: true, withFragments: true }), (some, url) => {
        const facts = context({}, { url, headers: some })
        expect(['mobile', 'tablet', 'desktop']).toContain(facts.device.kind)
        expect(contextFrom(JSON.parse(JSON.stringify(contextFacts(facts))))).toEqual(contextFrom(contextFacts(facts)))
      }),
    )
  })
})

describe('memoising', () => {
  test('families are own properties, and the same object each time', () => {
    const facts = context({ country: 'JP' })
    for (const family of [
      'geo',
      'network',
      'time',
      'weather',
      'page',
      'referrer',
      'utm',
      'device',
      'languages',
    ] as const) {
      expect(Object.hasOwn(facts, family)).toBe(true)
      expect(facts[family]).toBe(facts[family])
    }
  })
})

describe('contextFacts', () => {
  test('survives JSON, unknown and missing kept apart', () => {
    const facts = context({ country: 'CN' }, { url: 'https://shop.example/?a.b=1' })
    const snapshot = JSON.parse(JSON.stringify(contextFacts(facts)))
    expect(snapshot.unknown).toEqual(['time.isHoliday', 'time.holiday', 'weather'])
    expect(contextFrom(snapshot)).toEqual({
      ...facts,
      page: { ...facts.page, query: { 'a.b': '1' } },
      device: { ...facts.device },
    })
  })
})
