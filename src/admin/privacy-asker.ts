/** Who asks about their data, and what there is of them: cookie and database, whatever consent says. Not what they ask for. */

import type { ExperienceId } from '../core/compiled.ts'
import { absorb } from '../core/memory/act.ts'
import { mergeMemories } from '../core/memory/merge-memories.ts'
import type { Memory } from '../core/memory.ts'
import { cookieValue } from '../edge/cookie-header.ts'
import { type CookiePlace, forgettingHeaders, memoryCookie, toldByCookies } from '../edge/profile.ts'
import type { SiteRules } from '../edge/ruleset.ts'
import { cookieName } from '../edge/sealed/cookie-name.ts'
import { type After, type Deps, siteOf } from '../env.ts'
import { log, messageOf } from '../log.ts'
import type { KeptVisitor } from '../store/visitors.ts'
import { rootOf } from '../visitor/rights.ts'
import { type ConsentSituation, consentSituation } from './consent/situation.ts'
import { rulesOf } from './site-rules.ts'

export interface Asker {
  readonly site: string
  /** Null: none are published, or KV does not say. */
  readonly rules: SiteRules | null
  readonly consent: ConsentSituation
  /** As the cookies have it, with what was done since the last page. Null: there is none that we can read. */
  readonly cookie: Memory | null
  /** There is a cookie of ours, of a key that is no longer in use, or forged. */
  readonly isUnreadable: boolean
  readonly kept: Kept
}

/** What the database has of them. */
export type Kept =
  | { readonly state: 'nothing' | 'unavailable' | 'erased' }
  | { readonly state: 'there'; readonly visitor: KeptVisitor }

/**
 * Whoever asks what is remembered of them is to be told, also where consent forbids to use it: nothing of it is counted or
 * changed by looking.
 */
export async function askerOf(request: Request, deps: Deps, after: After): Promise<Asker> {
  const url = new URL(request.url)
  const site = siteOf(deps.config, url.hostname)
  const value = cookieValue(request.headers.get('cookie'), cookieName(url, deps.config.development))
  const place = await placeOf(request, site, deps)
  const told = place === null ? null : await toldByCookies(request, place)
  const [rules, consent, kept] = await Promise.all([
    rulesOf(site, deps, after),
    consentSituation(request, deps, after),
    told === null ? NOTHING : keptOf(site, told.memory.visitor, deps),
  ])
  const cookie = told === null ? null : absorb(told.memory, told.journal, consent.site)
  return { site, rules, consent, cookie, isUnreadable: value !== null && value !== '' && cookie === null, kept }
}

/** Null: without keys nobody is remembered. */
async function placeOf(request: Request, site: string, { config, sealKeys }: Deps): Promise<CookiePlace | null> {
  const keys = await sealKeys()
  return keys === null ? null : { site, url: new URL(request.url), keys, development: config.development }
}

const NOTHING: Kept = { state: 'nothing' }

async function keptOf(site: string, visitor: string, { stores }: Deps): Promise<Kept> {
  if (stores === null) return NOTHING
  try {
    const found = await rootOf(site, visitor, await stores())
    if (!found.ok) return unavailable(site, found.error.detail)
    const { row, isErased } = found.value
    if (isErased) return { state: 'erased' }
    return row === null ? NOTHING : { state: 'there', visitor: row }
  } catch (error) {
    return unavailable(site, messageOf(error))
  }
}

function unavailable(site: string, detail: string): Kept {
  log('warn', { event: 'known_unavailable', site, detail })
  return { state: 'unavailable' }
}

/** All that is remembered; null: nothing, or nothing that is known to be theirs. */
export function rememberedOf({ cookie, kept }: Pick<Asker, 'cookie' | 'kept'>): Memory | null {
  if (cookie === null || kept.state === 'erased') return null
  if (kept.state !== 'there' || kept.visitor.memory === null) return cookie
  return mergeMemories({ ...cookie, visitor: kept.visitor.id }, kept.visitor.memory)
}

/** Every id that may stand for them in the record. */
export const idsOf = ({ cookie, kept }: Pick<Asker, 'cookie' | 'kept'>): readonly string[] => [
  ...new Set([...(cookie === null ? [] : [cookie.visitor]), ...(kept.state === 'there' ? [kept.visitor.id] : [])]),
]

export async function cookieWith(memory: Memory, request: Request, site: string, deps: Deps): Promise<string | null> {
  const place = await placeOf(request, site, deps)
  return place === null ? null : memoryCookie(memory, place)
}

/** What takes our memory out of the browser. */
export const forgettingCookies = (request: Request, { config }: Deps): readonly string[] =>
  forgettingHeaders(new URL(request.url), config.development)

/** What the site calls an experience. */
export type NameOf = (experience: ExperienceId) => string
