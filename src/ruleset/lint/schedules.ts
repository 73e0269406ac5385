/** Schedules that are over, that never open, or that begin so late that a year was mistyped. Not their form: schedule-check.ts. */

import type { CompiledSchedule } from '../../core/compiled.ts'
import { opensAt } from '../../core/fact/opening.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import type { ReadExperience, Reading } from './reading.ts'

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000
const FAR_YEARS = 2

export const scheduleWarnings = ({ experiences, authored, now }: Reading): readonly Issue[] =>
  experiences.flatMap(({ enabled, schedule, ...experience }) =>
    enabled && schedule !== null ? issuesOf(experience, schedule, authored.site.timeZone, now) : [],
  )

function issuesOf(
  { index, authored }: Pick<ReadExperience, 'index' | 'authored'>,
  schedule: CompiledSchedule,
  timeZone: string,
  now: number,
): readonly Issue[] {
  const path = at(at('experiences', index), 'schedule')
  const { from, until } = schedule
  if (until !== null && until <= now) return [over(authored.schedule!.until!, authored.id, path)]
  if (opensAt(schedule, now, timeZone) === null) {
    const start = from === null ? null : opensAt(schedule, from, timeZone)
    return [start === null || start >= now ? neverOpen(schedule, path) : noMoreWindows(authored.schedule!.until!, path)]
  }
  if (from !== null && from - now > FAR_YEARS * YEAR_MS) return [far(authored.schedule!.from!, path)]
  return []
}

const over = (until: string, id: string, path: string): Issue =>
  warning(
    at(path, 'until'),
    'schedule_past',
    `"${id}" ended with ${until}.`,
    'Correct the date, or take the experience out.',
  )

const noMoreWindows = (until: string, path: string): Issue =>
  warning(
    at(path, 'weekly'),
    'schedule_past',
    `Its last weekly window before ${until} is over.`,
    'Move until, or take the experience out.',
  )

const neverOpen = ({ from }: CompiledSchedule, path: string): Issue =>
  warning(
    at(path, 'weekly'),
    'schedule_never',
    `No weekly window falls ${from === null ? 'between now and until' : 'between from and until'}.`,
    'Correct the days or the dates.',
  )

const far = (from: string, path: string): Issue =>
  warning(
    at(path, 'from'),
    'schedule_far',
    `It begins only with ${from}, in more than ${FAR_YEARS} years.`,
    'Check the year.',
  )
