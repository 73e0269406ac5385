/** `geo.*` and `network.*` from request.cf, whatever its shape. Not for coordinates → weather: weather.ts. */

import type { Fact, GeoFacts, VisitContext } from '../core/context.ts'
import { isTimeZone } from '../core/fact/local-time.ts'
import { isCountryCode, isEUMember } from '../core/fact/memory-region.ts'
import { regionName } from '../core/fact/region-name.ts'

const MAX_NAME_LENGTH = 100
const MAX_CODE_LENGTH = 16
const MAX_ASN = 4_294_967_295

/** What the network says of a request: nothing is promised, neither presence nor types. */
export type NetworkSays = { readonly [field: string]: unknown }

/** An object in any case: empty when there is no `cf` (some tests, other runtimes) or it is none. */
export function networkSays(request: Request): NetworkSays {
  const cf: unknown = request.cf
  return typeof cf === 'object' && cf !== null ? (cf as NetworkSays) : NOTHING
}

/** Absent, of a wrong type or out of range is null: the request carries no such fact. */
export function geoFacts(cf: NetworkSays, site: { readonly timeZone: string; readonly locale: string }): GeoFacts {
  const country = countryCode(cf.country)
  const region = text(cf.region, MAX_NAME_LENGTH)
  const regionCode = text(cf.regionCode, MAX_CODE_LENGTH)
  const place = coordinates(cf)
  const timeZone = cf.timezone
  return {
    country,
    continent: countryCode(cf.continent),
    region,
    regionCode,
    regionName: regionName(country, region, regionCode, site.locale),
    city: text(cf.city, MAX_NAME_LENGTH),
    postalCode: text(cf.postalCode, MAX_CODE_LENGTH),
    isEU: isEU(cf.isEUCountry, country),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : site.timeZone,
  }
}

/** Degrees; null unless both are there. */
export function coordinates(cf: NetworkSays): { readonly latitude: number; readonly longitude: number } | null {
  const latitude = degrees(cf.latitude, 90)
  const longitude = degrees(cf.longitude, 180)
  return latitude === null || longitude === null ? null : { latitude, longitude }
}

export function networkFacts(cf: NetworkSays): VisitContext['network'] {
  const asn = number(cf.asn)
  return {
    asn: asn !== null && Number.isInteger(asn) && asn > 0 && asn <= MAX_ASN ? asn : null,
    organization: text(cf.asOrganization, MAX_NAME_LENGTH),
  }
}

const NOTHING: NetworkSays = {}

/** Seen as `"1"`, `false` and absent, which is said of non-members: then the country decides. */
function isEU(said: unknown, country: string | null): Fact<boolean> {
  if (said === true || said === 1 || said === '1' || said === 'true') return true
  if (said === false || said === 0 || said === '0' || said === 'false') return false
  return country === null ? null : isEUMember(country)
}

/** Also continents, which have the same form. */
function countryCode(value: unknown): string | null {
  return typeof value === 'string' && isCountryCode(value) ? value : null
}

/** Codes of regions may come as numbers. Longer than `maximum` is cut. */
function text(value: unknown, maximum: number): string | null {
  if (Number.isSafeInteger(value)) return String(value).slice(0, maximum)
  if (typeof value !== 'string') return null
  const trimmed = value.trim()
  return trimmed === '' ? null : trimmed.slice(0, maximum).toWellFormed()
}

function degrees(value: unknown, limit: number): number | null {
  const parsed = number(value)
  return parsed !== null && Math.abs(parsed) <= limit ? parsed : null
}

const DECIMAL = /^[+-]?\d{1,10}(?:\.\d{1,20})?$/

/** Numbers, and decimal strings such as `"139.70000"`. */
function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : null
}
