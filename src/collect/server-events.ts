/** `POST /_awase/api/v1/events`: what servers tell, with a token; `?import=ID`: a file. Not what browsers do: browser-events.ts. */

import type { Context } from 'hono'
import type { OurEnv } from '../admin/app.ts'
import { boundedText } from '../bounded-text.ts'
import { idIssues } from '../ruleset/id-check.ts'
import { type CheckedBatch, checkBatch, readBatch, type ToldBatch } from './check-batch.ts'
import { IMPORTED_EVENTS, SERVER_EVENTS } from './event-kinds.ts'
import { keepBatch, notKept } from './keep-batch.ts'
import { refuse } from './refusing.ts'
import { fileClock, MAX_SERVER_AGE_MS, senderClock } from './sender-clock.ts'
import { MAX_SERVER_BODY_BYTES, MAX_SERVER_EVENTS_COUNT, type WireAnswer } from './wire.ts'

const JSON_TYPE = /^\s*application\/json\s*(?:;|$)/i

/** Behind forPublishers. */
export async function serverEvents(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const { headers, body } = c.req.raw
  if (deps.inbox === null) return refuse(c, 'not_recording')
  const importId = c.req.query('import')
  if (importId !== undefined && !isImportId(importId)) return refuse(c, 'bad_import')
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) return refuse(c, 'other_type')
  const text = await boundedText(body, MAX_SERVER_BODY_BYTES)
  if (text === null) return refuse(c, 'too_large')
  const batch = readBatch(text, MAX_SERVER_EVENTS_COUNT)
  if (!batch.ok) return refuse(c, batch.error)
  if (importId !== undefined) return importBatch(c, batch.value, importId)
  return keepBatch(c, checkedOfServer(batch.value, site, deps.now()), site, deps.inbox)
}

/** `DELETE …?import=ID`: takes back what one import brought. */
export async function withdrawImport(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const importId = c.req.query('import')
  if (deps.stores === null) return refuse(c, 'not_recording')
  if (importId === undefined || !isImportId(importId)) return refuse(c, 'bad_import')
  const withdrawn = await (await deps.stores()).events.withdraw(site, importId)
  return withdrawn.ok ? c.json({ withdrawn: withdrawn.value }) : notKept(c, withdrawn.error, site, 0)
}

/** Straight into the database: whoever imports wants to know what was new, and a file can be sent again. */
async function importBatch(c: Context<OurEnv>, { events: told }: ToldBatch, importId: string): Promise<Response> {
  const { deps, site } = c.var
  if (deps.stores === null) return refuse(c, 'not_recording')
  const { events, refused } = checkedOfFile(told, site, deps.now(), importId)
  if (events.length === 0) return refuse(c, 'none_good', { more: { accepted: 0, stored: 0, refused } })
  const written = await (await deps.stores()).events.write({ events, fallbacks: [] })
  if (!written.ok) return notKept(c, written.error, site, events.length)
  return c.json({ accepted: events.length, refused, stored: written.value.events } satisfies WireAnswer, 202)
}

const checkedOfServer = ({ events, sentAt }: ToldBatch, site: string, now: number): CheckedBatch =>
  checkBatch(events, {
    schemas: SERVER_EVENTS,
    clock: senderClock(sentAt, now, MAX_SERVER_AGE_MS),
    stamp: { site, source: 'server', receivedAt: now },
  })

const checkedOfFile = (told: readonly unknown[], site: string, now: number, importId: string): CheckedBatch =>
  checkBatch(told, {
    schemas: IMPORTED_EVENTS,
    clock: fileClock(now),
    stamp: { site, source: 'import', receivedAt: now, importId },
  })

const isImportId = (id: string): boolean => idIssues(id, '').length === 0
