/** What is known of the weather in one cell, and what that says now. Not how it is asked for: store/open-meteo.ts. */

import type { Fact, WeatherFacts, WeatherKind, WeatherOutlook } from '../context.ts'
import { UNKNOWN, type Unknown } from '../unknown.ts'
import { WEATHER_KINDS, worstKind } from './weather-kind.ts'

export const WEATHER_ATTRIBUTION = 'Weather data by Open-Meteo.com, CC BY 4.0'

export const HOUR_MS = 3_600_000
/** Weather fetched longer ago is unknown. */
export const WEATHER_STALE_MS = 3 * HOUR_MS
/** How far a clock, or a simulated moment, may lie before the fetch. */
const CLOCK_SKEW_MS = HOUR_MS
/** A report of the current weather holds this long before and after its time; then the nearest hour's values do. */
const CURRENT_MS = HOUR_MS / 2

const LONG_OUTLOOK_HOURS = 24
const SHORT_OUTLOOK_HOURS = 12
/** As many hours as anything is read of before a record is stale, counted from the hour of the fetch. */
export const SERIES_HOURS_COUNT = LONG_OUTLOOK_HOURS + WEATHER_STALE_MS / HOUR_MS + 1
/** What outlooks do not tell is needed until the record is stale only. */
export const SHORT_SERIES_HOURS_COUNT = WEATHER_STALE_MS / HOUR_MS + 2

/** Plain JSON, compact, because a KV document holds up to 1,024 of them. Null is "not known" throughout. */
export interface WeatherRecord {
  /** Epoch milliseconds. */
  readonly fetchedAt: number
  readonly current: CurrentWeather | null
  readonly hourly: HourlyWeather | null
}

/** °C, °C, mm/h, m/s */
export interface CurrentWeather {
  /** Epoch milliseconds. */
  readonly at: number
  readonly kind: WeatherKind | null
  readonly temperature: number | null
  readonly apparent: number | null
  readonly precipitation: number | null
  readonly wind: number | null
  readonly isDay: boolean | null
}

/** Values at full hours; `precipitation` is the sum of the hour before. */
export interface HourlyWeather {
  /** Hours since the epoch. */
  readonly firstHour: number
  /** One digit an hour, the index into WEATHER_KINDS, or `-`. */
  readonly kinds: string
  readonly temperature: readonly (number | null)[]
  readonly precipitation: readonly (number | null)[]
  /** These three for SHORT_SERIES_HOURS_COUNT hours. One digit an hour: 0, 1 or `-`. */
  readonly isDay: string
  readonly apparent: readonly (number | null)[]
  readonly wind: readonly (number | null)[]
}

/** Epoch milliseconds; UNKNOWN when the record is stale. Outlooks run from the coming full hour on. */
export function weatherFacts(record: WeatherRecord, now: number): WeatherFacts | Unknown {
  if (!isUsable(record, now)) return UNKNOWN
  const { hourly } = record
  const current = record.current !== null && Math.abs(now - record.current.at) <= CURRENT_MS ? record.current : null
  const nearest = hourly === null ? -1 : Math.round(now / HOUR_MS) - hourly.firstHour
  return {
    kind: known(current?.kind, hourly && kindAt(hourly, nearest)),
    temperature: known(current?.temperature, hourly?.temperature[nearest]),
    apparent: known(current?.apparent, hourly?.apparent[nearest]),
    precipitation: known(current?.precipitation, hourly?.precipitation[nearest]),
    wind: known(current?.wind, hourly?.wind[nearest]),
    isDay: known(current?.isDay, hourly && isDayAt(hourly, nearest)),
    next12h: outlook(hourly, now, SHORT_OUTLOOK_HOURS),
    next24h: outlook(hourly, now, LONG_OUTLOOK_HOURS),
  }
}

export const isUsable = (record: WeatherRecord, now: number): boolean =>
  now - record.fetchedAt <= WEATHER_STALE_MS && record.fetchedAt - now <= CLOCK_SKEW_MS

const UNKNOWN_OUTLOOK: WeatherOutlook = {
  kind: UNKNOWN,
  precipitation: UNKNOWN,
  temperatureMax: UNKNOWN,
  temperatureMin: UNKNOWN,
}

/** A gap makes what needs the whole row unknown: a sum without an hour would be a guess. */
function outlook(hourly: HourlyWeather | null, now: number, hours: number): WeatherOutlook {
  if (hourly === null) return UNKNOWN_OUTLOOK
  const from = Math.floor(now / HOUR_MS) + 1 - hourly.firstHour
  const temperatures = whole(hourly.temperature, from, hours)
  const rain = whole(hourly.precipitation, from, hours)
  return {
    kind: worstKind(Array.from({ length: hours }, (_, i) => kindAt(hourly, from + i))) ?? UNKNOWN,
    precipitation: rain === null ? UNKNOWN : rounded(rain.reduce((sum, value) => sum + value, 0)),
    temperatureMax: temperatures === null ? UNKNOWN : Math.max(...temperatures),
    temperatureMin: temperatures === null ? UNKNOWN : Math.min(...temperatures),
  }
}

function whole(series: readonly (number | null)[], from: number, hours: number): readonly number[] | null {
  const values = from < 0 ? [] : series.slice(from, from + hours)
  return values.length === hours && !values.includes(null) ? (values as readonly number[]) : null
}

const kindAt = (hourly: HourlyWeather, hour: number): WeatherKind | null =>
  WEATHER_KINDS[Number(hourly.kinds[hour] ?? '-')] ?? null

function isDayAt(hourly: HourlyWeather, hour: number): boolean | null {
  const digit = hourly.isDay[hour]
  return digit === '1' ? true : digit === '0' ? false : null
}

function known<T>(current: T | null | undefined, hour: T | null | undefined): Fact<T> {
  return current ?? hour ?? UNKNOWN
}

const rounded = (sum: number): number => Math.round(sum * 100) / 100
