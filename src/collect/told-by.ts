/** Who tells, as far as the site's memory allows to know, and whether they only look around. Not what they tell. */

import { saysGpc } from '../core/consent/gpc.ts'
import { mayCount, mayExport, mayIdentify } from '../core/consent/recording.ts'
import { mayRemember, resolveConsent } from '../edge/consent.ts'
import { cookieValue } from '../edge/cookie-header.ts'
import { deviceFacts } from '../edge/device.ts'
import { SIMULATE } from '../edge/forward.ts'
import { geoFacts, networkSays } from '../edge/geo.ts'
import { PREVIEW_COOKIE } from '../edge/preview-cookie.ts'
import { type CookiePlace, type Told, toldByCookies } from '../edge/profile.ts'
import type { RulesState, SiteRules } from '../edge/ruleset.ts'
import { standingOf } from '../edge/standing.ts'
import type { After, Config, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import type { WireAnswer } from './wire.ts'

/**
 * Why what this browser tells must count nowhere. Any preview cookie will do, granted or not: the next page deletes one
 * that grants nothing. Simulations are obeyed in development only, and a link may carry one.
 */
export function lookingAround(
  { headers }: Request,
  { development }: Config,
): Exclude<WireAnswer['ignored'], 'objection' | undefined> | null {
  const cookies = headers.get('cookie')
  if (cookieValue(cookies, PREVIEW_COOKIE) !== null) return 'preview'
  if (!development) return null
  const simulated =
    Boolean(headers.get(SIMULATE)) ||
    Boolean(cookieValue(cookies, SIMULATE)) ||
    Boolean(URL.parse(headers.get('referer') ?? '')?.searchParams.get(SIMULATE))
  return simulated ? 'simulation' : null
}

/** By the same judgement as for the page. */
export const isBot = (request: Request): boolean => deviceFacts(request.headers, networkSays(request)).isBot

export interface Teller {
  /** The id in the cookie; null unless the site's rules are known and consent and their wishes allow events to have it. */
  readonly visitor: string | null
  /** Whether others may get these events with that id. */
  readonly mayExport: boolean
  /** Whether they said no to being counted at all. */
  readonly objects: boolean
  /** Whether they were erased, so that their cookies are to go. */
  readonly isErased: boolean
  /** What may be kept of what they did, see remember-acts.ts; null: nothing. */
  readonly remembered: Remembered | null
}

export interface Remembered {
  /** Null: nobody is known yet. */
  readonly told: Told | null
  readonly place: CookiePlace
  readonly rules: SiteRules
}

/**
 * By the same judgement as for the page: who was erased, objected or is disputed is nobody, and nothing is written down of
 * what they do. Where that cannot be told now, their event is kept as it is, for the database knows who was erased.
 */
export async function tellerOf(
  request: Request,
  url: URL,
  site: string,
  now: number,
  deps: Deps,
  after: After,
): Promise<Teller> {
  const { headers } = request
  const gpc = saysGpc(headers.get('sec-gpc'))
  const state = deps.rulesets.known(site, now, after) ?? (await loadedRules(site, now, deps))
  if (state?.state !== 'on') return { ...NOBODY, objects: gpc }
  const { site: settings } = state.rules
  const geo = geoFacts(networkSays(request), settings)
  const consent = resolveConsent({ headers, site: settings, geo, now })
  const objects = !mayCount(consent)
  const keys = mayRemember(consent) ? await deps.sealKeys() : null
  if (keys === null) return { ...NOBODY, objects }
  const place = { site, url, keys, development: deps.config.development }
  const told = await toldByCookies(request, place)
  const remembered = { told, place, rules: state.rules }
  if (told === null) return { ...NOBODY, objects, remembered }
  const asked = { site, at: now, arriving: ARRIVED, deadlineMs: STANDING_DEADLINE_MS }
  const standing = await standingOf(told.memory, asked, deps, after)
  const isNamed = mayIdentify(consent) && (standing.state === 'used' || standing.state === 'untold')
  return {
    visitor: isNamed ? told.memory.visitor : null,
    mayExport: isNamed && mayExport(consent),
    objects,
    isErased: standing.state === 'erased',
    remembered: standing.state === 'used' ? remembered : null,
  }
}

const NOBODY = { visitor: null, mayExport: false, isErased: false, remembered: null } satisfies Partial<Teller>

/** Nobody waits for this answer, and what cannot be told by then is not written down. */
const STANDING_DEADLINE_MS = 1_000
const ARRIVED = Promise.resolve()

async function loadedRules(site: string, now: number, { rulesets }: Deps): Promise<RulesState | null> {
  try {
    return await rulesets.load(site, now)
  } catch (error) {
    log('error', { event: 'rules_unavailable', site, detail: messageOf(error) })
    return null
  }
}
