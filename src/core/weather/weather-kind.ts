/** The kinds of weather, from WMO codes, and which is the worst. Not for numbers: weather.ts. */

import type { WeatherKind } from '../context.ts'

/** From the best to the worst. */
export const WEATHER_KINDS: readonly WeatherKind[] = [
  'clear',
  'cloudy',
  'fog',
  'drizzle',
  'rain',
  'snow',
  'thunderstorm',
]

/**
 * WMO 4677, the 28 codes that Open-Meteo uses. Freezing drizzle and rain count as drizzle and rain, snow grains and
 * snow showers as snow; "mainly clear" is clear and "partly cloudy" cloudy.
 */
const CODES: { readonly [K in WeatherKind]: readonly number[] } = {
  clear: [0, 1],
  cloudy: [2, 3],
  fog: [45, 48],
  drizzle: [51, 53, 55, 56, 57],
  rain: [61, 63, 65, 66, 67, 80, 81, 82],
  snow: [71, 73, 75, 77, 85, 86],
  thunderstorm: [95, 96, 99],
}

const kindByCode = new Map<unknown, WeatherKind>(
  WEATHER_KINDS.flatMap((kind) => CODES[kind].map((code) => [code, kind] as const)),
)

/** Null: no code of the table, so we do not know. */
export const kindOfCode = (code: unknown): WeatherKind | null => kindByCode.get(code) ?? null

/** Numbers do not order weather: 77 is snow grains and 80 a slight shower. Null when any is not known, or there are none. */
export function worstKind(kinds: readonly (WeatherKind | null)[]): WeatherKind | null {
  let worst = -1
  for (const kind of kinds) {
    if (kind === null) return null
    worst = Math.max(worst, WEATHER_KINDS.indexOf(kind))
  }
  return WEATHER_KINDS[worst] ?? null
}
