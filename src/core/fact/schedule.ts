/** Whether an experience runs now: in the site's time zone, across changes of the clock. Not how it was written: compile/compile-schedule.ts. */

import type { CompiledSchedule } from '../compiled.ts'
import { utcOffset } from './local-time.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1440
export const WEEK_MINUTES = 7 * DAY_MINUTES
/** 1970-01-01 was a Thursday: minutes of the week that the epoch stands at. */
const EPOCH_MINUTE_OF_WEEK = 3 * DAY_MINUTES

/** `now` in epoch milliseconds. */
export const isOpen = (schedule: CompiledSchedule, now: number, timeZone: string): boolean =>
  isOpenAt(schedule, now, schedule.weekly === null ? 0 : minuteOfWeek(now, timeZone))

/** `minute` of the week, for many schedules of one moment; what has no weekly windows does not look at it. */
export function isOpenAt(schedule: CompiledSchedule, now: number, minute: number): boolean {
  if (schedule.from !== null && now < schedule.from) return false
  if (schedule.until !== null && now >= schedule.until) return false
  if (schedule.weekly === null) return true
  for (const [start, end] of schedule.weekly) if (minute >= start && minute < end) return true
  return false
}

/** Local minutes since Monday began. */
export function minuteOfWeek(now: number, timeZone: string): number {
  const minutes = Math.floor((now + utcOffset(now, timeZone)) / MINUTE_MS) + EPOCH_MINUTE_OF_WEEK
  return ((minutes % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES
}
