/** What a sound ruleset is warned of: what cannot be meant so. Not what is wrong with it: validate.ts. Not what pages have: `awase slots`. */

import type { AuthoredRuleset } from '../core/authored.ts'
import type { Issue } from '../core/issue.ts'
import { audienceWarnings } from './lint/audiences.ts'
import { byAffinityIssues } from './lint/by-affinity.ts'
import { costlyIssues } from './lint/costly.ts'
import { drawIssues } from './lint/draws.ts'
import { mergeFieldIssues } from './lint/merge-fields.ts'
import { neverTrueIssues } from './lint/never-true.ts'
import { onlyTheNameIssues } from './lint/only-the-name.ts'
import { partsTwiceIssues } from './lint/parts-twice.ts'
import { readRuleset } from './lint/reading.ts'
import { sameNameIssues } from './lint/same-name.ts'
import { scheduleWarnings } from './lint/schedules.ts'
import { shadowedIssues } from './lint/shadowed.ts'

/** Of a validated ruleset; the same for the same. `now` in epoch milliseconds: what is said is said from then on. */
export function lintRuleset(authored: AuthoredRuleset, now: number): Issue[] {
  const reading = readRuleset(authored, now)
  return [
    ...audienceWarnings(reading),
    ...neverTrueIssues(reading),
    ...shadowedIssues(reading),
    ...scheduleWarnings(reading),
    ...drawIssues(reading),
    ...byAffinityIssues(reading),
    ...mergeFieldIssues(reading),
    ...partsTwiceIssues(reading),
    ...onlyTheNameIssues(reading),
    ...sameNameIssues(reading),
    ...costlyIssues(reading),
  ]
}
