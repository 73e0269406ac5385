/** Everything there is of a visitor, as a file for themselves. Not the page: privacy-page.ts. */

import type { Deps } from '../env.ts'
import { ROUTES } from '../routes.ts'
import type { StoredEvent } from '../store/event-record.ts'
import { type Access, access, idsOf } from '../visitor/rights.ts'
import { type Asker, rememberedOf } from './privacy-asker.ts'
import { allEvents } from './privacy-record.ts'

/** Times in a memory are epoch seconds, all others epoch milliseconds or ISO 8601. */
export interface PrivacyFile {
  readonly format: 1
  readonly site: string
  readonly at: string
  /** In this browser; null: nothing. */
  readonly cookie: Asker['cookie']
  /** Elsewhere, with consents and requests of before; null: nothing. */
  readonly kept: Access | null
  readonly consent: Asker['consent']['consent']
  /** What was recorded of visits. */
  readonly events: readonly StoredEvent[]
  /** Where the rest of the events is to be had; null: these are all. */
  readonly more: string | null
}

/** Null: the database does not say at the moment. Who is erased meanwhile gets nothing any more. `from`: a `seq`. */
export async function privacyFile(asker: Asker, from: number, deps: Deps): Promise<PrivacyFile | null> {
  const { site, cookie, kept } = asker
  const at = new Date(deps.now()).toISOString()
  const nothing = { cookie: null, kept: null, events: [], more: null }
  const bare: PrivacyFile = { format: 1, site, at, consent: asker.consent.consent, ...nothing }
  if (cookie === null || rememberedOf(asker) === null) return bare
  if (kept.state === 'unavailable') return null
  if (deps.stores === null) return { ...bare, cookie }
  const work = { stores: await deps.stores(), snapshots: deps.snapshots, now: deps.now }
  const ids = await idsOf(site, cookie.visitor, work)
  if (!ids.ok) return null
  const events = await allEvents(site, ids.value, from, work)
  // Last: what was read before an erasure does not go out after it.
  const elsewhere = await access(site, cookie.visitor, work)
  if (!events.ok || !elsewhere.ok) return null
  if (elsewhere.value.state === 'erased') return bare
  const { next } = events.value
  const more = next === null ? null : `${ROUTES.privacyDownload}?after=${next}`
  return { ...bare, cookie, kept: elsewhere.value, events: events.value.events, more }
}
