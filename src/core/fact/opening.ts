/** When a schedule opens next, for explanations and lint. Whether it is open: schedule.ts. */

import type { CompiledSchedule } from '../compiled.ts'
import { firstInstant } from './first-instant.ts'
import { utcOffset } from './local-time.ts'
import { minuteOfWeek, WEEK_MINUTES } from './schedule.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
/** A weekly window may fall into the hour that a change of the clock skips; the week after it does not. */
const LOOK_AHEAD_MS = 15 * DAY_MS

/** The first instant from `now` on at which the schedule is open, epoch milliseconds; null when there is none. */
export function opensAt(schedule: CompiledSchedule, now: number, timeZone: string): number | null {
  const start = Math.max(now, schedule.from ?? now)
  const opening = schedule.weekly === null ? start : nextWindow(schedule.weekly, start, timeZone)
  return opening === null || (schedule.until !== null && opening >= schedule.until) ? null : opening
}

/** Between two changes of the clock local time runs straight, so that arithmetic finds the next window. */
function nextWindow(weekly: readonly (readonly [number, number])[], start: number, timeZone: string): number | null {
  const limit = start + LOOK_AHEAD_MS
  for (let at = start; at < limit; ) {
    const end = steadyUntil(at, Math.min(at + DAY_MS, limit), timeZone)
    const minute = minuteOfWeek(at, timeZone)
    const wait = Math.min(...weekly.map(([from, to]) => minutesUntil(from, to, minute)))
    const opening = wait === 0 ? at : Math.floor(at / MINUTE_MS) * MINUTE_MS + wait * MINUTE_MS
    if (opening < end) return opening
    at = end
  }
  return null
}

const minutesUntil = (from: number, to: number, minute: number): number =>
  minute >= from && minute < to ? 0 : (from - minute + WEEK_MINUTES) % WEEK_MINUTES

/** The change of the clock between `from` and `to`, else `to`. */
function steadyUntil(from: number, to: number, timeZone: string): number {
  const offset = utcOffset(from, timeZone)
  if (utcOffset(to, timeZone) === offset) return to
  return firstInstant(from, to, (instant) => utcOffset(instant, timeZone) !== offset)
}
