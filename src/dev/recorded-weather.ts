/** Weather for development and tests, made up by a function: no network, no real forecast. Its shape is Open-Meteo's: weather-server.ts. */

import { murmur3 } from '../core/decision/murmur3.ts'
import { SERIES_HOURS_COUNT } from '../core/weather/weather.ts'

const HOUR_MS = 3_600_000
const HOUR_S = 3600
const DAY_HOURS = 24
const YEAR_HOURS = 365.25 * DAY_HOURS
const QUARTER_S = 900
/** 1970-06-21: the northern summer's longest day, in hours of the epoch. */
const SOLSTICE_HOUR = 171 * DAY_HOURS
const EARTH_TILT_DEGREES = 23.44
/** Weather changes over so many hours, and over so many degrees. */
const SPELL_HOURS = 7
const FRONT_DEGREES = 3

/**
 * The same for the same place and hour, whenever it is asked: seasons by hemisphere, warmer days than nights, spells of
 * cloud, rain, snow and thunder that move on. Degrees; `now` in epoch milliseconds. The body is what
 * `/v1/forecast` answers for one place with our variables, in UTC, unix time and m/s.
 */
export function forecastNearby(latitude: number, longitude: number, now: number): object {
  const first = Math.floor(now / HOUR_MS)
  const hours = Array.from({ length: SERIES_HOURS_COUNT }, (_, i) => weatherAt(latitude, longitude, first + i))
  const current = weatherAt(latitude, longitude, now / HOUR_MS)
  const series = (name: keyof MadeUpWeather) => hours.map((hour) => hour[name])
  return {
    latitude,
    longitude,
    generationtime_ms: 0.1,
    utc_offset_seconds: 0,
    timezone: 'GMT',
    timezone_abbreviation: 'GMT',
    elevation: 10,
    current_units: { time: 'unixtime', interval: 'seconds', ...UNITS },
    current: {
      time: Math.floor(now / 1000 / QUARTER_S) * QUARTER_S,
      interval: QUARTER_S,
      ...current,
      precipitation: hundredths((current.precipitation * QUARTER_S) / HOUR_S),
    },
    hourly_units: { time: 'unixtime', ...UNITS },
    hourly: {
      time: hours.map((_, i) => (first + i) * HOUR_S),
      temperature_2m: series('temperature_2m'),
      apparent_temperature: series('apparent_temperature'),
      precipitation: series('precipitation'),
      weather_code: series('weather_code'),
      wind_speed_10m: series('wind_speed_10m'),
      is_day: series('is_day'),
    },
  }
}

const UNITS = {
  temperature_2m: '°C',
  apparent_temperature: '°C',
  precipitation: 'mm',
  weather_code: 'wmo code',
  wind_speed_10m: 'm/s',
  is_day: '',
}

interface MadeUpWeather {
  readonly temperature_2m: number
  readonly apparent_temperature: number
  readonly precipitation: number
  readonly weather_code: number
  readonly wind_speed_10m: number
  readonly is_day: 0 | 1
}

function weatherAt(latitude: number, longitude: number, hour: number): MadeUpWeather {
  const place = `${Math.round(latitude / FRONT_DEGREES)}:${Math.round(longitude / FRONT_DEGREES)}`
  const temperature = temperatureAt(latitude, longitude, hour) + 4 * (smooth(`${place}:warmth`, hour / 40) - 0.5)
  const wind = 1 + 9 * smooth(`${place}:wind`, hour / SPELL_HOURS) ** 2
  const wetness = smooth(`${place}:wet`, hour / SPELL_HOURS)
  const code = codeOf(wetness, temperature, smooth(`${place}:fog`, hour / SPELL_HOURS))
  return {
    temperature_2m: tenths(temperature),
    apparent_temperature: tenths(temperature - wind * 0.4),
    precipitation: code < 51 ? 0 : tenths(0.1 + 18 * Math.max(0, wetness - 0.6) ** 1.5),
    weather_code: code,
    wind_speed_10m: tenths(wind),
    is_day: sunHeight(latitude, longitude, hour) > 0 ? 1 : 0,
  }
}

/** About 27 °C at the equator; the year swings with the latitude, the day by four degrees either way. */
function temperatureAt(latitude: number, longitude: number, hour: number): number {
  const year = seasonOf(hour) * Math.sign(latitude) * Math.min(14, Math.abs(latitude) * 0.32)
  const afternoon = Math.cos(((hour + longitude / 15 - 14) / DAY_HOURS) * 2 * Math.PI)
  return 27 - 0.0065 * latitude ** 2 + year + 4 * afternoon
}

/** 1 in the northern midsummer, -1 in its midwinter. */
const seasonOf = (hour: number): number => Math.cos(((hour - SOLSTICE_HOUR) / YEAR_HOURS) * 2 * Math.PI)

/** Sine of the sun's height over the horizon. */
function sunHeight(latitude: number, longitude: number, hour: number): number {
  const declination = radians(EARTH_TILT_DEGREES * seasonOf(hour))
  const turn = ((hour + longitude / 15 - 12) / DAY_HOURS) * 2 * Math.PI
  const here = radians(latitude)
  return Math.sin(here) * Math.sin(declination) + Math.cos(here) * Math.cos(declination) * Math.cos(turn)
}

/** WMO codes, in the order of wetness. */
function codeOf(wetness: number, temperature: number, fog: number): number {
  if (wetness < 0.6) {
    if (fog > 0.85) return 45
    return wetness < 0.25 ? 0 : wetness < 0.38 ? 1 : wetness < 0.48 ? 2 : 3
  }
  if (temperature < 1) return wetness < 0.7 ? 71 : wetness < 0.85 ? 73 : 75
  if (wetness < 0.66) return 51
  if (wetness > 0.85 && temperature > 18) return 95
  return wetness < 0.78 ? 61 : wetness < 0.88 ? 63 : 65
}

/** 0..1, chosen by the key at whole steps, smooth between them. */
function smooth(key: string, at: number): number {
  const step = Math.floor(at)
  const part = at - step
  const weight = part * part * (3 - 2 * part)
  return chosen(key, step) * (1 - weight) + chosen(key, step + 1) * weight
}

const chosen = (key: string, step: number): number => murmur3(`${key}:${step}`, 0) / 2 ** 32

const radians = (degrees: number): number => (degrees / 180) * Math.PI
const tenths = (value: number): number => Math.round(value * 10) / 10
const hundredths = (value: number): number => Math.round(value * 100) / 100
