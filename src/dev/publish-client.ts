/** Talks to a running Worker's endpoints of publishing. Not the publishing itself: that is publish.ts. */

import type { RulesetStatus } from '../admin/ruleset-status.ts'
import type { Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Draft, RolledBack } from '../publish.ts'
import { ROUTES } from '../routes.ts'
import { causeText } from './cause-text.ts'

/** A compiled ruleset takes milliseconds; a Worker that was just deployed may take seconds to answer. */
const ANSWER_TIMEOUT_MS = 30_000
const QUOTED_ANSWER_LENGTH = 200

export interface Published {
  readonly revision: number
  /** SHA-256 of the text, hex. */
  readonly hash: string
  readonly warnings: readonly Issue[]
  /** False: this very text was live already. */
  readonly changed: boolean
}

/** Why the Worker did not do it, whatever it was asked. */
export type WorkerFailure =
  | { readonly reason: 'unauthorised' }
  | { readonly reason: 'unreachable'; readonly detail: string }
  | { readonly reason: 'unexpected'; readonly status: number; readonly detail: string }

export type PublishFailure =
  /** The ruleset is wrong; the last good one goes on. */
  { readonly reason: 'refused'; readonly issues: readonly Issue[] } | { readonly reason: 'too_large' } | WorkerFailure

/** `detail` is a sentence of the Worker's: there is nothing to go back to. */
export type RollbackFailure = { readonly reason: 'no_way_back'; readonly detail: string } | WorkerFailure

export interface PublishTarget {
  /** Of the Worker, without a slash at the end. */
  readonly url: string
  readonly token: string
  readonly site?: string
}

export async function publishTo(target: PublishTarget, text: string): Promise<Result<Published, PublishFailure>> {
  const answer = await ask(target, 'POST', ROUTES.publish, {}, text)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.revision === 'number') return ok(body as unknown as Published)
  return fail(publishFailure(answer.value))
}

/** For previews only; `name` is an id. */
export async function publishDraftTo(
  target: PublishTarget,
  name: string,
  text: string,
): Promise<Result<Draft, PublishFailure>> {
  const answer = await ask(target, 'POST', ROUTES.publish, { draft: name }, text)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && body?.draft === name) return ok(body as unknown as Draft)
  return fail(publishFailure(answer.value))
}

export async function rollbackAt(target: PublishTarget): Promise<Result<RolledBack, RollbackFailure>> {
  const answer = await ask(target, 'POST', ROUTES.rollback)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.revision === 'number') return ok(body as unknown as RolledBack)
  if (status === 409 && typeof body?.error === 'string') return fail({ reason: 'no_way_back', detail: body.error })
  return fail(workerFailure(answer.value))
}

export async function statusAt(target: PublishTarget): Promise<Result<RulesetStatus, WorkerFailure>> {
  const answer = await ask(target, 'GET', ROUTES.ruleset)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.state === 'string') return ok(body as unknown as RulesetStatus)
  return fail(workerFailure(answer.value))
}

/** The authored text of what is live; null: nothing is. */
export async function sourceAt(target: PublishTarget): Promise<Result<string | null, WorkerFailure>> {
  const answer = await ask(target, 'GET', ROUTES.ruleset, { source: '' })
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && (typeof body?.source === 'string' || body?.source === null)) return ok(body.source)
  return fail(workerFailure(answer.value))
}

interface Answer {
  readonly status: number
  /** Null: not ours, perhaps the origin's error page. */
  readonly body: { readonly [key: string]: unknown } | null
  readonly text: string
}

/** Redirects are not followed: the token is for this address. */
async function ask(
  target: PublishTarget,
  method: 'GET' | 'POST',
  route: string,
  query: { readonly [name: string]: string } = {},
  body?: string,
): Promise<Result<Answer, WorkerFailure>> {
  const parameters = new URLSearchParams({ site: target.site ?? 'main', ...query })
  try {
    const answer = await fetch(`${target.url}${route}?${parameters}`, {
      method,
      headers: { authorization: `Bearer ${target.token}`, 'content-type': 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body !== undefined && { body }),
    })
    const location = answer.headers.get('location')
    const text = location === null ? await answer.text() : `it sends us to ${location}`
    return ok({ status: answer.status, body: parsed(text), text })
  } catch (cause) {
    return fail({ reason: 'unreachable', detail: causeText(cause) })
  }
}

function publishFailure(answer: Answer): PublishFailure {
  const { status, body } = answer
  if (status === 422 && Array.isArray(body?.issues)) return { reason: 'refused', issues: body.issues as Issue[] }
  return status === 413 ? { reason: 'too_large' } : workerFailure(answer)
}

function workerFailure({ status, body, text }: Answer): WorkerFailure {
  if (status === 401 || status === 403) return { reason: 'unauthorised' }
  const said = typeof body?.error === 'string' ? body.error : text
  return { reason: 'unexpected', status, detail: said.slice(0, QUOTED_ANSWER_LENGTH) }
}

function parsed(text: string): Answer['body'] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value as Answer['body']) : null
  } catch {
    return null
  }
}
