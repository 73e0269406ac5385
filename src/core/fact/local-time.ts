/** What a clock on the wall shows in a time zone, without Temporal (workerd has none). Not for holidays or seasons. */

import { keep } from '../bounded-map.ts'

const MINUTE_MS = 60_000
const QUARTER_HOUR_MS = 15 * MINUTE_MS

/** A formatter weighs tens of kilobytes; an isolate rarely sees more zones than this. */
const MAX_ZONES_COUNT = 64
const MAX_ZONE_NAME_LENGTH = 64

export interface LocalTime {
  readonly year: number
  /** 1–12 */
  readonly month: number
  /** 1–31 */
  readonly dayOfMonth: number
  /** 0–23 */
  readonly hour: number
  /** 0–1439 */
  readonly minuteOfDay: number
  /** ISO: 1 is Monday, 7 Sunday. */
  readonly weekday: number
  /** YYYY-MM-DD */
  readonly date: string
}

export type DayPart = 'morning' | 'day' | 'evening' | 'night'

/** `now` in epoch milliseconds. A time zone that is not known counts as UTC: see `isTimeZone`. */
export function localTime(now: number, timeZone: string): LocalTime {
  const local = new Date(now + utcOffset(now, timeZone))
  const hour = local.getUTCHours()
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    dayOfMonth: local.getUTCDate(),
    hour,
    minuteOfDay: hour * 60 + local.getUTCMinutes(),
    weekday: local.getUTCDay() || 7,
    date: local.toISOString().slice(0, 10),
  }
}

/**
 * Milliseconds that local time is ahead of UTC, 0 for an unknown zone. Zones change their offset at full quarters of
 * an hour only, so that one answer holds for a quarter, and most calls are arithmetic.
 */
export function utcOffset(now: number, timeZone: string): number {
  const zone = zoneOf(timeZone)
  if (zone === null) return 0
  const quarter = Math.floor(now / QUARTER_HOUR_MS)
  if (zone.quarter !== quarter) {
    zone.offset = offsetFrom(zone.formatter.format(quarter * QUARTER_HOUR_MS))
    zone.quarter = quarter
  }
  return zone.offset
}

export const isTimeZone = (name: string): boolean => zoneOf(name) !== null

/** Half-open: morning 5–10, day 10–17, evening 17–22, night else. */
export function dayPart(hour: number): DayPart {
  if (hour < 5 || hour >= 22) return 'night'
  if (hour < 10) return 'morning'
  return hour < 17 ? 'day' : 'evening'
}

interface Zone {
  readonly formatter: Intl.DateTimeFormat
  /** The quarter of an hour, since the epoch, for which `offset` was asked last. */
  quarter: number
  offset: number
}

/** Memory of answers only: what a call returns does not depend on it. Null: asked before, no such zone. */
const zones = new Map<string, Zone | null>()

function zoneOf(name: string): Zone | null {
  const known = zones.get(name)
  if (known !== undefined) return known
  return keep(zones, MAX_ZONES_COUNT, name, makeZone(name))
}

function makeZone(name: string): Zone | null {
  // Intl also takes offsets such as `+09:00`, which are no IANA names.
  if (name.length > MAX_ZONE_NAME_LENGTH || !/^[A-Za-z]/.test(name)) return null
  try {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    return { formatter, quarter: Number.NaN, offset: 0 }
  } catch {
    return null
  }
}

/** Reads `11/22/2026, GMT+09:00`; a bare `GMT` is UTC. */
function offsetFrom(formatted: string): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(formatted) ?? []
  if (hours === undefined || minutes === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
}
