/** `GET /_awase/api/v1/visitors/<id>/events`: a person's events as NDJSON, page by page. Not all events: event-export.ts. */

import type { Context } from 'hono'
import { idsOf } from '../visitor/rights.ts'
import type { OurEnv } from './app.ts'
import { NEXT_HEADER } from './event-export.ts'
import { notDone } from './visitor-work.ts'
import { forSubject } from './visitors.ts'

const MAX_PAGE_COUNT = 1_000
/** No index leads to a visitor's events: so many of all events are looked through for one page. */
const EXAMINED_COUNT = 200_000

/**
 * `?after=`: what `awase-next` of the page before said; without that header there are no more. A page may be empty and still
 * have a next one. While the visitor is being erased, and afterwards, all are empty.
 */
export async function visitorEvents(c: Context<OurEnv>): Promise<Response> {
  const after = c.req.query('after') ?? '0'
  if (!/^\d{1,15}$/.test(after))
    return c.json({ error: 'after is what a page named as next.', reason: 'bad_request' }, 400)
  const { site } = c.var
  return forSubject(c, 'access', async ({ visitor }, { stores }) => {
    const visitors = await idsOf(site, visitor, { stores })
    if (!visitors.ok) return notDone(c, visitors.error)
    const query = {
      site,
      visitors: visitors.value,
      after: Number(after),
      limit: MAX_PAGE_COUNT,
      examined: EXAMINED_COUNT,
    }
    const page = await stores.events.ofVisitors(query)
    if (!page.ok) return notDone(c, page.error)
    const { events, next } = page.value
    return new Response(events.map((event) => `${JSON.stringify(event)}\n`).join(''), {
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        ...(next !== null && { [NEXT_HEADER]: String(next) }),
      },
    })
  })
}
