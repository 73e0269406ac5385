/** Talks to a running Worker's endpoints of publishing. Not the publishing itself: that is publish.ts. */

import type { RulesetStatus } from '../admin/ruleset-status.ts'
import type { Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Draft, RolledBack } from '../publish.ts'
import { ROUTES } from '../routes.ts'
import { type Answer, askWorker, type WorkerFailure, type WorkerTarget, workerFailure } from './worker-client.ts'

export interface Published {
  readonly revision: number
  /** SHA-256 of the text, hex. */
  readonly hash: string
  readonly warnings: readonly Issue[]
  /** False: this very text was live already. */
  readonly changed: boolean
}

export type PublishFailure =
  /** The ruleset is wrong; the last good one goes on. */
  { readonly reason: 'refused'; readonly issues: readonly Issue[] } | { readonly reason: 'too_large' } | WorkerFailure

/** `detail` is a sentence of the Worker's: there is nothing to go back to. */
export type RollbackFailure = { readonly reason: 'no_way_back'; readonly detail: string } | WorkerFailure

export async function publishTo(target: WorkerTarget, text: string): Promise<Result<Published, PublishFailure>> {
  const answer = await askWorker(target, 'POST', ROUTES.publish, {}, text)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.revision === 'number') return ok(body as unknown as Published)
  return fail(publishFailure(answer.value))
}

/** For previews only; `name` is an id. */
export async function publishDraftTo(
  target: WorkerTarget,
  name: string,
  text: string,
): Promise<Result<Draft, PublishFailure>> {
  const answer = await askWorker(target, 'POST', ROUTES.publish, { draft: name }, text)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && body?.draft === name) return ok(body as unknown as Draft)
  return fail(publishFailure(answer.value))
}

export async function rollbackAt(target: WorkerTarget): Promise<Result<RolledBack, RollbackFailure>> {
  const answer = await askWorker(target, 'POST', ROUTES.rollback)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.revision === 'number') return ok(body as unknown as RolledBack)
  if (status === 409 && typeof body?.error === 'string') return fail({ reason: 'no_way_back', detail: body.error })
  return fail(workerFailure(answer.value))
}

export async function statusAt(target: WorkerTarget): Promise<Result<RulesetStatus, WorkerFailure>> {
  const answer = await askWorker(target, 'GET', ROUTES.ruleset)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.state === 'string') return ok(body as unknown as RulesetStatus)
  return fail(workerFailure(answer.value))
}

/** The authored text of what is live; null: nothing is. */
export async function sourceAt(target: WorkerTarget): Promise<Result<string | null, WorkerFailure>> {
  const answer = await askWorker(target, 'GET', ROUTES.ruleset, { source: '' })
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && (typeof body?.source === 'string' || body?.source === null)) return ok(body.source)
  return fail(workerFailure(answer.value))
}

function publishFailure(answer: Answer): PublishFailure {
  const { status, body } = answer
  if (status === 422 && Array.isArray(body?.issues)) return { reason: 'refused', issues: body.issues as Issue[] }
  return status === 413 ? { reason: 'too_large' } : workerFailure(answer)
}
