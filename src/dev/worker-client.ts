/** Asks a running Worker something that wants its token. Not what is asked: publish-client.ts, event-client.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import { causeText } from './cause-text.ts'

/** A compiled ruleset takes milliseconds; a Worker that was just deployed may take seconds to answer. */
const ANSWER_TIMEOUT_MS = 30_000
const QUOTED_ANSWER_LENGTH = 200

export interface WorkerTarget {
  /** Of the Worker, without a slash at the end. */
  readonly url: string
  readonly token: string
  readonly site?: string
}

/** Why the Worker did not do it, whatever it was asked. */
export type WorkerFailure =
  | { readonly reason: 'unauthorised' }
  | { readonly reason: 'unreachable'; readonly detail: string }
  | { readonly reason: 'unexpected'; readonly status: number; readonly detail: string }

export interface Answer {
  readonly status: number
  /** Null: not ours, perhaps the origin's error page. */
  readonly body: { readonly [key: string]: unknown } | null
  readonly text: string
  readonly headers: Headers
}

/** Redirects are not followed: the token is for this address. */
export async function askWorker(
  target: WorkerTarget,
  method: 'GET' | 'POST' | 'DELETE',
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
    return ok({ status: answer.status, body: parsed(text), text, headers: answer.headers })
  } catch (cause) {
    return fail({ reason: 'unreachable', detail: causeText(cause) })
  }
}

export function workerFailure({ status, body, text }: Answer): WorkerFailure {
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
