/** What holds for whoever asks, and what they were asked already. Not how it is answered: endpoint.ts, choices.ts. */

import type { CompiledSite } from '../../core/compiled.ts'
import type { ConsentAsk } from '../../core/consent/answer.ts'
import { type EverythingHeard, resolve } from '../../core/consent/resolve.ts'
import type { Consent } from '../../core/consent.ts'
import type { CompiledConsent, ConsentMode } from '../../core/consent-settings.ts'
import { hear } from '../../edge/consent/hear.ts'
import { modeOf, settingsOf } from '../../edge/consent.ts'
import { withoutCookie } from '../../edge/cookie-header.ts'
import { geoFacts, networkSays } from '../../edge/geo.ts'
import { type After, type Deps, siteOf } from '../../env.ts'

export interface ConsentSituation {
  readonly site: CompiledSite
  readonly settings: CompiledConsent
  readonly heard: EverythingHeard
  readonly consent: Consent
  /** Null: the site's `memory: on` is all that it says. */
  readonly mode: ConsentMode | null
  readonly ask: ConsentAsk
}

/** Without published rules a site has these. */
const NO_RULES: CompiledSite = {
  timeZone: 'UTC',
  locale: 'en',
  memory: 'by-region',
  holdout: 0,
  weatherNonCommercial: false,
  schema: { traits: {}, scores: {}, categories: null },
  paths: [],
}

export async function siteRules(url: URL, { config, rulesets, now }: Deps, after: After): Promise<CompiledSite | null> {
  const site = siteOf(config, url.hostname)
  const state = rulesets.known(site, now(), after) ?? (await rulesets.load(site, now()))
  return state.state === 'on' ? state.rules.site : null
}

export async function consentSituation(request: Request, deps: Deps, after: After): Promise<ConsentSituation> {
  const site = (await siteRules(new URL(request.url), deps, after)) ?? NO_RULES
  return situationOf(site, request, request.headers, deps.now())
}

/** As it will be with a cookie more, or another one of that name. */
export function situationWith(
  { name, value }: { readonly name: string; readonly value: string },
  { site }: ConsentSituation,
  request: Request,
  now: number,
): ConsentSituation {
  const headers = new Headers(request.headers)
  headers.set('cookie', `${withoutCookie(headers.get('cookie') ?? '', [name])}; ${name}=${value}`)
  return situationOf(site, request, headers, now)
}

function situationOf(site: CompiledSite, request: Request, headers: Headers, now: number): ConsentSituation {
  const settings = settingsOf(site)
  const heard = hear(headers, settings, now)
  const mode = modeOf(site, geoFacts(networkSays(request), site))
  const consent = resolve(heard, { memory: site.memory, mode })
  return { site, settings, heard, consent, mode, ask: askOf(settings, heard, consent, mode) }
}

/** Where one may object without being asked, the site links to the preference centre. */
function askOf(
  { banner }: CompiledConsent,
  { own, gpc }: EverythingHeard,
  { signal }: Consent,
  mode: ConsentMode | null,
): ConsentAsk {
  if (!banner || signal === 'setting' || (own !== null && own !== 'unreadable')) return null
  if (gpc) return 'gpc'
  return mode === 'opt-in' || mode === 'notice' ? mode : null
}
