/** `time.*`: the visitor's local time as conditions see it. Not for schedules: those run in the site's time zone. */

import type { Fact, TimeFacts } from '../context.ts'
import { UNKNOWN } from '../unknown.ts'
import { holidayName } from './holiday.ts'
import { dayPart, localTime } from './local-time.ts'
import { season } from './season.ts'

const SATURDAY = 6

/** The weekend is Saturday and Sunday everywhere; a country with another one says so with `time.weekday`. */
export function timeFacts(now: number, geo: TimePlace): TimeFacts {
  const local = localTime(now, geo.timeZone)
  const holiday = holidayName(geo.country, local.date)
  return {
    hour: local.hour,
    minuteOfDay: local.minuteOfDay,
    weekday: local.weekday,
    date: local.date,
    month: local.month,
    dayOfMonth: local.dayOfMonth,
    season: season(local.month, geo.latitude, geo.country),
    dayPart: dayPart(local.hour),
    isWeekend: local.weekday >= SATURDAY,
    isHoliday: holiday === UNKNOWN ? UNKNOWN : holiday !== null,
    holiday,
  }
}

/** As much of GeoFacts as local time depends on. */
export interface TimePlace {
  readonly timeZone: string
  readonly country: Fact<string>
  readonly latitude: Fact<number>
}
