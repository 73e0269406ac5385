/** The times that the bar can turn to, as wall-clock times of a place. Not formatting for people. */

import type { Words } from '../language.ts'

export interface Time {
  readonly id: string
  readonly name: Words
  /** Hour and minute, local. */
  readonly at: string
  /** The first such day from today on; today where nothing is asked of it. */
  readonly weekday?: number
  /** Not before this day of the year, `MM-DD`, in the year to come. */
  readonly from?: string
}

const DAY_MS = 86_400_000
const FRIDAY = 5
const SATURDAY = 6
const WEDNESDAY = 3

export const TIMES: readonly Time[] = [
  { id: 'morning', name: { ja: '今朝', en: 'This morning' }, at: '08:00' },
  { id: 'weekday', name: { ja: '平日の昼', en: 'A weekday noon' }, at: '12:30', weekday: WEDNESDAY },
  { id: 'friday', name: { ja: '金曜の夜', en: 'Friday evening' }, at: '19:00', weekday: FRIDAY },
  { id: 'weekend', name: { ja: '週末', en: 'The weekend' }, at: '10:00', weekday: SATURDAY },
  { id: 'night', name: { ja: '真夜中', en: 'Late at night' }, at: '23:30', weekday: WEDNESDAY },
  { id: 'new-year', name: { ja: '元日', en: 'New Year’s Day' }, at: '07:00', from: '01-01' },
  { id: 'july', name: { ja: '七月', en: 'July' }, at: '11:00', from: '07-10', weekday: WEDNESDAY },
  { id: 'january', name: { ja: '一月', en: 'January' }, at: '11:00', from: '01-18', weekday: WEDNESDAY },
]

/** The next such time in a time zone, from `now` in milliseconds, as ISO 8601 with that zone's offset. */
export function instant(time: Time, timeZone: string, now: number): string {
  let day = Date.parse(`${localDate(now, timeZone)}T00:00:00Z`)
  if (time.from !== undefined) {
    const year = new Date(day).getUTCFullYear()
    const thisYear = Date.parse(`${year}-${time.from}T00:00:00Z`)
    day = thisYear < day ? Date.parse(`${year + 1}-${time.from}T00:00:00Z`) : thisYear
  }
  if (time.weekday !== undefined) day += ((time.weekday - new Date(day).getUTCDay() + 7) % 7) * DAY_MS
  const local = `${new Date(day).toISOString().slice(0, 10)}T${time.at}:00`
  return local + offset(local, timeZone)
}

function localDate(now: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
}

/** `+09:00`. Taken at the same clock reading in UTC, which is near enough at the hours that TIMES asks for. */
function offset(local: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    Date.parse(`${local}Z`),
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+00:00' : name.slice('GMT'.length)
}
