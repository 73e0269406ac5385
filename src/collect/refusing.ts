/** Why a whole batch is not taken, and how that is said over HTTP. Not single events: their reasons are in the answer's list. */

import type { Context } from 'hono'
import type { OurEnv } from '../admin/app.ts'
import type { BatchFault } from './check-batch.ts'

export type BatchRefusal =
  | BatchFault
  | 'not_recording'
  | 'other_site'
  | 'other_type'
  | 'too_large'
  | 'none_good'
  | 'too_often'
  | 'not_kept'
  | 'bad_import'

const ANSWERS: {
  readonly [R in BatchRefusal]: readonly [status: 400 | 403 | 404 | 413 | 415 | 429 | 503, said: string]
} = {
  not_recording: [404, 'Nothing is recorded here: LIBSQL_URL is not set.'],
  other_site: [403, 'Only pages of this site may send events here.'],
  other_type: [415, 'Send JSON, with the content type application/json.'],
  too_often: [429, 'Too many requests from this address. Wait, then send the same again.'],
  too_large: [413, 'This is more than a batch may hold. Send it in parts.'],
  too_many: [413, 'These are more events than a batch may hold. Send it in parts.'],
  not_json: [400, 'This is not JSON.'],
  not_a_batch: [400, 'A batch is { "sentAt": epoch milliseconds, "events": [ … ] }, and nothing else.'],
  empty: [400, 'There are no events in this batch.'],
  none_good: [400, 'None of these events can be taken.'],
  bad_import: [400, 'An import is named with up to 64 letters a to z, digits, - and _.'],
  not_kept: [503, 'The record does not take events at the moment. Send the same again.'],
}

/** `more`: beside the sentence and its reason. `retryS`: seconds. */
export function refuse(
  c: Context<OurEnv>,
  reason: BatchRefusal,
  { more = {}, retryS }: { readonly more?: object; readonly retryS?: number } = {},
): Response {
  const [status, error] = ANSWERS[reason]
  if (retryS !== undefined) c.header('retry-after', String(retryS))
  return c.json({ error, reason, ...more }, status)
}
