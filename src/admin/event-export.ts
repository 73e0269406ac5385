/** Events out of the record as NDJSON, a page at a time, for whoever holds the token. Not what they mean: core/event/event.ts. */

import type { Context } from 'hono'
import { fail, ok, type Result } from '../core/result.ts'
import { log } from '../log.ts'
import type { EventQuery } from '../store/event-record.ts'
import type { OurEnv } from './app.ts'

export const MAX_EXPORT_PAGE_COUNT = 2_000
/** Where the next page begins; absent on the last one. */
export const NEXT_HEADER = 'awase-next'

/**
 * `since`, `until`: by the event's own time, ISO 8601 or epoch milliseconds, half-open. `after`: only what arrived after
 * this `seq`. `limit`: lines a page. In order of arrival, so that whoever remembers the last `seq` misses nothing.
 */
export async function exportEvents(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  if (deps.stores === null) return c.json({ error: 'Nothing is recorded here: LIBSQL_URL is not set.' }, 404)
  const query = readQuery(c.req.query(), site)
  if (!query.ok) return c.json({ error: query.error }, 400)
  const page = await (await deps.stores()).events.page(query.value)
  if (!page.ok) {
    log('error', { event: 'record_unavailable', reason: page.error.reason, detail: page.error.detail })
    return c.json({ error: 'The record does not answer. Try again.', reason: page.error.reason }, 503)
  }
  const { events, next } = page.value
  return new Response(events.map((event) => `${JSON.stringify(event)}\n`).join(''), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      ...(next !== null && { [NEXT_HEADER]: String(next) }),
    },
  })
}

/** The error is a sentence. */
function readQuery(query: { readonly [name: string]: string }, site: string): Result<EventQuery, string> {
  const after = wholeNumber(query.after, 0, Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(query.limit, MAX_EXPORT_PAGE_COUNT, MAX_EXPORT_PAGE_COUNT)
  const since = moment(query.since)
  const until = moment(query.until)
  if (after === undefined) return fail('after is a whole number: the seq of the last event that you have.')
  if (limit === undefined || limit === 0) return fail(`limit is a whole number from 1 to ${MAX_EXPORT_PAGE_COUNT}.`)
  if (since === undefined || until === undefined)
    return fail('since and until are moments, as in 2026-11-01T00:00:00Z or epoch milliseconds.')
  return ok({ site, after, since, until, limit })
}

/** Undefined: it is none, or too large. */
function wholeNumber(text: string | undefined, absent: number, maximum: number): number | undefined {
  if (text === undefined) return absent
  return /^\d{1,16}$/.test(text) && Number(text) <= maximum ? Number(text) : undefined
}

/** Null: open; undefined: no moment. A date without a time is midnight UTC. */
export function moment(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  if (/^\d{10,16}$/.test(text)) return Number(text)
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}
