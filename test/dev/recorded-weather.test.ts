/** The made-up weather: the same when asked again, plausible, and in Open-Meteo's shape. */

import { describe, expect, test } from 'vitest'
import type { WeatherFacts } from '../../src/core/context.ts'
import { readForecasts } from '../../src/core/weather/open-meteo.ts'
import { weatherFacts } from '../../src/core/weather/weather.ts'
import { WEATHER_KINDS } from '../../src/core/weather/weather-kind.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'

const HOUR_MS = 3_600_000

function factsAt(latitude: number, longitude: number, now: number): WeatherFacts {
  const read = readForecasts(forecastNearby(latitude, longitude, now), 1, now)
  if (!read.ok) throw new Error(read.error.detail)
  return weatherFacts(read.value[0]!, now) as WeatherFacts
}

const yearOf = (latitude: number, longitude: number) =>
  Array.from({ length: 365 }, (_, day) => factsAt(latitude, longitude, Date.UTC(2026, 0, 1 + day, (day * 5) % 24)))

test('is the same for a place and an hour, whenever it is asked', () => {
  const now = Date.parse('2026-11-22T09:00:00Z')
  expect(forecastNearby(35.7, 139.7, now)).toEqual(forecastNearby(35.7, 139.7, now))
  const [earlier, later] = [0, 3].map((hours) => forecastNearby(35.7, 139.7, now + hours * HOUR_MS)) as [Body, Body]
  expect(earlier.hourly.temperature_2m.slice(3)).toEqual(later.hourly.temperature_2m.slice(0, -3))
  expect(forecastNearby(35.7, 139.7, now)).not.toEqual(forecastNearby(43, 141, now))
})

type Body = { hourly: { temperature_2m: number[] } }

describe('a year', () => {
  test('has every kind of weather in Berlin, dry days most', () => {
    const kinds = yearOf(52.5, 13.4).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(WEATHER_KINDS))
    expect(kinds.filter((kind) => kind === 'clear' || kind === 'cloudy').length).toBeGreaterThan(150)
  })

  test.each([
    ['Tokyo', 35.7, 139.7, 0, 6],
    ['Berlin', 52.5, 13.4, 0, 6],
    ['Sydney', -33.9, 151.2, 6, 0],
  ])('is colder in the winter of %s', (_, latitude, longitude, winter, summer) => {
    const year = yearOf(latitude, longitude)
    const mean = (month: number) => {
      const days = year.slice(month * 30, month * 30 + 28).map(({ temperature }) => temperature as number)
      return days.reduce((sum, degrees) => sum + degrees, 0) / days.length
    }
    expect(mean(summer) - mean(winter)).toBeGreaterThan(10)
  })

  test('stays on Earth everywhere, and snows only when it is cold', () => {
    for (const latitude of [-90, -45, 0, 30, 60, 90]) {
      for (const { kind, temperature, precipitation, wind } of yearOf(latitude, 0)) {
        expect(temperature).toBeGreaterThan(-70)
        expect(temperature).toBeLessThan(50)
        expect(precipitation).toBeGreaterThanOrEqual(0)
        expect(wind).toBeLessThan(15)
        if (kind === 'snow') expect(temperature).toBeLessThan(2)
      }
    }
  })

  test('nights are dark', () => {
    expect(factsAt(35.7, 139.7, Date.parse('2026-06-21T03:00:00Z')).isDay).toBe(true)
    expect(factsAt(35.7, 139.7, Date.parse('2026-06-21T15:00:00Z')).isDay).toBe(false)
    expect(factsAt(69.6, 18.9, Date.parse('2026-06-21T23:00:00Z')).isDay).toBe(true)
    expect(factsAt(69.6, 18.9, Date.parse('2026-12-21T11:00:00Z')).isDay).toBe(false)
  })
})
