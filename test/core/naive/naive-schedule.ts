/** Whether a schedule is open, by what a clock on the wall shows; when it opens, by looking minute by minute. Very slow, and so remembered. */

import type { AuthoredSchedule } from '../../../src/core/authored.ts'

const MINUTE_MS = 60_000
const LOOK_AHEAD_MINUTES = 15 * 24 * 60
const QUARTERS_A_DAY_COUNT = 96
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `2026-11-22T12:00` of a time zone. */
export function wallClock(now: number, timeZone: string): string {
  return clockOf(timeZone).format(now).replace(' ', 'T')
}

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(timeZone, clock)
  return clock
}

interface Answers {
  readonly open: Map<string, boolean>
  readonly opens: Map<string, number | null>
}

const answers = new WeakMap<AuthoredSchedule, Answers>()
function answersOf(schedule: AuthoredSchedule): Answers {
  const known = answers.get(schedule) ?? { open: new Map(), opens: new Map() }
  answers.set(schedule, known)
  return known
}

function remembered<T>(known: Map<string, T>, key: string, answer: () => T): T {
  if (!known.has(key)) known.set(key, answer())
  return known.get(key)!
}

export const isOpenNaively = (schedule: AuthoredSchedule, now: number, timeZone: string): boolean =>
  remembered(answersOf(schedule).open, `${now} ${timeZone}`, () => isOpen(schedule, now, timeZone))

/** The first instant from `now` on at which it is open; null when there is none within reach. */
export const opensNaively = (schedule: AuthoredSchedule, now: number, timeZone: string): number | null =>
  remembered(answersOf(schedule).opens, `${now} ${timeZone}`, () => firstOpen(schedule, now, timeZone))

function isOpen(schedule: AuthoredSchedule, now: number, timeZone: string): boolean {
  const wall = wallClock(now, timeZone)
  if (schedule.from !== undefined && wall < schedule.from) return false
  if (schedule.until !== undefined && wall > schedule.until) return false
  return schedule.weekly === undefined || schedule.weekly.some((window) => isInWindow(window, wall))
}

/** A window that runs past midnight belongs to the day it began. */
function isInWindow({ days, from, to }: NonNullable<AuthoredSchedule['weekly']>[number], wall: string): boolean {
  const weekday = (new Date(`${wall}:00Z`).getUTCDay() + 6) % 7
  const time = wall.slice(11)
  const began = (day: number): boolean => days.includes(DAYS[(day + 7) % 7]!)
  if (from < to) return began(weekday) && time >= from && time < to
  return (began(weekday) && time >= from) || (began(weekday - 1) && time < to)
}

/** Epoch milliseconds from which it has ended, or null when it never does. */
export const endOf = (schedule: AuthoredSchedule, timeZone: string): number | null =>
  schedule.until === undefined ? null : ends(schedule, schedule.until, timeZone)

const ends = (schedule: AuthoredSchedule, until: string, timeZone: string): number | null =>
  remembered(answersOf(schedule).opens, `end ${timeZone}`, () => instantOf(until, timeZone) + MINUTE_MS)

function firstOpen(schedule: AuthoredSchedule, now: number, timeZone: string): number | null {
  const start = schedule.from === undefined ? now : Math.max(now, instantOf(schedule.from, timeZone))
  const firstMinute = Math.floor(start / MINUTE_MS)
  for (let minute = 0; minute <= LOOK_AHEAD_MINUTES; minute++) {
    const instant = minute === 0 ? start : (firstMinute + minute) * MINUTE_MS
    if (isOpen(schedule, instant, timeZone)) return instant
  }
  return null
}

/** By trying every offset there may be. */
function instantOf(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}:00Z`)
  for (let quarter = -QUARTERS_A_DAY_COUNT; quarter <= QUARTERS_A_DAY_COUNT; quarter++) {
    const instant = asUtc + quarter * 15 * MINUTE_MS
    if (wallClock(instant, timeZone) === local) return instant
  }
  throw new Error(`${local} does not exist in ${timeZone}: the cases avoid changes of the clock`)
}
