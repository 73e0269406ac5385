/** A schedule in local times → instants and minutes of the week. Not whether it is open: fact/schedule.ts. */

import type { AuthoredSchedule, Weekday } from '../authored.ts'
import type { CompiledSchedule } from '../compiled.ts'
import { firstInstant } from '../fact/first-instant.ts'
import { utcOffset } from '../fact/local-time.ts'
import { WEEK_MINUTES } from '../fact/schedule.ts'
import { fail, ok, type Result } from '../result.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const DAY_MINUTES = 1440

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `field` is the key of the authored schedule, `window` the index of the weekly window it stands in. */
export type ScheduleFault =
  | { readonly reason: 'bad_date_time'; readonly field: 'from' | 'until'; readonly found: string }
  | { readonly reason: 'until_before_from' }
  | { readonly reason: 'bad_time'; readonly window: number; readonly field: 'from' | 'to'; readonly found: string }
  | { readonly reason: 'empty_window'; readonly window: number }
  | { readonly reason: 'no_days'; readonly window: number }
  | { readonly reason: 'bad_day'; readonly window: number; readonly found: string }

/**
 * `until` is included to its last minute. A local time that does not exist means the first instant after the gap, one
 * that exists twice the first of the two. A window runs past midnight when `to` is before `from`; `24:00` ends a day.
 */
export function compileSchedule(authored: AuthoredSchedule, timeZone: string): Result<CompiledSchedule, ScheduleFault> {
  const from = bound(authored.from, 'from', timeZone, 0)
  if (!from.ok) return from
  const until = bound(authored.until, 'until', timeZone, MINUTE_MS)
  if (!until.ok) return until
  if (from.value !== null && until.value !== null && until.value <= from.value) {
    return fail({ reason: 'until_before_from' })
  }
  if (authored.weekly === undefined) return ok({ from: from.value, until: until.value, weekly: null })
  const spans: [number, number][] = []
  for (const [index, window] of authored.weekly.entries()) {
    const added = addWindow(spans, window, index)
    if (!added.ok) return added
  }
  return ok({ from: from.value, until: until.value, weekly: merged(spans) })
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/

function bound(
  text: string | undefined,
  field: 'from' | 'until',
  timeZone: string,
  plusMs: number,
): Result<number | null, ScheduleFault> {
  if (text === undefined) return ok(null)
  const local = readDateTime(text)
  return local === null
    ? fail({ reason: 'bad_date_time', field, found: text })
    : ok(instantOf(local + plusMs, timeZone))
}

/** The local time as if it were UTC, in milliseconds; null when it is no date of the calendar. */
function readDateTime(text: string): number | null {
  if (!DATE_TIME.test(text)) return null
  const asUtc = Date.parse(`${text}:00Z`)
  return Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(text) ? null : asUtc
}

/** `local` is a local time as if it were UTC. Zones do not change their clocks twice within two days. */
function instantOf(local: number, timeZone: string): number {
  const before = utcOffset(local - DAY_MS, timeZone)
  const after = utcOffset(local + DAY_MS, timeZone)
  const earlier = local - Math.max(before, after)
  const later = local - Math.min(before, after)
  if (earlier + utcOffset(earlier, timeZone) === local) return earlier
  if (later + utcOffset(later, timeZone) === local) return later
  return firstInstant(earlier, later, (instant) => utcOffset(instant, timeZone) === after)
}

function addWindow(
  spans: [number, number][],
  window: NonNullable<AuthoredSchedule['weekly']>[number],
  index: number,
): Result<null, ScheduleFault> {
  const from = readTime(window.from, DAY_MINUTES - 1)
  if (from === null) return fail({ reason: 'bad_time', window: index, field: 'from', found: window.from })
  const to = readTime(window.to, DAY_MINUTES)
  if (to === null) return fail({ reason: 'bad_time', window: index, field: 'to', found: window.to })
  if (from === to) return fail({ reason: 'empty_window', window: index })
  if (window.days.length === 0) return fail({ reason: 'no_days', window: index })
  const length = (to - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  for (const day of window.days) {
    const weekday = WEEKDAYS.indexOf(day)
    if (weekday === -1) return fail({ reason: 'bad_day', window: index, found: day })
    const start = weekday * DAY_MINUTES + from
    const end = start + length
    spans.push([start, Math.min(end, WEEK_MINUTES)])
    if (end > WEEK_MINUTES) spans.push([0, end - WEEK_MINUTES])
  }
  return ok(null)
}

/** Minutes after midnight of `HH:MM`, at most `limit`. */
function readTime(text: string, limit: number): number | null {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(text) ?? []
  if (hour === undefined || minute === undefined) return null
  const minutes = Number(hour) * 60 + Number(minute)
  return minutes <= limit ? minutes : null
}

/** Sorted, and windows that overlap or touch made one. */
function merged(spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const joined: [number, number][] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined[joined.length - 1]
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}
