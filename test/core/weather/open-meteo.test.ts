/** Real answers of Open-Meteo → records → facts, old and new shapes, and absurd ones. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WeatherFacts } from '../../../src/core/context.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { readForecasts } from '../../../src/core/weather/open-meteo.ts'
import { type WeatherRecord, weatherFacts } from '../../../src/core/weather/weather.ts'
import { sharedJson } from '../../shared-data.ts'

const HOUR_MS = 3_600_000

type Body = Record<string, unknown>
const berlin = sharedJson<Body>('weather/open-meteo_forecast_berlin.reduced.json')
const samples = sharedJson<{ label: string; response: Body }[]>('weather/open-meteo_current_samples.json')

function recordOf(body: unknown, now: number): WeatherRecord | null {
  const read = readForecasts(body, 1, now)
  if (!read.ok) throw new Error(`${read.error.reason}: ${read.error.detail}`)
  return read.value[0]!
}

const factsOf = (body: unknown, now: number) => weatherFacts(recordOf(body, now)!, now) as WeatherFacts

describe.skipIf(!berlin.found)(`the forecast for Berlin${berlin.note}`, () => {
  // 23:00 in Berlin, which the body gives as local time.
  const now = Date.parse('2021-11-24T22:00:00Z')

  test('now and the hours ahead', () => {
    expect(factsOf(berlin.read(), now)).toEqual({
      kind: 'cloudy',
      temperature: 5.5,
      apparent: UNKNOWN,
      precipitation: UNKNOWN,
      wind: 1.47,
      isDay: UNKNOWN,
      next12h: { kind: 'cloudy', precipitation: UNKNOWN, ...hoursOf(berlin.read(), now, 12) },
      next24h: { kind: expect.any(String), precipitation: UNKNOWN, ...hoursOf(berlin.read(), now, 24) },
    })
  })

  test('as time passes, the nearest hour is the current one, until the record is stale', () => {
    const record = recordOf(berlin.read(), now)!
    const temperatures = (berlin.read().hourly as { temperature_2m: number[] }).temperature_2m
    const at = (ms: number) => weatherFacts(record, now + ms)
    expect(at(0.4 * HOUR_MS)).toMatchObject({ temperature: 5.5, wind: 1.47 })
    expect(at(0.6 * HOUR_MS)).toMatchObject({ temperature: temperatures[24], wind: UNKNOWN })
    expect(at(2 * HOUR_MS)).toMatchObject({ temperature: temperatures[25], next24h: { kind: expect.any(String) } })
    expect(at(3 * HOUR_MS)).not.toBe(UNKNOWN)
    expect(at(3 * HOUR_MS + 1)).toBe(UNKNOWN)
    expect(at(-2 * HOUR_MS)).toBe(UNKNOWN)
  })

  function hoursOf(body: Body, from: number, count: number) {
    const { time, temperature_2m } = body.hourly as { time: string[]; temperature_2m: number[] }
    const ahead = temperature_2m.filter((_, i) => {
      const at = Date.parse(`${time[i]}+01:00`)
      return at > from && at <= from + count * HOUR_MS
    })
    expect(ahead).toHaveLength(count)
    return { temperatureMax: Math.max(...ahead), temperatureMin: Math.min(...ahead) }
  }
})

describe.skipIf(!samples.found)(`real bodies with current values only${samples.note}`, () => {
  const body = (start: string) => samples.read().find(({ label }) => label.startsWith(start))!.response

  test('new names, a quarter of an hour, local time', () => {
    expect(factsOf(body('current= (new'), Date.parse('2024-05-18T21:20:00Z'))).toMatchObject({
      kind: 'cloudy',
      temperature: 15.1,
      precipitation: 0,
      isDay: false,
      wind: UNKNOWN,
      next12h: { kind: UNKNOWN },
    })
  })

  test('old names: wind in km/h without a unit', () => {
    expect(factsOf(body('current_weather'), Date.parse('2023-05-30T22:10:00Z'))).toMatchObject({
      kind: 'clear',
      temperature: 31.2,
      wind: 1.92,
      isDay: true,
      precipitation: UNKNOWN,
      next24h: { temperatureMax: UNKNOWN },
    })
  })

  test('air quality is no weather', () => {
    expect(recordOf(body('air quality'), Date.parse('2021-11-24T23:00:00Z'))).toBeNull()
  })

  test('the error body', () => {
    expect(readForecasts(body('error'), 1, 0)).toEqual({
      ok: false,
      error: { reason: 'refused', detail: '<free text>' },
    })
  })
})

describe('details', () => {
  const now = Date.parse('2026-11-22T09:20:00Z')
  const hour = Math.floor(now / HOUR_MS)
  const time = Array.from({ length: 30 }, (_, i) => (hour + i) * 3600)
  const codes = (...special: [number, unknown][]) => {
    const row: unknown[] = time.map(() => 0)
    for (const [at, code] of special) row[at] = code
    return row
  }

  test('the worst kind is found among the hours ahead, not in the numeric maximum nor in the daily code', () => {
    const hourly = { time, weather_code: codes([0, 99], [3, 77], [9, 80], [12, 71], [13, 95], [25, 99]) }
    expect(factsOf({ hourly, daily: { weather_code: [99] } }, now)).toMatchObject({
      kind: 'thunderstorm',
      next12h: { kind: 'snow' },
      next24h: { kind: 'thunderstorm' },
    })
    const calm = { time, weather_code: codes([1, 77], [2, 80]) }
    expect(factsOf({ hourly: calm }, now).next12h.kind).toBe('snow')
  })

  test('a gap or an unknown code in the hours ahead makes that outlook unknown, and no other', () => {
    const hourly = { time, weather_code: codes([20, 42]), precipitation: time.map((_, i) => (i === 13 ? null : 0.1)) }
    expect(factsOf({ hourly }, now)).toMatchObject({
      next12h: { kind: 'clear', precipitation: 1.2 },
      next24h: { kind: UNKNOWN, precipitation: UNKNOWN },
    })
  })

  test('old and new names mixed, in blocks and units', () => {
    const hourly = {
      time,
      weathercode: codes([1, 61]),
      temperature_2m: time.map(() => 50),
      windspeed_10m: time.map(() => 36),
    }
    const body = {
      hourly,
      hourly_units: { weather_code: 'wmo code', temperature_2m: '°F', wind_speed_10m: 'km/h' },
      current: { time: hour * 3600, interval: 900, weathercode: 95, precipitation: 0.5, wind_speed_10m: 10 },
      current_units: { precipitation: 'inch', wind_speed_10m: 'kn' },
    }
    expect(factsOf(body, now)).toMatchObject({ kind: 'thunderstorm', temperature: 10, precipitation: 50.8, wind: 5.14 })
  })

  test('a unit that we do not know makes the value unknown', () => {
    const hourly = { time, weather_code: codes(), temperature_2m: time.map(() => 280) }
    expect(factsOf({ hourly, hourly_units: { temperature_2m: 'K' } }, now).temperature).toBe(UNKNOWN)
  })

  test('a sentinel is no weather', () => {
    const current = { time: hour * 3600, temperature_2m: -9999, wind_speed_10m: -1, weather_code: 3, is_day: 2 }
    expect(factsOf({ current }, now)).toMatchObject({
      kind: 'cloudy',
      temperature: UNKNOWN,
      wind: UNKNOWN,
      isDay: UNKNOWN,
    })
  })

  test.each([1e305, -1e305, 15 * 3600 + 1])('a clock %d seconds from UTC is no clock', (utc_offset_seconds) => {
    const place = { current: { time: new Date(now).toISOString().slice(0, 16), weather_code: 61 } }
    expect(factsOf(place, now).kind).toBe('rain')
    const read = readForecasts({ ...place, utc_offset_seconds }, 1, now)
    expect(read.ok && read.value[0]?.current).toBeFalsy()
  })

  test('several places come as an array, in the order asked', () => {
    const place = (code: number) => ({ current: { time: hour * 3600, weather_code: code } })
    const read = readForecasts([place(0), place(61), {}], 3, now)
    expect(read.ok && read.value.map((record) => record?.current?.kind ?? null)).toEqual(['clear', 'rain', null])
    expect(readForecasts([place(0)], 2, now)).toMatchObject({ ok: false, error: { reason: 'malformed' } })
    expect(readForecasts([place(0), 'x'], 2, now)).toMatchObject({ ok: false, error: { reason: 'malformed' } })
  })

  test('any JSON gives a record of the right types, or none', () => {
    const row = fc.oneof(fc.array(fc.oneof(fc.jsonValue(), fc.double(), fc.integer())), fc.jsonValue())
    const times = fc.oneof(
      fc.constant(time),
      fc.constant(time.map((s) => new Date(s * 1000).toISOString().slice(0, 16))),
      row,
    )
    const columns = {
      time: times,
      weather_code: row,
      temperature_2m: row,
      precipitation: row,
      is_day: row,
      wind_speed_10m: row,
    }
    const current = fc.record(
      { ...columns, time: fc.constantFrom(time[0], '2026-11-22T09:00', null) },
      { requiredKeys: [] },
    )
    const place = fc.record(
      { hourly: fc.record(columns), current: fc.oneof(current, fc.jsonValue()), utc_offset_seconds: fc.jsonValue() },
      { requiredKeys: [] },
    )
    const isNumber = (fact: unknown) => fact === UNKNOWN || (typeof fact === 'number' && Number.isFinite(fact))
    fc.assert(
      fc.property(fc.oneof(place, fc.jsonValue()), (body) => {
        const read = readForecasts(body, 1, now)
        if (!read.ok || read.value[0] === null) return
        const record = JSON.parse(JSON.stringify(read.value[0]))
        expect(record).toEqual(read.value[0])
        const facts = weatherFacts(record, now) as WeatherFacts
        for (const name of ['temperature', 'apparent', 'precipitation', 'wind'] as const)
          expect(isNumber(facts[name])).toBe(true)
        for (const ahead of [facts.next12h, facts.next24h]) {
          expect(
            isNumber(ahead.precipitation) && isNumber(ahead.temperatureMax) && isNumber(ahead.temperatureMin),
          ).toBe(true)
        }
        expect(facts.isDay === UNKNOWN || typeof facts.isDay === 'boolean').toBe(true)
      }),
    )
  })
})
