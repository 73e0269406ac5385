/** What a decision is made from: rules, context, profile, time. Not the decision, and nothing that waits for a provider. */

import type { VisitContext, WeatherFacts } from '../core/context.ts'
import { UNKNOWN, type Unknown } from '../core/unknown.ts'
import { type Cell, cellAt } from '../core/weather/geohash.ts'
import type { Deps } from '../env.ts'
import { mayRemember } from './consent.ts'
import { visitContext } from './context.ts'
import { coordinates, networkSays } from './geo.ts'
import { FORGOTTEN, type KnownProfile, readProfile } from './profile.ts'
import type { SiteRules } from './ruleset.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** A decision waits so long past the origin's headers for what it would like to know, then goes without. */
const DEADLINE_MS = 5

export interface Situation {
  readonly context: VisitContext
  readonly known: KnownProfile
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
  { request, url, path, now, simulation }: PageVisit,
  { site }: SiteRules,
  cell: Cell | null,
  weather: WeatherFacts | Unknown,
): Situation {
  const context = visitContext(request, now, site, weather, url, path)
  const known = mayRemember(site, context.geo) ? readProfile(request.headers, path, now) : FORGOTTEN
  return simulation === null ? { context, known, cell } : simulation.alter({ context, known, cell })
}

function weatherCell(request: Request, { published }: SiteRules): Cell | null {
  if (!published.ruleset.needs.weather) return null
  const place = coordinates(networkSays(request))
  return place === null ? null : cellAt(place.latitude, place.longitude)
}
