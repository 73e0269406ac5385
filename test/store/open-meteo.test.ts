/** Asking Open-Meteo: the address, the licence, and every way it can fail. Answers are made up by the development server's function. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { WeatherFacts } from '../../src/core/context.ts'
import { cellCentre } from '../../src/core/weather/geohash.ts'
import { weatherFacts } from '../../src/core/weather/weather.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { type OpenMeteoOptions, openMeteo } from '../../src/store/open-meteo.ts'
import { sharedJson } from '../shared-data.ts'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const TOKYO = 'xn76'
const SYDNEY = 'r3gx'

const withOptions = (options: Partial<OpenMeteoOptions>) =>
  openMeteo({
    fetch: () => Promise.reject(new Error('not asked')),
    apiKey: null,
    development: true,
    server: null,
    ...options,
  })

const answering = (body: unknown, init: ResponseInit = {}) =>
  withOptions({ fetch: async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), init) })

/** What was asked, answered by the made-up weather. */
function recording(options: Partial<OpenMeteoOptions> = {}) {
  const asked: URL[] = []
  const fetch = async (address: string) => {
    const url = new URL(address)
    asked.push(url)
    const places = placesOf(url).map(([latitude, longitude]) => forecastNearby(latitude!, longitude!, NOW))
    return Response.json(places.length === 1 ? places[0] : places)
  }
  return { asked, provider: withOptions({ fetch, ...options }) }
}

function placesOf(url: URL): number[][] {
  const [latitudes, longitudes] = ['latitude', 'longitude'].map((name) =>
    url.searchParams.get(name)!.split(',').map(Number),
  )
  return latitudes!.map((latitude, i) => [latitude, longitudes![i]!])
}

describe('the request', () => {
  test('asks for all cells at once, at their centres, in UTC and m/s', async () => {
    const { asked, provider } = recording()
    const answer = await provider.fetch([TOKYO, SYDNEY, 'nonsense'], NOW, false)
    expect(asked).toHaveLength(1)
    expect(asked[0]!.origin).toBe('https://api.open-meteo.com')
    expect(asked[0]!.searchParams.get('wind_speed_unit')).toBe('ms')
    expect(asked[0]!.searchParams.get('timezone')).toBe('GMT')
    const centre = cellCentre(TOKYO)!
    expect(placesOf(asked[0]!)[0]![0]).toBeCloseTo(centre.latitude, 2)
    expect(placesOf(asked[0]!)[0]![1]).toBeCloseTo(centre.longitude, 2)
    expect(answer.ok && [...answer.value.keys()]).toEqual([TOKYO, SYDNEY])
    if (!answer.ok) return
    const facts = weatherFacts(answer.value.get(SYDNEY)!, NOW) as WeatherFacts
    for (const fact of [facts, facts.next12h, facts.next24h].flatMap(Object.values))
      expect(typeof fact).not.toBe('symbol')
  })

  test('one cell is answered by an object, none asks for nothing, and more than fifty wait', async () => {
    const { asked, provider } = recording()
    expect(await provider.fetch([TOKYO], NOW, false)).toMatchObject({ ok: true })
    expect(await provider.fetch([], NOW, false)).toEqual({ ok: true, value: new Map() })
    expect(asked).toHaveLength(1)
    const many = Array.from({ length: 60 }, (_, i) => `xn${'0123456789bcdefghjkmnpqrstuvwxyz'[i % 32]}${i % 10}`)
    const answer = await provider.fetch(many, NOW, false)
    expect(answer.ok && answer.value.size).toBe(50)
  })
})

describe('the licence', () => {
  test('neither key nor declaration: nothing is asked, and the reason says what to do', async () => {
    const { asked, provider } = recording({ development: false })
    const answer = await provider.fetch([TOKYO], NOW, false)
    expect(answer).toMatchObject({
      ok: false,
      error: { reason: 'unlicensed', detail: expect.stringContaining('OPEN_METEO_KEY') },
    })
    expect(asked).toEqual([])
  })

  test('the declaration: the free service, without a key', async () => {
    const { asked, provider } = recording({ development: false })
    expect(await provider.fetch([TOKYO], NOW, true)).toMatchObject({ ok: true })
    expect(asked[0]!.origin).toBe('https://api.open-meteo.com')
    expect(asked[0]!.searchParams.has('apikey')).toBe(false)
  })

  test('a key: the customers’ service', async () => {
    const { asked, provider } = recording({ development: false, apiKey: 'secret' })
    expect(await provider.fetch([TOKYO], NOW, false)).toMatchObject({ ok: true })
    expect(asked[0]!.origin).toBe('https://customer-api.open-meteo.com')
    expect(asked[0]!.searchParams.get('apikey')).toBe('secret')
  })

  test('another server needs neither', async () => {
    const { asked, provider } = recording({ development: false, server: 'http://127.0.0.1:9' })
    expect(await provider.fetch([TOKYO], NOW, false)).toMatchObject({ ok: true })
    expect(asked[0]!.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/v1\/forecast\?/)
  })
})

describe('failures are values', () => {
  test.each([
    ['no JSON', '<html>', {}, { reason: 'malformed' }],
    ['an error body', { error: true, reason: 'Minutely limit' }, {}, { reason: 'refused', detail: 'Minutely limit' }],
    ['a status', { error: true, reason: 'x' }, { status: 429 }, { reason: 'status', status: 429 }],
    ['a redirect', '', { status: 302 }, { reason: 'status', status: 302 }],
    ['too few places', [{}, {}, {}], {}, { reason: 'malformed' }],
    ['an endless body', ' '.repeat(600_000), {}, { reason: 'too_large' }],
  ])('%s', async (_, body, init, error) => {
    expect(await answering(body, init).fetch([TOKYO, SYDNEY], NOW, false)).toMatchObject({ ok: false, error })
  })

  test('no network, and the key is not in the message', async () => {
    const fetch = () => Promise.reject(new TypeError('failed: https://x/?apikey=secret'))
    const answer = await withOptions({ fetch, apiKey: 'secret' }).fetch([TOKYO], NOW, false)
    expect(answer).toEqual({ ok: false, error: { reason: 'unreachable', detail: 'failed: https://x/?apikey=…' } })
  })

  test.each(['before its headers', 'within its body'])('a server that stops answering %s', async (when) => {
    const server = createServer((_, response) => {
      if (when === 'within its body') response.writeHead(200).write('{')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const answer = await withOptions({ fetch, server: address, timeoutMs: 50 }).fetch([TOKYO], NOW, false)
    expect(answer).toMatchObject({ ok: false, error: { reason: 'timeout' } })
  })

  test('a place without weather is left out', async () => {
    const answer = await answering([forecastNearby(35, 139, NOW), { current: {} }]).fetch([TOKYO, SYDNEY], NOW, false)
    expect(answer.ok && [...answer.value.keys()]).toEqual([TOKYO])
  })
})

const berlin = sharedJson<object>('weather/open-meteo_forecast_berlin.reduced.json')

test.skipIf(!berlin.found)(`a real body goes all the way${berlin.note}`, async () => {
  const now = Date.parse('2021-11-24T22:00:00Z')
  const answer = await answering(berlin.read()).fetch(['u33d'], now, false)
  expect(answer.ok && weatherFacts(answer.value.get('u33d')!, now)).toMatchObject({ kind: 'cloudy', temperature: 5.5 })
})
