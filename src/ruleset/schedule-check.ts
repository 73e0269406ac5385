/** A schedule's faults in words. Not what a schedule means: core/compile/compile-schedule.ts. */

import type { AuthoredSchedule } from '../core/authored.ts'
import { compileSchedule, type ScheduleFault, WEEKDAYS } from '../core/compile/compile-schedule.ts'
import { at, error, type Issue } from '../core/issue.ts'
import { anyOf, shown } from './phrase.ts'

/** The first fault, if any. */
export function scheduleIssues(schedule: AuthoredSchedule, timeZone: string, path: string): readonly Issue[] {
  const compiled = compileSchedule(schedule, timeZone)
  return compiled.ok ? [] : [faultIssue(compiled.error, path)]
}

function faultIssue(fault: ScheduleFault, path: string): Issue {
  const bad = (where: string, message: string, advice: string): Issue => error(where, 'bad_schedule', message, advice)
  switch (fault.reason) {
    case 'bad_date_time': {
      const advice = "Write YYYY-MM-DDTHH:MM in the site's time zone, for example 2026-11-01T09:00."
      return bad(at(path, fault.field), `${shown(fault.found)} is not a local date and time.`, advice)
    }
    case 'until_before_from':
      return bad(at(path, 'until'), 'until is before from.', 'Correct one of the two.')
    case 'bad_time': {
      const advice = 'Write HH:MM, from 00:00 to 23:59; a window may also end at 24:00.'
      return bad(at(window(path, fault.window), fault.field), `${shown(fault.found)} is not a time of day.`, advice)
    }
    case 'empty_window':
      return bad(
        window(path, fault.window),
        'from and to are the same time.',
        'For the whole day write 00:00 to 24:00.',
      )
    case 'no_days':
      return bad(at(window(path, fault.window), 'days'), 'The window has no days.', 'Name at least one day.')
    case 'bad_day': {
      const message = `${shown(fault.found)} is not a day.`
      return bad(at(window(path, fault.window), 'days'), message, `Write ${anyOf(WEEKDAYS)}.`)
    }
  }
}

const window = (path: string, index: number): string => at(at(path, 'weekly'), index)
