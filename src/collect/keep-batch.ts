/** Checked events into the inbox, and what that came to as an answer. Not the checks: check-batch.ts. */

import type { Context } from 'hono'
import type { OurEnv } from '../admin/app.ts'
import { log } from '../log.ts'
import type { Inbox, InboxFailure } from '../store/inbox.ts'
import type { CheckedBatch } from './check-batch.ts'
import { refuse } from './refusing.ts'
import type { WireAnswer } from './wire.ts'

/** After what passes by itself, and after what a person has to mend first. */
const SOON_S = 5
const LATER_S = 60

/** 202 only when the inbox has them: before that nobody may forget them. */
export async function keepBatch(
  c: Context<OurEnv>,
  { events, refused }: CheckedBatch,
  site: string,
  inbox: Inbox,
): Promise<Response> {
  if (events.length === 0) return refuse(c, 'none_good', { more: { accepted: 0, refused } })
  const put = await inbox.put({ events, fallbacks: [] })
  if (!put.ok) return notKept(c, put.error, site, events.length)
  return c.json({ accepted: events.length, refused } satisfies WireAnswer, 202)
}

export function notKept(c: Context<OurEnv>, { reason, detail }: InboxFailure, site: string, count: number): Response {
  log('error', { event: 'events_not_kept', site, reason, detail, count })
  return refuse(c, 'not_kept', { retryS: reason === 'timeout' || reason === 'unavailable' ? SOON_S : LATER_S })
}
