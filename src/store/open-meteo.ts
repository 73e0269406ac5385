/** Weather from Open-Meteo, the provider's adapter. Not for reading its answers: core/weather/open-meteo.ts. */

import { boundedText } from '../bounded-text.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { type Cell, cellCentre } from '../core/weather/geohash.ts'
import { readForecasts } from '../core/weather/open-meteo.ts'
import { SERIES_HOURS_COUNT, type WeatherRecord } from '../core/weather/weather.ts'
import { MAX_CELLS_PER_FETCH_COUNT, type WeatherFailure, type WeatherProvider } from './weather.ts'

const FREE_SERVICE = 'https://api.open-meteo.com'
const CUSTOMER_SERVICE = 'https://customer-api.open-meteo.com'
const TIMEOUT_MS = 5_000
/** A cell's answer has about 2 KB. */
const RESPONSE_BYTES = 512 * 1024
const MAX_DETAIL_LENGTH = 200
/** A cell is 0.18° high: more digits say nothing, and make the address longer. */
const COORDINATE_DIGITS = 2

const VARIABLES = 'temperature_2m,apparent_temperature,precipitation,weather_code,wind_speed_10m,is_day'

export interface OpenMeteoOptions {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Of a paid plan. Null: the free service, which is for non-commercial use and for development. */
  readonly apiKey: string | null
  readonly development: boolean
  /** Another server with the same interface, e.g. one's own or the local stack's, without a slash at the end; it needs no key. */
  readonly server?: string | null
  readonly timeoutMs?: number
}

/** One request for all cells, in UTC and m/s. Data are CC BY 4.0: see WEATHER_ATTRIBUTION. */
export function openMeteo(options: OpenMeteoOptions): WeatherProvider {
  return {
    async fetch(cells, now, nonCommercial) {
      if (!isLicensed(options, nonCommercial)) return fail(UNLICENSED)
      const asked = cells.slice(0, MAX_CELLS_PER_FETCH_COUNT).filter((cell) => cellCentre(cell) !== null)
      if (asked.length === 0) return ok(new Map())
      const body = await ask(addressOf(asked, options), options)
      return body.ok ? recordsOf(body.value, asked, now) : body
    },
  }
}

const isLicensed = ({ apiKey, development, server }: OpenMeteoOptions, nonCommercial: boolean): boolean =>
  apiKey !== null || nonCommercial || development || (server ?? null) !== null

const UNLICENSED: WeatherFailure = {
  reason: 'unlicensed',
  detail:
    'weather stays unknown: set OPEN_METEO_KEY, or declare the non-commercial use of the free service in the ' +
    'ruleset with "site": { "weather": { "nonCommercial": true } }',
}

function addressOf(cells: readonly Cell[], { apiKey, server }: OpenMeteoOptions): string {
  const centres = cells.map((cell) => cellCentre(cell)!)
  const query = new URLSearchParams({
    latitude: centres.map(({ latitude }) => latitude.toFixed(COORDINATE_DIGITS)).join(','),
    longitude: centres.map(({ longitude }) => longitude.toFixed(COORDINATE_DIGITS)).join(','),
    current: VARIABLES,
    hourly: VARIABLES,
    forecast_hours: String(SERIES_HOURS_COUNT),
    wind_speed_unit: 'ms',
    timezone: 'GMT',
    timeformat: 'unixtime',
  })
  if (apiKey !== null) query.set('apikey', apiKey)
  return `${server ?? (apiKey === null ? FREE_SERVICE : CUSTOMER_SERVICE)}/v1/forecast?${query}`
}

/** The parsed body, whatever it holds. */
async function ask(address: string, options: OpenMeteoOptions): Promise<Result<unknown, WeatherFailure>> {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  try {
    const response = await options.fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await boundedText(response.body, RESPONSE_BYTES)
    if (text === null) return fail({ reason: 'too_large', detail: `more than ${RESPONSE_BYTES} bytes` })
    if (!response.ok)
      return fail({ reason: 'status', status: response.status, detail: withoutKey(text, options.apiKey) })
    return ok(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return fail({ reason: 'malformed', detail: 'the answer is no JSON' })
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    if (name === 'TimeoutError') return fail({ reason: 'timeout', detail: `no whole answer within ${timeoutMs} ms` })
    return fail({ reason: 'unreachable', detail: withoutKey(message, options.apiKey) })
  }
}

function recordsOf(
  body: unknown,
  cells: readonly Cell[],
  now: number,
): Result<ReadonlyMap<Cell, WeatherRecord>, WeatherFailure> {
  const read = readForecasts(body, cells.length, now)
  if (!read.ok) return read
  const records = new Map<Cell, WeatherRecord>()
  for (const [i, record] of read.value.entries()) if (record !== null) records.set(cells[i]!, record)
  return ok(records)
}

const withoutKey = (message: string, apiKey: string | null): string =>
  (apiKey === null ? message : message.replaceAll(apiKey, '…')).slice(0, MAX_DETAIL_LENGTH)
