/** A ruleset's text → the authored ruleset, or everything that is wrong with it. For publishing and editing, never for a request. */

import type { AuthoredRuleset } from '../core/authored.ts'
import { error, type Issue, warning } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { attributeFinder } from './attribute-check.ts'
import { audiencesIssues } from './audience-check.ts'
import { checkExperiences } from './experience-check.ts'
import { readJson } from './json.ts'
import { MAX_ISSUES_COUNT } from './limits.ts'
import { readShape } from './read-shape.ts'
import { frameShape } from './shape.ts'
import { siteIssues } from './site-check.ts'
import { slotsIssues } from './slot-check.ts'

export interface Validated {
  /** With HTML as it is to be published. Ready for compileRuleset. */
  readonly authored: AuthoredRuleset
  readonly warnings: Issue[]
}

/** An error comes with the warnings; later stages are silent while an earlier one has errors. */
export function validateRuleset(text: string): Result<Validated, Issue[]> {
  const json = readJson(text)
  if (!json.ok) return fail(bounded(json.error))
  const frame = readShape(frameShape, json.value)
  if (!frame.ok) return fail(bounded(frame.error))

  const authored = frame.value as AuthoredRuleset
  const find = attributeFinder(authored.site.schema)
  const experiences = checkExperiences(authored.experiences, authored, find)
  const issues = [
    ...siteIssues(authored.site),
    ...slotsIssues(authored),
    ...audiencesIssues(authored, find),
    ...experiences.issues,
  ]
  if (issues.some(({ severity }) => severity === 'error')) return fail(bounded(issues))
  return ok({ authored: { ...authored, experiences: experiences.value }, warnings: bounded(issues) })
}

/** Errors first when some must be left out. */
function bounded(issues: readonly Issue[]): Issue[] {
  if (issues.length <= MAX_ISSUES_COUNT) return [...issues]
  const errors = issues.filter(({ severity }) => severity === 'error')
  const first = [...errors, ...issues.filter(({ severity }) => severity === 'warning')].slice(0, MAX_ISSUES_COUNT)
  const more = errors.length > 0 ? error : warning
  return [...first, more('', 'too_many', `There are ${issues.length - first.length} more issues.`, 'Mend these first.')]
}
