/** Who tells, as far as the site's memory allows to know, and whether they only look around. Not what they tell. */

import { mayRemember } from '../edge/consent.ts'
import { cookieValue } from '../edge/cookie-header.ts'
import { deviceFacts } from '../edge/device.ts'
import { SIMULATE } from '../edge/forward.ts'
import { geoFacts, networkSays } from '../edge/geo.ts'
import { PREVIEW_COOKIE } from '../edge/preview-cookie.ts'
import { COOKIE_NAME, readCookie } from '../edge/profile-cookie.ts'
import type { RulesState } from '../edge/ruleset.ts'
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
): NonNullable<WireAnswer['ignored']> | null {
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

/** The id in the cookie; null unless the site's rules are known and allow it to be read. */
export async function rememberedVisitor(
  request: Request,
  site: string,
  now: number,
  deps: Deps,
  after: After,
): Promise<string | null> {
  const kept = cookieValue(request.headers.get('cookie'), COOKIE_NAME)
  if (kept === null) return null
  const state = deps.rulesets.known(site, now, after) ?? (await loadedRules(site, now, deps))
  if (state?.state !== 'on') return null
  const { site: settings } = state.rules
  return mayRemember(settings, geoFacts(networkSays(request), settings)) ? (readCookie(kept)?.visitor ?? null) : null
}

async function loadedRules(site: string, now: number, { rulesets }: Deps): Promise<RulesState | null> {
  try {
    return await rulesets.load(site, now)
  } catch (error) {
    log('error', { event: 'rules_unavailable', site, detail: messageOf(error) })
    return null
  }
}
