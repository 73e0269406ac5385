/** Meteorological seasons: three whole months each, by hemisphere. Not for weather or holidays. */

import type { Fact } from '../context.ts'

export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

/** Northern seasons by month; the south is half a year ahead. */
const SEASONS: readonly Season[] = ['winter', 'spring', 'summer', 'autumn']

/** Countries whose people live mostly south of the equator, for when the latitude is unknown. */
const SOUTHERN = new Set(
  (
    'AO AQ AR AS AU BI BO BR BV BW CC CD CG CK CL CX EC FJ FK GS HM ID IO KE KM LS MG MU MW MZ NA NC NF NR NU NZ PE PF ' +
    'PG PN PY RE RW SB SC SH SZ TF TK TL TO TV TZ UY VU WF WS YT ZA ZM ZW'
  ).split(' '),
)

/** `month` 1–12, `latitude` in degrees. Spring begins with March in the north and with September in the south. */
export function season(month: number, latitude: Fact<number>, country: Fact<string>): Season {
  const shift = isSouthern(latitude, country) ? 2 : 0
  return SEASONS[(Math.floor((month % 12) / 3) + shift) % 4]!
}

function isSouthern(latitude: Fact<number>, country: Fact<string>): boolean {
  if (typeof latitude === 'number') return latitude < 0
  return typeof country === 'string' && SOUTHERN.has(country)
}
