/** What a browser told, written down for the visitor's next page. Not the record of events: keep-batch.ts. */

import type { RecordedEvent } from '../core/event/event.ts'
import { absorb, type Journal, journalOf, withActs } from '../core/memory/act.ts'
import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import { addressed } from '../core/page/page-index.ts'
import { type CookiePlace, memoryCookie } from '../edge/profile.ts'
import type { SiteRules } from '../edge/ruleset.ts'
import { journalName, setCookieHeader } from '../edge/sealed/cookie-name.ts'
import { sealJournal } from '../edge/sealed/journal.ts'
import { newVisitorId } from '../visitor/new-visitor-id.ts'
import type { Remembered } from './told-by.ts'

/**
 * The `Set-Cookie`s of the answer. Events that were refused are not among `events`. Who is not known yet becomes somebody by
 * a page that no experience addresses: the others set their cookie themselves. `now` in epoch milliseconds.
 */
export async function rememberActs(
  { told, place, rules }: Remembered,
  events: readonly RecordedEvent[],
  now: number,
): Promise<readonly string[]> {
  const counting = events.filter((event) => !event.isBot && (event.kind !== 'page_view' || isCountedHere(event, rules)))
  const first = counting.find(({ kind }) => kind === 'page_view')
  if (told === null && first === undefined) return []
  const memory = told?.memory ?? newMemory(newVisitorId(), first?.path ?? '/', first?.at ?? now)
  const before = told?.journal ?? journalOf(memory, null)
  const journal = withActs(before, counting, memory.absorbed)
  if (journal === before) return []
  const written = await journalCookie(journal, place)
  if (written === null) return folded(memory, journal, rules, place)
  return told === null ? [await memoryCookie(memory, place), written] : [written]
}

/** Pages that experiences address count themselves, before they are decided. */
const isCountedHere = ({ path, at }: RecordedEvent, { runnable }: SiteRules): boolean =>
  path !== undefined && !addressed(runnable, path, at)

/** There is no room for more: all of it goes into the memory now. A page that is answered meanwhile does not know of it, and wins. */
async function folded(
  memory: Memory,
  journal: Journal,
  { site }: SiteRules,
  place: CookiePlace,
): Promise<readonly string[]> {
  const counted = absorb(memory, journal, site)
  const emptied = await journalCookie({ ...journal, acts: [] }, place)
  const kept = await memoryCookie(counted, place)
  return emptied === null ? [kept] : [kept, emptied]
}

async function journalCookie(journal: Journal, { site, url, keys, development }: CookiePlace): Promise<string | null> {
  const name = journalName(url, development)
  const sealed = await sealJournal(journal, keys, { site, name })
  return sealed === null ? null : setCookieHeader(name, sealed)
}
