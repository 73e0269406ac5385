/** `POST /_awase/events`: what pages of this site tell. Not what servers do: server-events.ts. */

import type { Context } from 'hono'
import type { OurEnv } from '../admin/app.ts'
import { boundedText } from '../bounded-text.ts'
import { forgettingHeaders } from '../edge/profile.ts'
import { siteOf } from '../env.ts'
import type { Inbox } from '../store/inbox.ts'
import { checkBatch, readBatch, type ToldBatch } from './check-batch.ts'
import type { Stamp } from './check-event.ts'
import { BROWSER_EVENTS } from './event-kinds.ts'
import { keepBatch } from './keep-batch.ts'
import { isOwnPage } from './own-page.ts'
import { tooOften } from './rate-limit.ts'
import { refuse } from './refusing.ts'
import { rememberActs } from './remember-acts.ts'
import { MAX_BROWSER_AGE_MS, senderClock } from './sender-clock.ts'
import { isBot, lookingAround, type Teller, tellerOf } from './told-by.ts'
import { MAX_BROWSER_BODY_BYTES, MAX_BROWSER_EVENTS_COUNT, type WireAnswer } from './wire.ts'

/** `text/plain` is what sendBeacon sends of a text. */
const JSON_TYPE = /^\s*(?:application\/json|text\/plain)\s*(?:;|$)/i

export async function browserEvents(c: Context<OurEnv>): Promise<Response> {
  const { deps } = c.var
  const { headers, body, url: address } = c.req.raw
  if (deps.inbox === null) return refuse(c, 'not_recording')
  const url = new URL(address)
  if (!isOwnPage(headers, url)) return refuse(c, 'other_site')
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) return refuse(c, 'other_type')
  const ignored = lookingAround(c.req.raw, deps.config)
  if (ignored !== null) return c.json({ accepted: 0, refused: [], ignored } satisfies WireAnswer, 202)

  const now = deps.now()
  const site = siteOf(deps.config, url.hostname)
  const retryS = await tooOften(headers, site, now, deps.eventsLimit)
  if (retryS !== null) return refuse(c, 'too_often', { retryS })
  const text = await boundedText(body, MAX_BROWSER_BODY_BYTES)
  if (text === null) return refuse(c, 'too_large')
  const batch = readBatch(text, MAX_BROWSER_EVENTS_COUNT)
  if (!batch.ok) return refuse(c, batch.error)

  const teller = await tellerOf(c.req.raw, url, site, now, deps, c.var.after)
  const answer = teller.objects
    ? c.json({ accepted: 0, refused: [], ignored: 'objection' } satisfies WireAnswer, 202)
    : await keepTold(c, batch.value, { site, now, teller, inbox: deps.inbox })
  if (teller.isErased)
    for (const cookie of forgettingHeaders(url, deps.config.development)) answer.headers.append('set-cookie', cookie)
  return answer
}

interface Told {
  readonly site: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly teller: Teller
  readonly inbox: Inbox
}

async function keepTold(
  c: Context<OurEnv>,
  { sentAt, events }: ToldBatch,
  { site, now, teller, inbox }: Told,
): Promise<Response> {
  const stamp = stampOf(c.req.raw, site, now, teller)
  const clock = senderClock(sentAt, now, MAX_BROWSER_AGE_MS)
  const checked = checkBatch(events, { schemas: BROWSER_EVENTS, clock, stamp })
  const answer = await keepBatch(c, checked, site, inbox)
  if (answer.status === 202 && teller.remembered !== null)
    for (const cookie of await rememberActs(teller.remembered, checked.events, now))
      answer.headers.append('set-cookie', cookie)
  return answer
}

const stampOf = (request: Request, site: string, now: number, { visitor, mayExport }: Teller): Stamp => ({
  site,
  source: 'browser',
  receivedAt: now,
  isBot: isBot(request),
  ...(visitor !== null && { visitor }),
  ...(mayExport && { context: { export: true } }),
})
