/** Whether one schedule is open whenever another is. Not whether it is open: core/fact/schedule.ts. */

import type { CompiledSchedule } from '../../core/compiled.ts'

/** From `now` on, epoch milliseconds; null is always open. Both run in the site's time zone. */
export function covers(wide: CompiledSchedule | null, narrow: CompiledSchedule | null, now: number): boolean {
  if (wide === null) return true
  if (wide.from !== null && wide.from > now && (narrow?.from ?? now) < wide.from) return false
  if (wide.until !== null && (narrow?.until ?? Number.POSITIVE_INFINITY) > wide.until) return false
  return coversWeekly(wide.weekly, narrow?.weekly ?? null)
}

/** Spans of one schedule are sorted and do not touch, so that a covered one lies in a single other. */
function coversWeekly(wide: CompiledSchedule['weekly'], narrow: CompiledSchedule['weekly']): boolean {
  if (wide === null) return true
  const asked = narrow ?? WHOLE_WEEK
  return asked.every(([start, end]) => wide.some(([from, to]) => from <= start && end <= to))
}

/** Minutes, half-open. */
const WHOLE_WEEK = [[0, 7 * 24 * 60]] as const
