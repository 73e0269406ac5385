/** Lengths of time in a ruleset: readable, and neither too short nor too long. Not moments: schedule-check.ts. */

import { durationSeconds } from '../core/fact/duration.ts'
import { error, type Issue } from '../core/issue.ts'
import { shown } from './phrase.ts'

const DAY_S = 86_400

/** `example` as one would write it there. */
export function durationIssues(text: string, path: string, maxDays: number, example: string): readonly Issue[] {
  const seconds = durationSeconds(text)
  if (seconds === null) {
    const advice = `Write a whole number of minutes, hours or days: 30m, 12h or ${example}.`
    return [error(path, 'bad_duration', `${shown(text)} is not a length of time.`, advice)]
  }
  if (seconds <= maxDays * DAY_S) return []
  return [error(path, 'bad_duration', `${text} is longer than ${maxDays} days.`, 'Write less.')]
}
