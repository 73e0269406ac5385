/** What a decision is made from: rules, context, profile, time. Not the decision, and nothing that waits for a provider. */

import type { Consent } from '../core/consent.ts'
import type { VisitContext, WeatherFacts } from '../core/context.ts'
import { NOBODY } from '../core/profile.ts'
import { UNKNOWN, type Unknown } from '../core/unknown.ts'
import { type Cell, cellAt } from '../core/weather/geohash.ts'
import type { After, Deps } from '../env.ts'
import { mayRemember, resolveConsent } from './consent.ts'
import { visitContext } from './context.ts'
import { coordinates, geoFacts, networkSays } from './geo.ts'
import { FORGOTTEN, type KnownProfile } from './known-profile.ts'
import type { recall } from './profile.ts'
import type { SiteRules } from './ruleset.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

export interface Situation {
  readonly context: VisitContext
  readonly known: KnownProfile
  readonly consent: Consent
  /** Where the visitor's weather is kept; null when no rule reads it or the place is unknown. */
  readonly cell: Cell | null
}

/** A decision waits so long past the origin's headers for what it would like to know, then goes without. */
const DEADLINE_MS = 5

/**
 * At once when nobody is to be remembered and the isolate has the weather, or no rule reads it; else a promise that settles
 * within the deadline.
 */
export function gather(
  visit: PageVisit,
  rules: SiteRules,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Situation | Promise<Situation> {
  const { request, arrivedAt } = visit
  const cell = weatherCell(request, rules)
  const weather: WeatherFacts | Unknown | Promise<WeatherFacts | Unknown> =
    cell === null ? UNKNOWN : weatherIn(cell, visit, arriving, deps)
  const geo = geoFacts(networkSays(request), rules.site)
  const consent = resolveConsent({ headers: request.headers, site: rules.site, geo, now: arrivedAt })
  const known = mayRemember(consent) ? recalled(visit, rules, arriving, deps, after) : FORGOTTEN
  if (!(weather instanceof Promise) && !(known instanceof Promise)) {
    return situation(visit, rules, { weather, known, consent, cell })
  }
  const waiting = async () => situation(visit, rules, { weather: await weather, known: await known, consent, cell })
  return waiting()
}

const recalled = async (...asked: Parameters<typeof recall>): Promise<KnownProfile> =>
  (await import('./profile.ts')).recall(...asked)

function weatherIn(
  cell: Cell,
  { now }: PageVisit,
  arriving: Promise<unknown>,
  { weather }: Deps,
): WeatherFacts | Unknown | Promise<WeatherFacts | Unknown> {
  const known = weather.now(cell, now)
  if (known !== null) return known
  return within(DEADLINE_MS, arriving, weather.read(cell, now)).then((read): WeatherFacts | Unknown =>
    read === TOO_LATE ? UNKNOWN : read,
  )
}

interface Gathered extends Pick<Situation, 'known' | 'consent' | 'cell'> {
  readonly weather: WeatherFacts | Unknown
}

function situation(
  { request, url, path, now, simulation }: PageVisit,
  { site }: SiteRules,
  { weather, known, consent, cell }: Gathered,
): Situation {
  const context = visitContext(request, now, site, weather, url, path)
  const seen = { context, known: usedUnder(consent, known), consent, cell }
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
