/** Who this visitor is to us, once consent allows to know it: cookies and snapshot → Memory → Profile, and back with the plan. Not what is remembered: core/memory.ts. */

import type { CompiledSchema } from '../core/compiled.ts'
import { absorb, type Journal, journalOf } from '../core/memory/act.ts'
import { withoutAged } from '../core/memory/aged.ts'
import { countPage } from '../core/memory/count-page.ts'
import { countPlan } from '../core/memory/count-plan.ts'
import { mergeMemories } from '../core/memory/merge-memories.ts'
import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import type { Plan } from '../core/plan.ts'
import { NOBODY, profileOf } from '../core/profile.ts'
import type { After, Deps } from '../env.ts'
import { log } from '../log.ts'
import { newVisitorId } from '../visitor/new-visitor-id.ts'
import { mentionsAccount } from './account-asked.ts'
import { cookieValue } from './cookie-header.ts'
import { FORGOTTEN, isPrefetch, type KnownProfile } from './known-profile.ts'
import type { SiteRules } from './ruleset.ts'
import { clearCookieHeader, cookieName, journalName, setCookieHeader } from './sealed/cookie-name.ts'
import { openJournal } from './sealed/journal.ts'
import { openCookie, sealCookie } from './sealed/seal.ts'
import type { SealKeys } from './sealed/seal-keys.ts'
import { standingOf } from './standing.ts'
import type { PageVisit } from './visit.ts'

/** List and snapshot are waited for so long past the origin's headers: standing.ts says what holds then. */
const DEADLINE_MS = 5

/**
 * This page counts at once. A prefetch counts nothing, and a visitor without a cookie stays nobody in it: an id that is
 * not kept would randomise the same visitor twice. Who objected, or whose data are disputed, is neither used nor counted:
 * their cookie stays as it is. Never rejects.
 */
export async function recall(
  visit: PageVisit,
  { site }: SiteRules,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Promise<KnownProfile> {
  const { request, path, now } = visit
  const keys = await deps.sealKeys()
  if (keys === null) return FORGOTTEN
  const told = youngEnough(await toldMemory(visit, keys, arriving, deps, after), site.schema, now)
  if (isPrefetch(request.headers))
    return told?.isUsed ? { profile: profileOf(told.memory, now), memory: null, isStranger: false } : FORGOTTEN
  if (told?.isUsed === false) return { profile: NOBODY, memory: told.memory, isStranger: false }
  const before = told === null ? newMemory(newVisitorId(), path, now) : absorb(told.memory, told.journal, site)
  const linked = mentionsAccount(visit.url)
    ? await (await import('./account.ts')).withAccountLink(before, visit, site.schema, deps)
    : before
  const memory = countPage(linked, path, site, now)
  return { profile: profileOf(memory, now), memory, isStranger: told === null }
}

const youngEnough = (told: Told | null, schema: CompiledSchema, now: number): Told | null =>
  told === null ? null : { ...told, memory: withoutAged(told.memory, schema, now) }

export interface Told {
  readonly memory: Memory
  readonly journal: Journal
  /** Not where the visitor objected to it, what is kept is disputed, or neither can be told now. */
  readonly isUsed: boolean
}

/** What the cookies say, as far as it may be used, and the snapshot where the visitor has one. Null: nobody we know. */
async function toldMemory(
  { request, url, site, arrivedAt }: PageVisit,
  keys: SealKeys,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Promise<Told | null> {
  const told = await toldByCookies(request, { site, url, keys, development: deps.config.development })
  if (told === null) {
    if (deps.wishes.now(site, arrivedAt, after) === null) after(deps.wishes.read(site, arrivedAt)) // for whoever comes next
    return null
  }
  const asked = { site, at: arrivedAt, arriving, deadlineMs: DEADLINE_MS }
  const settling = standingOf(told.memory, asked, deps, after)
  const standing = settling instanceof Promise ? await settling : settling
  switch (standing.state) {
    case 'erased':
      return null
    case 'withheld':
    case 'untold':
      return { ...told, isUsed: false }
    case 'used':
      return standing.snapshot === null ? told : { ...told, memory: withSnapshot(told.memory, standing.snapshot) }
  }
}

/** Acts are written down and logins told of in this browser alone: only its own cookie knows of them. */
const withSnapshot = (memory: Memory, snapshot: Memory): Memory => ({
  ...mergeMemories(memory, snapshot),
  visitor: snapshot.visitor,
  absorbed: memory.absorbed,
  ...(memory.login !== undefined && { login: memory.login }),
})

export interface CookiePlace {
  readonly site: string
  readonly url: URL
  readonly keys: SealKeys
  readonly development: boolean
}

/** Null: there is no cookie of ours, or none that we can read. */
export async function toldByCookies(
  { headers }: Request,
  { site, url, keys, development }: CookiePlace,
): Promise<Told | null> {
  const cookies = headers.get('cookie')
  const name = cookieName(url, development)
  const sealed = cookieValue(cookies, name)
  if (sealed === null) return null
  const memory = await openCookie(sealed, keys, { site, name })
  if (memory === null) return null
  const acts = journalName(url, development)
  const written = cookieValue(cookies, acts)
  const journal = written === null ? null : await openJournal(written, keys, { site, name: acts })
  return { memory, journal: journalOf(memory, journal), isUsed: true }
}

/** The `Set-Cookie` that counts the page and its plan, and what it says; nothing if there are no keys to seal it with. */
export async function keepPlan(
  memory: Memory,
  plan: Plan,
  { url, site, now }: PageVisit,
  deps: Deps,
): Promise<{ readonly setCookie: string | null; readonly memory: Memory | null }> {
  const keys = await deps.sealKeys()
  if (keys === null) return { setCookie: null, memory: null }
  const place = { site, url, keys, development: deps.config.development }
  const counted = countPlan(memory, plan, now)
  return { setCookie: await memoryCookie(counted, place), memory: counted }
}

export async function memoryCookie(memory: Memory, { site, url, keys, development }: CookiePlace): Promise<string> {
  const name = cookieName(url, development)
  return setCookieHeader(name, await sealCookie(memory, keys, { site, name }))
}

/** What takes our memory out of the browser that asked for `url`. */
export const forgettingHeaders = (url: URL, development: boolean): readonly string[] =>
  [cookieName(url, development), journalName(url, development)].map(clearCookieHeader)

/** A known visitor's cookie is brought to what is kept of them once a visit, for their other devices; behind the page. */
export function shareVisit(
  memory: Memory,
  { site }: PageVisit,
  { stores, snapshots, config, now }: Deps,
  after: After,
): void {
  if (!memory.isKnown || memory.visits.pageCount > 1 || stores === null || config.cookieOnly) return
  const share = async (): Promise<void> => {
    const [{ remember }, kept] = await Promise.all([import('../visitor/remember.ts'), stores()])
    const shared = await remember(site, memory, { stores: kept, snapshots, now })
    if (!shared.ok) log('warn', { event: 'visit_unshared', site, reason: shared.error.reason })
  }
  after(share())
}
