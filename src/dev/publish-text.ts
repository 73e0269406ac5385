/** What a person reads after a ruleset was published, or was not. Not for programs: they read publish-client.ts's result. */

import type { Issue } from '../core/issue.ts'
import type { Result } from '../core/result.ts'
import type { Published, PublishFailure } from './publish-client.ts'
import type { WorkerFailure } from './worker-client.ts'

/** A ruleset pasted together wrongly has hundreds; the first ones help. */
const SHOWN_ISSUES_COUNT = 20

/** Lines without line ends; `file` as the person named it. */
export function describeOutcome(
  file: string,
  outcome: Result<Pick<Published, 'revision' | 'warnings'>, PublishFailure>,
): string[] {
  if (outcome.ok) {
    const { revision, warnings } = outcome.value
    const remark = warnings.length === 0 ? '' : `, with ${count(warnings.length, 'warning')}`
    return [`${file}: published as revision ${revision}${remark}.`, ...listed(warnings)]
  }
  return describeFailure(file, outcome.error)
}

function describeFailure(file: string, failure: PublishFailure): string[] {
  switch (failure.reason) {
    case 'refused': {
      const errors = failure.issues.filter((issue) => issue.severity === 'error').length
      return [
        `${file}: not published, ${count(errors, 'error')}. What was published before, if anything, goes on.`,
        ...listed(failure.issues),
      ]
    }
    case 'too_large':
      return [`${file}: not published. The file is larger than the Worker accepts; split it, or drop old experiences.`]
    default:
      return describeWorkerFailure(`${file}: ${isHalfway(failure) ? HALFWAY : 'not published.'}`, failure)
  }
}

const HALFWAY = 'not confirmed. It may still go live within a minute; publish it again to be sure.'

/** KV failed the Worker in the middle: what was written of the document, the cron job goes on from. */
const isHalfway = (failure: WorkerFailure): boolean => failure.reason === 'unexpected' && failure.status >= 500

/** `what` is a sentence that says what did not happen. */
export function describeWorkerFailure(what: string, failure: WorkerFailure): string[] {
  switch (failure.reason) {
    case 'unauthorised':
      return [
        `${what} The Worker does not accept this PUBLISH_TOKEN.`,
        '  Give the one it has (environment or .dev.vars), or set a new one: npx wrangler secret put PUBLISH_TOKEN',
      ]
    case 'unreachable':
      return [`${what} The Worker does not answer (${failure.detail}).`]
    case 'unexpected':
      return [
        `${what} The Worker answered ${failure.status}, which this program does not expect:`,
        `  ${failure.detail.trim() || '(nothing)'}`,
      ]
  }
}

function listed(issues: readonly Issue[]): string[] {
  const lines = issues
    .slice(0, SHOWN_ISSUES_COUNT)
    .flatMap((issue) => [
      `  ${issue.severity} ${issue.path === '' ? '(document)' : issue.path}: ${issue.message}`,
      `    ${issue.advice}`,
    ])
  const more = issues.length - SHOWN_ISSUES_COUNT
  return more > 0 ? [...lines, `  and ${more} more.`] : lines
}

const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`
