/** `$near`: within so many kilometres of a place. `{ "geo": { "$near": { "latitude": 38.27, "longitude": 140.87, "km": 30 } } }` */

import { UNKNOWN } from '../../unknown.ts'
import { readerOf } from '../lookup.ts'
import type { Truth } from '../truth.ts'
import { isMissing, type Operator } from './operator.ts'

/** Mean radius of the Earth, IUGG. */
const EARTH_RADIUS_KM = 6371.0088
const RADIANS_PER_DEGREE = Math.PI / 180

const latitudeOf = readerOf('latitude')
const longitudeOf = readerOf('longitude')

/**
 * The value is an object with `latitude` and `longitude` in degrees. Of an attribute, each is looked up by its own name
 * (`geo.latitude`), so that a value given under the dotted name counts here as everywhere.
 */
export const near: Operator = (operand, { attribute, reader }) => {
  const centre = centreOf(operand)
  if (!centre) return null
  const byName = attribute !== null
  const latitude = byName ? reader(`${attribute}.latitude`) : latitudeOf
  const longitude = byName ? reader(`${attribute}.longitude`) : longitudeOf
  return (value, scope) => {
    const from = byName ? scope : value
    return within(latitude(from), longitude(from), centre)
  }
}

interface Circle {
  readonly latitude: number
  readonly longitude: number
  readonly km: number
}

function centreOf(operand: unknown): Circle | null {
  if (typeof operand !== 'object' || operand === null) return null
  const { latitude, longitude, km } = operand as { readonly [key: string]: unknown }
  const numbers = typeof latitude === 'number' && typeof longitude === 'number' && typeof km === 'number'
  return numbers ? { latitude, longitude, km } : null
}

function within(latitude: unknown, longitude: unknown, centre: Circle): Truth {
  if (isMissing(latitude) || isMissing(longitude)) return false
  if (latitude === UNKNOWN || longitude === UNKNOWN) return 'unknown'
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return false
  return distanceKm(latitude, longitude, centre.latitude, centre.longitude) <= centre.km
}

/** Great-circle distance by the haversine formula; arguments in degrees. */
export function distanceKm(latitude: number, longitude: number, toLatitude: number, toLongitude: number): number {
  const from = latitude * RADIANS_PER_DEGREE
  const to = toLatitude * RADIANS_PER_DEGREE
  const north = Math.sin((to - from) / 2)
  const east = Math.sin(((toLongitude - longitude) * RADIANS_PER_DEGREE) / 2)
  const chord = north * north + Math.cos(from) * Math.cos(to) * east * east
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}
