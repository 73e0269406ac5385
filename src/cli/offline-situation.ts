/** A visit that nobody made: what is simulated is known, and nothing else. For rules that are asked without a Worker. */

import type { CompiledSite } from '../core/compiled.ts'
import { type Consent, NO_CONSENT } from '../core/consent.ts'
import type { VisitContext } from '../core/context.ts'
import { normalisePath } from '../core/page/path.ts'
import type { Profile } from '../core/profile.ts'
import { UNKNOWN } from '../core/unknown.ts'
import { visitContext } from '../edge/context.ts'
import { FORGOTTEN } from '../edge/known-profile.ts'
import { NETWORK_FIELDS, visitWith } from '../edge/simulate.ts'
import type { SimulatedFacts } from '../preview/preview.ts'

export interface OfflineSituation {
  readonly context: VisitContext
  readonly profile: Profile
  /** Nobody was asked. */
  readonly consent: Consent
  /** Epoch milliseconds: as simulated, else as given. */
  readonly now: number
}

/** `page` of any host. */
export function offlineSituation(
  site: Pick<CompiledSite, 'timeZone' | 'locale'>,
  page: URL,
  simulated: SimulatedFacts,
  now: number,
): OfflineSituation {
  const path = normalisePath(page.pathname)
  const request = requestFrom(page, simulated)
  const nothing = { request, url: page, path, site: 'main', now, arrivedAt: now, simulation: null }
  const visit = visitWith(nothing, simulated)
  const context = withUnknowns(visitContext(request, visit.now, site, UNKNOWN, page, path), simulated)
  const situation = { context, known: FORGOTTEN, consent: NO_CONSENT, cell: null }
  const seen = visit.simulation === null ? situation : visit.simulation.alter(situation)
  return { context: seen.context, profile: seen.known.profile, consent: seen.consent, now: visit.now }
}

/** What Cloudflare's network would say of such a visitor. */
function requestFrom(page: URL, simulated: SimulatedFacts): Request {
  const request = new Request(page)
  const said = Object.entries(NETWORK_FIELDS).filter(([attribute]) => Object.hasOwn(simulated, attribute))
  const cf = Object.fromEntries(said.map(([attribute, field]) => [field, simulated[attribute]]))
  return Object.defineProperty(request, 'cf', { value: cf })
}

/** A request that nobody made says nothing: where it would be taken for "there is none", it is not known. */
function withUnknowns(context: VisitContext, simulated: SimulatedFacts): VisitContext {
  const isDirect = context.referrer.channel === 'direct'
  const unknown = {
    geo: unknownWhereMissing('geo', context.geo, simulated),
    network: unknownWhereMissing('network', context.network, simulated),
    referrer: { host: UNKNOWN, channel: isDirect ? UNKNOWN : context.referrer.channel },
    device: { kind: UNKNOWN, os: UNKNOWN, browser: UNKNOWN, isBot: false },
    languages: UNKNOWN,
    language: UNKNOWN,
  }
  // The types promise what every real request has.
  return { ...context, ...unknown } as unknown as VisitContext
}

const unknownWhereMissing = (family: string, facts: object, simulated: SimulatedFacts): object =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      value === null && !Object.hasOwn(simulated, `${family}.${name}`) ? UNKNOWN : value,
    ]),
  )
