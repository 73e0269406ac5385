/** Hands an authored ruleset to a running Worker's publish endpoint. Not the publishing itself: that is publish.ts. */

import type { Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { causeText } from './cause-text.ts'

/** A compiled ruleset takes milliseconds; a Worker that was just deployed may take seconds to answer. */
const PUBLISH_TIMEOUT_MS = 30_000
const QUOTED_ANSWER_LENGTH = 200

export interface Published {
  readonly revision: number
  readonly warnings: readonly Issue[]
}

export type PublishFailure =
  /** The ruleset is wrong; the last good one goes on. */
  | { readonly reason: 'refused'; readonly issues: readonly Issue[] }
  | { readonly reason: 'unauthorised' }
  | { readonly reason: 'too_large' }
  | { readonly reason: 'unreachable'; readonly detail: string }
  | { readonly reason: 'unexpected'; readonly status: number; readonly detail: string }

export interface PublishTarget {
  /** Of the Worker, without a slash at the end. */
  readonly url: string
  readonly token: string
  readonly site?: string
}

export async function publishTo(target: PublishTarget, text: string): Promise<Result<Published, PublishFailure>> {
  const endpoint = `${target.url}/_awase/api/v1/publish?site=${encodeURIComponent(target.site ?? 'main')}`
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${target.token}`, 'content-type': 'application/json' },
      body: text,
      signal: AbortSignal.timeout(PUBLISH_TIMEOUT_MS),
    })
    return read(answer.status, await answer.text())
  } catch (cause) {
    return fail({ reason: 'unreachable', detail: causeText(cause) })
  }
}

function read(status: number, text: string): Result<Published, PublishFailure> {
  const body = parsed(text)
  if (status === 200 && typeof body?.revision === 'number') {
    return ok({ revision: body.revision, warnings: issuesOf(body.warnings) })
  }
  if (status === 422 && Array.isArray(body?.issues)) return fail({ reason: 'refused', issues: issuesOf(body.issues) })
  if (status === 401 || status === 403) return fail({ reason: 'unauthorised' })
  if (status === 413) return fail({ reason: 'too_large' })
  return fail({ reason: 'unexpected', status, detail: text.slice(0, QUOTED_ANSWER_LENGTH) })
}

const issuesOf = (value: unknown): readonly Issue[] => (Array.isArray(value) ? value : [])

/** Null: not ours, perhaps the origin's error page. */
function parsed(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value as { readonly [key: string]: unknown } | null) : null
  } catch {
    return null
  }
}
