/** What a decision is made from: rules, context, profile, time. Not the decision, and nothing that waits for a provider. */

import type { Consent } from '../core/consent.ts'
import type { VisitContext, WeatherFacts } from '../core/context.ts'
import { UNKNOWN, type Unknown } from '../core/unknown.ts'
import { type Cell, cellAt } from '../core/weather/geohash.ts'
import type { Deps } from '../env.ts'
import { mayRemember, resolveConsent } from './consent.ts'
import { visitContext } from './context.ts'
import { coordinates, networkSays } from './geo.ts'
import { FORGOTTEN, type KnownProfile, NOBODY, readProfile } from './profile.ts'
import type { SiteRules } from './ruleset.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** A decision waits so long past the origin's headers for what it would like to know, then goes without. */
const DEADLINE_MS = 5

export interface Situation {
  readonly context: VisitContext
  readonly known: KnownProfile
  readonly consent: Consent
  /** Where the visitor's weather is kept; null when no rule reads it or the place is unknown. */
  readonly cell: Cell | null
}

/** At once when the isolate has the weather, or no rule reads it; else a promise that settles within the deadline. */
export function gather(
  visit: PageVisit,
  rules: SiteRules,
  arriving: Promise<unknown>,
  deps: Deps,
): Situation | Promise<Situation> {
  const cell = weatherCell(visit.request, rules)
  if (cell === null) return situation(visit, rules, null, UNKNOWN)
  const weather = deps.weather.now(cell, visit.now)
  if (weather !== null) return situation(visit, rules, cell, weather)
  return within(DEADLINE_MS, arriving, deps.weather.read(cell, visit.now)).then((read) =>
    situation(visit, rules, cell, read === TOO_LATE ? UNKNOWN : read),
  )
}

function situation(
  { request, url, path, now, arrivedAt, simulation }: PageVisit,
  { site }: SiteRules,
  cell: Cell | null,
  weather: WeatherFacts | Unknown,
): Situation {
  const context = visitContext(request, now, site, weather, url, path)
  const consent = resolveConsent({ headers: request.headers, site, geo: context.geo, now: arrivedAt })
  const known = mayRemember(consent) ? usedUnder(consent, readProfile(request.headers, path, now)) : FORGOTTEN
  const seen = { context, known, consent, cell }
  return simulation === null ? seen : simulation.alter(seen)
}

/** What is remembered goes on being kept where pages may not depend on it. */
const usedUnder = ({ personalize }: Consent, known: KnownProfile): KnownProfile =>
  personalize ? known : { ...known, profile: NOBODY }

function weatherCell(request: Request, { published }: SiteRules): Cell | null {
  if (!published.ruleset.needs.weather) return null
  const place = coordinates(networkSays(request))
  return place === null ? null : cellAt(place.latitude, place.longitude)
}
