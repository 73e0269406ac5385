/** What stands before every request about visitors: a database that may hold them. Not who may ask: auth.ts. */

import type { Context } from 'hono'
import { fail, ok, type Result } from '../core/result.ts'
import { log } from '../log.ts'
import type { RecordFailure } from '../store/event-record.ts'
import type { Contended, VisitorDeps, WishDeps } from '../visitor/visitor-deps.ts'
import type { OurEnv } from './app.ts'

export type NoWork = 'not_recording' | 'cookie_only' | 'no_identity_key'

const ANSWERS: { readonly [reason in NoWork]: readonly [status: 404 | 409 | 503, error: string] } = {
  not_recording: [404, 'Nothing is recorded here: LIBSQL_URL is not set.'],
  cookie_only: [409, 'RESIDENCY is cookie: nothing is kept of visitors but in their own cookie.'],
  no_identity_key: [503, 'Logins are switched off: set the secret IDENTITY_KEY, of at least 32 characters.'],
}

export function noWork(c: Context<OurEnv>, reason: NoWork): Response {
  const [status, error] = ANSWERS[reason]
  return c.json({ error, reason }, status)
}

/** For what only reads and takes away. */
export async function visitorDeps({ var: { deps } }: Context<OurEnv>): Promise<Result<WishDeps, NoWork>> {
  if (deps.stores === null) return fail('not_recording')
  const { snapshots, listWishes, now } = deps
  return ok({ stores: await deps.stores(), snapshots, listWishes, now })
}

/** For what keeps something of a visitor. */
export async function keepingDeps(c: Context<OurEnv>): Promise<Result<VisitorDeps, NoWork>> {
  return c.var.deps.config.cookieOnly ? fail('cookie_only') : visitorDeps(c)
}

const RETRY_S = 5

export function notDone(c: Context<OurEnv>, { reason, detail }: RecordFailure | Contended): Response {
  log('error', { event: 'visitor_work_failed', site: c.var.site, reason, detail })
  c.header('retry-after', String(RETRY_S))
  const error = 'The database does not do this at the moment. Send the same again; the log says more.'
  return c.json({ error, reason: 'not_done' }, 503)
}
