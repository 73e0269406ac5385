/** Talks to a running Worker about its record: events in from files, events out. Not what an event may be: collect/check-event.ts. */

import { NEXT_HEADER } from '../admin/event-export.ts'
import type { WireAnswer } from '../collect/wire.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { ROUTES } from '../routes.ts'
import { askWorker, type WorkerFailure, type WorkerTarget, workerFailure } from './worker-client.ts'

/** `accepted` whether new or not; `stored`: those that were not there before. */
export type Imported = Required<Pick<WireAnswer, 'accepted' | 'refused' | 'stored'>>

/** `events` as collect/wire.ts describes them for imports; sent again with the same ids, they change nothing. */
export async function importTo(
  target: WorkerTarget,
  importId: string,
  events: readonly object[],
): Promise<Result<Imported, WorkerFailure>> {
  const body = JSON.stringify({ sentAt: Date.now(), events })
  const answer = await askWorker(target, 'POST', ROUTES.serverEvents, { import: importId }, body)
  if (!answer.ok) return answer
  const { status, body: said } = answer.value
  if ((status === 202 || status === 400) && Array.isArray(said?.refused))
    return ok({ ...(said as unknown as WireAnswer), stored: Number(said.stored ?? 0) })
  return fail(workerFailure(answer.value))
}

/** The number of events that went. */
export async function withdrawAt(target: WorkerTarget, importId: string): Promise<Result<number, WorkerFailure>> {
  const answer = await askWorker(target, 'DELETE', ROUTES.serverEvents, { import: importId })
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200 && typeof body?.withdrawn === 'number') return ok(body.withdrawn)
  return fail(workerFailure(answer.value))
}

export interface ExportPage {
  /** NDJSON, each line with its end. */
  readonly text: string
  /** What `after` of the next page is; null: there is no more. */
  readonly next: number | null
}

/** `query`: `since`, `until`, `after`, as admin/event-export.ts takes them. */
export async function exportFrom(
  target: WorkerTarget,
  query: { readonly [name: string]: string },
): Promise<Result<ExportPage, WorkerFailure>> {
  const answer = await askWorker(target, 'GET', ROUTES.serverEvents, query)
  if (!answer.ok) return answer
  const { status, text, headers } = answer.value
  if (status !== 200) return fail(workerFailure(answer.value))
  const next = headers.get(NEXT_HEADER)
  return ok({ text, next: next === null ? null : Number(next) })
}
