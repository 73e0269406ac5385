/** A file's rules asked about one page, without a Worker: only what is simulated is known. Not a Worker's answer: ask-worker.ts. */

import { type ExplainAnswer, explainAnswer } from '../../admin/explain-answer.ts'
import type { Wanted } from '../../admin/explain-listing.ts'
import type { CompiledRuleset } from '../../core/compiled.ts'
import { re2 } from '../../core/condition/regex.ts'
import type { VisitContext } from '../../core/context.ts'
import { makeRunnable } from '../../core/decision/runnable.ts'
import { normalisePath } from '../../core/page/path.ts'
import { UNKNOWN } from '../../core/unknown.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'
import { visitContext } from '../../edge/context.ts'
import { FORGOTTEN } from '../../edge/profile.ts'
import { visitWith } from '../../edge/simulate.ts'
import type { SimulatedFacts } from '../../preview/preview.ts'

export interface OfflineQuestion {
  readonly ruleset: CompiledRuleset
  /** Of any host. */
  readonly page: URL
  readonly simulated: SimulatedFacts
  /** Epoch milliseconds; the simulation may say another. */
  readonly now: number
  readonly language: WordingLanguage
}

export type OfflineAnswer = (wanted: Wanted) => ExplainAnswer

export function explainOffline({ ruleset, page, simulated, now, language }: OfflineQuestion): OfflineAnswer {
  const runnable = makeRunnable(ruleset, re2)
  const path = normalisePath(page.pathname)
  const request = requestFrom(page, simulated)
  const nothing = { request, url: page, path, site: 'main', now, arrivedAt: now, simulation: null }
  const visit = visitWith(nothing, simulated)
  const context = withUnknowns(visitContext(request, visit.now, ruleset.site, UNKNOWN, page, path), simulated)
  const situation = { context, known: FORGOTTEN, cell: null }
  const { context: seen, known } = visit.simulation === null ? situation : visit.simulation.alter(situation)
  const decided = { ruleset, runnable, context: seen, profile: known.profile, now: visit.now }
  return (wanted) => explainAnswer(decided, language, wanted)
}

/** What Cloudflare's network would say of such a visitor. */
function requestFrom(page: URL, simulated: SimulatedFacts): Request {
  const request = new Request(page)
  const said = Object.entries(NETWORK_FIELDS).filter(([attribute]) => Object.hasOwn(simulated, attribute))
  const cf = Object.fromEntries(said.map(([attribute, field]) => [field, simulated[attribute]]))
  return Object.defineProperty(request, 'cf', { value: cf })
}

/** As edge/simulate.ts, whose way through the runtime's own Request Node does not have. */
const NETWORK_FIELDS: { readonly [attribute: string]: string } = {
  'geo.country': 'country',
  'geo.continent': 'continent',
  'geo.region': 'region',
  'geo.regionCode': 'regionCode',
  'geo.city': 'city',
  'geo.postalCode': 'postalCode',
  'geo.isEU': 'isEUCountry',
  'geo.latitude': 'latitude',
  'geo.longitude': 'longitude',
  'geo.timeZone': 'timezone',
  'network.asn': 'asn',
  'network.organization': 'asOrganization',
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
