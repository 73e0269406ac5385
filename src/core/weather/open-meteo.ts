/** Open-Meteo's answers, old and new, → weather records. Not for asking: store/open-meteo.ts. */

import type { WeatherKind } from '../context.ts'
import { fail, ok, type Result } from '../result.ts'
import {
  type CurrentWeather,
  HOUR_MS,
  type HourlyWeather,
  SERIES_HOURS_COUNT,
  SHORT_SERIES_HOURS_COUNT,
  type WeatherRecord,
} from './weather.ts'
import { kindOfCode, WEATHER_KINDS } from './weather-kind.ts'

const SECOND_MS = 1000
const HOUR_S = 3600
const MAX_DETAIL_LENGTH = 200
/** Longer series than a forecast of sixteen days are not looked at further. */
const MAX_SERIES_COUNT = 400

export type ForecastFault =
  /** The service's own words. */
  { readonly reason: 'refused'; readonly detail: string } | { readonly reason: 'malformed'; readonly detail: string }

/**
 * One record for each of the `count` places that were asked for, in that order; null where an answer holds no weather.
 * The body is an object for one place and an array for several. `fetchedAt` in epoch milliseconds.
 */
export function readForecasts(
  body: unknown,
  count: number,
  fetchedAt: number,
): Result<readonly (WeatherRecord | null)[], ForecastFault> {
  if (isObject(body) && body.error === true) return fail({ reason: 'refused', detail: words(body.reason) })
  const places: readonly unknown[] = Array.isArray(body) ? body : [body]
  if (places.length !== count) {
    return fail({ reason: 'malformed', detail: `${places.length} places answered, ${count} asked` })
  }
  if (!places.every(isObject)) return fail({ reason: 'malformed', detail: 'a place is no object' })
  return ok(places.map((place) => readPlace(place, fetchedAt)))
}

function readPlace(place: Fields, fetchedAt: number): WeatherRecord | null {
  const current = readCurrent(place)
  const hourly = readHourly(place, Math.floor(fetchedAt / HOUR_MS))
  return current === null && hourly === null ? null : { fetchedAt, current, hourly }
}

/** Aliases: as it is named now, in `current_weather`, and before 2023. Some bodies mix them. */
const NAMES = {
  kind: ['weather_code', 'weathercode'],
  temperature: ['temperature_2m', 'temperature'],
  apparent: ['apparent_temperature'],
  precipitation: ['precipitation'],
  wind: ['wind_speed_10m', 'windspeed_10m', 'windspeed'],
  isDay: ['is_day'],
} as const

function readCurrent(place: Fields): CurrentWeather | null {
  const old = !isObject(place.current)
  const block = old ? place.current_weather : place.current
  if (!isObject(block)) return null
  const at = instant(block.time, place)
  if (at === null) return null
  const units = old ? place.current_weather_units : place.current_units
  const facts = {
    kind: kindOfCode(field(block, NAMES.kind)),
    temperature: temperature(field(block, NAMES.temperature), field(units, NAMES.temperature)),
    apparent: temperature(field(block, NAMES.apparent), field(units, NAMES.apparent)),
    precipitation: perHour(
      precipitation(field(block, NAMES.precipitation), field(units, NAMES.precipitation)),
      block.interval,
    ),
    wind: wind(field(block, NAMES.wind), field(units, NAMES.wind)),
    isDay: daylight(field(block, NAMES.isDay)),
  }
  return Object.values(facts).every((fact) => fact === null) ? null : { at, ...facts }
}

/** Puts each value where its hour belongs, so that gaps and an earlier or later beginning do no harm. */
function readHourly(place: Fields, firstHour: number): HourlyWeather | null {
  const block = place.hourly
  if (!isObject(block) || !Array.isArray(block.time)) return null
  const hours = block.time.slice(0, MAX_SERIES_COUNT).map((time) => {
    const at = instant(time, place)
    return at === null ? -1 : Math.floor(at / HOUR_MS) - firstHour
  })
  const units = place.hourly_units
  const series = <T>(names: readonly string[], count: number, read: (value: unknown, unit: unknown) => T | null) => {
    const row: (T | null)[] = Array.from({ length: count }, () => null)
    const values = field(block, names)
    if (!Array.isArray(values)) return row
    const unit = field(units, names)
    for (const [i, hour] of hours.entries()) if (hour >= 0 && hour < count) row[hour] = read(values[i], unit)
    return row
  }
  const kinds = series(NAMES.kind, SERIES_HOURS_COUNT, kindOfCode)
  const temperatures = series(NAMES.temperature, SERIES_HOURS_COUNT, temperature)
  const rain = series(NAMES.precipitation, SERIES_HOURS_COUNT, precipitation)
  if ([...kinds, ...temperatures, ...rain].every((value) => value === null)) return null
  return {
    firstHour,
    kinds: kinds.map(kindDigit).join(''),
    temperature: temperatures,
    precipitation: rain,
    isDay: series(NAMES.isDay, SHORT_SERIES_HOURS_COUNT, daylight).map(dayDigit).join(''),
    apparent: series(NAMES.apparent, SHORT_SERIES_HOURS_COUNT, temperature),
    wind: series(NAMES.wind, SHORT_SERIES_HOURS_COUNT, wind),
  }
}

const kindDigit = (kind: WeatherKind | null): string => (kind === null ? '-' : String(WEATHER_KINDS.indexOf(kind)))
const dayDigit = (isDay: boolean | null): string => (isDay === null ? '-' : isDay ? '1' : '0')

/** Factors to °C (with the zero), mm and m/s. Without a unit it is the service's default. */
const TEMPERATURE = new Map([
  ['°C', (degrees: number) => degrees],
  ['°F', (degrees: number) => ((degrees - 32) * 5) / 9],
])
const LENGTH = new Map([
  ['mm', 1],
  ['inch', 25.4],
])
const SPEED = new Map([
  ['km/h', 1 / 3.6],
  ['m/s', 1],
  ['mp/h', 0.44704],
  ['kn', 0.514444],
])

/** Beyond the records of the Earth with a margin: a sentinel such as -9999, not weather. */
const temperature = (value: unknown, unit: unknown): number | null =>
  plausible(number(value), TEMPERATURE.get(unit === undefined ? '°C' : String(unit)), -100, 70)

const precipitation = (value: unknown, unit: unknown): number | null =>
  plausible(number(value), times(LENGTH.get(unit === undefined ? 'mm' : String(unit))), 0, 500)

const wind = (value: unknown, unit: unknown): number | null =>
  plausible(number(value), times(SPEED.get(unit === undefined ? 'km/h' : String(unit))), 0, 150)

function daylight(value: unknown): boolean | null {
  if (value === 1 || value === true) return true
  return value === 0 || value === false ? false : null
}

/** A current value is the sum of its interval, mostly fifteen minutes; without one we cannot say how much an hour it is. */
function perHour(sum: number | null, interval: unknown): number | null {
  const seconds = number(interval)
  return sum === null || seconds === null || seconds <= 0 ? null : hundredths((sum * HOUR_S) / seconds)
}

const times = (factor: number | undefined) => (factor === undefined ? undefined : (value: number) => value * factor)

function plausible(
  value: number | null,
  convert: ((value: number) => number) | undefined,
  low: number,
  high: number,
): number | null {
  if (value === null || convert === undefined) return null
  const converted = hundredths(convert(value))
  return converted >= low && converted <= high ? converted : null
}

/** Adding 0 makes 0 of the -0 that JSON would not keep. */
const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** No zone is further from UTC than 14 hours. */
const MAX_OFFSET_S = 15 * 3_600

/** Epoch milliseconds. Unix seconds are UTC; ISO 8601 without a zone is local, `utc_offset_seconds` ahead of UTC. */
function instant(time: unknown, place: Fields): number | null {
  if (typeof time === 'number') return Number.isSafeInteger(time) && time >= 0 ? time * SECOND_MS : null
  if (typeof time !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(time)) return null
  const asUtc = Date.parse(`${time}Z`)
  const offsetS = number(place.utc_offset_seconds) ?? 0
  return Number.isNaN(asUtc) || Math.abs(offsetS) > MAX_OFFSET_S ? null : asUtc - offsetS * SECOND_MS
}

type Fields = { readonly [name: string]: unknown }

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first of the names that is there. */
function field(block: unknown, names: readonly string[]): unknown {
  if (!isObject(block)) return undefined
  for (const name of names) if (Object.hasOwn(block, name)) return block[name]
  return undefined
}

const words = (reason: unknown): string =>
  typeof reason === 'string' ? reason.slice(0, MAX_DETAIL_LENGTH) : 'no reason given'
