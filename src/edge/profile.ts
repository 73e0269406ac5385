/** Who this visitor is to us, as far as memory is allowed: the cookie ↔ Profile. Not conditions on it: core/. */

import { NOBODY, type Profile } from '../core/profile.ts'
import { cookieValue } from './cookie-header.ts'
import { COOKIE_NAME, type RememberedVisits, readCookie, setCookie, writeCookie } from './profile-cookie.ts'

/** A visit ends after so much silence. */
const VISIT_GAP_S = 30 * 60
const DAY_S = 86_400
const MAX_DAYS = 3650
const MAX_PAGES = 100_000
const MAX_VISITS = 1_000_000

export { NOBODY }

export interface KnownProfile {
  readonly profile: Profile
  /** The `Set-Cookie` that counts this page; null when nothing is to be kept. */
  readonly setCookie: string | null
}

export const FORGOTTEN: KnownProfile = { profile: NOBODY, setCookie: null }

/**
 * This page counts at once. A prefetch counts nothing, and a visitor without a cookie stays nobody in it: an id that is
 * not kept would randomise the same visitor twice. `now` in epoch milliseconds, `path` normalised.
 */
export function readProfile(headers: Headers, path: string, now: number): KnownProfile {
  const kept = readCookie(cookieValue(headers.get('cookie'), COOKIE_NAME))
  if (isPrefetch(headers)) return { profile: kept === null ? NOBODY : profileOf(kept), setCookie: null }
  const seconds = Math.floor(now / 1000)
  const visits = kept === null ? firstVisit(path, seconds) : continued(kept, path, seconds)
  return { profile: profileOf(visits), setCookie: setCookie(writeCookie(visits)) }
}

/** Nobody may ever see such a page. */
export const isPrefetch = (headers: Headers): boolean => headers.get('sec-purpose')?.includes('prefetch') ?? false

const profileOf = (visits: RememberedVisits): Profile => ({
  ...NOBODY,
  visitor: visits.visitor,
  visit: {
    isNew: visits.count === 1,
    isReturning: visits.count > 1,
    count: visits.count,
    daysSinceLast: visits.daysSinceLast,
    pageCount: visits.pageCount,
    landingPath: visits.landingPath,
  },
})

const firstVisit = (path: string, seconds: number): RememberedVisits => ({
  visitor: newVisitorId(),
  count: 1,
  pageCount: 1,
  lastSeen: seconds,
  daysSinceLast: null,
  landingPath: path,
})

/** A clock that ran backwards (another machine's) is the same visit. */
function continued(kept: RememberedVisits, path: string, seconds: number): RememberedVisits {
  const silence = seconds - kept.lastSeen
  const lastSeen = Math.max(seconds, kept.lastSeen)
  if (silence <= VISIT_GAP_S) return { ...kept, lastSeen, pageCount: Math.min(kept.pageCount + 1, MAX_PAGES) }
  return {
    visitor: kept.visitor,
    count: Math.min(kept.count + 1, MAX_VISITS),
    pageCount: 1,
    lastSeen,
    daysSinceLast: Math.min(Math.floor(silence / DAY_S), MAX_DAYS),
    landingPath: path,
  }
}

/** 128 random bits in 22 characters that need no encoding in a cookie. */
function newVisitorId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22)
}
