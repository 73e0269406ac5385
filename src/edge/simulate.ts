/**
 * Looking at a page from elsewhere: `awase-simulate` as header, query parameter or cookie sets attributes by name, the
 * time (`now`) and the visitor (`visitor`). Obeyed in development, and in a preview that was granted so (preview.ts); a
 * simulated page records nothing.
 */

import type { MemoryFamily } from '../core/compiled.ts'
import { describeAttribute } from '../core/condition/attribute.ts'
import type { VisitContext } from '../core/context.ts'
import { normalisePath } from '../core/page/path.ts'
import { NOBODY, type Profile } from '../core/profile.ts'
import { UNKNOWN } from '../core/unknown.ts'
import type { Deps } from '../env.ts'
import { log } from '../log.ts'
import type { SimulatedFacts } from '../preview/preview.ts'
import { cookieValue } from './cookie-header.ts'
import { SIMULATE } from './forward.ts'
import type { Situation } from './gather.ts'
import { type PageVisit, pageVisit } from './visit.ts'

const MAX_SIMULATION_LENGTH = 8_192
const MAX_VISITOR_LENGTH = 64
/** What a Date can hold (ECMA-262 21.4.1.1), less a day, because some clock on earth is ahead of UTC. */
const LAST_MOMENT_MS = 8.64e15 - 86_400_000
/** A simulated page sets no cookie: drawn anew, the page and its explanation would have different ids. */
const SIMULATED_VISITOR = 'simulated'

/** Where the network says what a rule calls by another name: simulated before anything is derived from it. */
export const NETWORK_FIELDS: { readonly [attribute: string]: string } = {
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

/** The visit as it is, or as it was asked to look. What cannot be read is said in the log and ignored. */
export function simulatedVisit(request: Request, url: URL, deps: Deps): PageVisit {
  const visit = pageVisit(request, url, deps)
  const facts = readFacts(request.headers, url)
  return facts === null ? visit : visitWith(visit, facts)
}

/** The visit as `facts` have it; the rest is as its own request says. Facts that cannot be are said in the log and ignored. */
export function visitWith(visit: PageVisit, facts: SimulatedFacts): PageVisit {
  const { request } = visit
  return {
    ...visit,
    request: fromElsewhere(request, facts),
    now: momentOf(facts) ?? visit.now,
    simulation: { alter: (situation) => altered(withFixedVisitor(situation), facts) },
  }
}

function readFacts(headers: Headers, url: URL): SimulatedFacts | null {
  const text =
    headers.get(SIMULATE) ?? url.searchParams.get(SIMULATE) ?? decoded(cookieValue(headers.get('cookie'), SIMULATE))
  if (text === null || text === '') return null
  const facts = text.length > MAX_SIMULATION_LENGTH ? null : parsed(text)
  if (facts !== null) return facts
  return ignored('it is not a JSON object of at most 8 KB, such as {"weather.kind":"rain"}')
}

function parsed(text: string): SimulatedFacts | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SimulatedFacts) : null
  } catch {
    return null
  }
}

function decoded(value: string | null): string | null {
  try {
    return value === null ? null : decodeURIComponent(value)
  } catch {
    return value
  }
}

function ignored(advice: string): null {
  log('warn', { event: 'simulation_ignored', advice })
  return null
}

function momentOf({ now }: SimulatedFacts): number | null {
  if (now === undefined) return null
  const unfit = unfitBecause('now', now)
  return unfit === null ? momentFrom(now) : ignored(unfit)
}

/** NaN: it is none. */
const momentFrom = (now: unknown): number => (typeof now === 'number' ? now : Date.parse(String(now)))

/** Whoever may be remembered but has no cookie yet is the same visitor in every simulated request. */
function withFixedVisitor(situation: Situation): Situation {
  const { profile, isStranger } = situation.known
  if (profile.visitor === null || !isStranger) return situation
  return { ...situation, known: { ...situation.known, profile: { ...profile, visitor: SIMULATED_VISITOR } } }
}

function fromElsewhere(request: Request, facts: SimulatedFacts): Request {
  const said = Object.entries(NETWORK_FIELDS).filter(([attribute]) => attribute in facts)
  if (said.length === 0) return request
  const fields = Object.fromEntries(said.map(([attribute, field]) => [field, facts[attribute]]))
  return new Request(request, { cf: { ...request.cf, ...fields } as RequestInitCfProperties })
}

function altered({ context, known, consent, cell }: Situation, facts: SimulatedFacts): Situation {
  const before = visitorOf(facts, known.profile)
  const family = { ...context, weather: weatherFamily(context), visit: { ...before.visit }, ...familiesOf(before) }
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'now' || name === 'visitor' || name in NETWORK_FIELDS) continue
    const unfit = unfitBecause(name, value)
    if (unfit !== null) ignored(unfit)
    else
      set(
        family as { [name: string]: unknown },
        name.split('.'),
        name === 'page.path' ? normalisePath(String(value)) : value,
      )
  }
  const { visit, affinity, profile, cart, traits, score, ...rest } = family
  const simulated = { ...before, visit, affinity, profile, cart, traits, score } as Profile
  return { context: rest as VisitContext, known: { ...known, profile: simulated, memory: null }, consent, cell }
}

/** What only a memory has; unknown without one, until something in it is set. */
const familiesOf = ({ affinity, profile, cart, traits, score }: Profile): Pick<Profile, MemoryFamily> => ({
  affinity,
  profile,
  cart,
  traits,
  score,
})

/**
 * Why a page cannot be asked with this fact; null when it can. Conditions expect values of any kind; but the path chooses
 * the slots, and a whole place would take its time zone along.
 */
export function unfitBecause(name: string, value: unknown): string | null {
  if (name === 'visitor') return null
  if (name === 'now')
    return Math.abs(momentFrom(value)) <= LAST_MOMENT_MS
      ? null
      : '"now" is not a time such as "2026-11-22T18:00:00+09:00"'
  const type = describeAttribute(name)?.type
  if (type === undefined) return `there is no attribute ${name}`
  if (type === 'place') return `give ${name}.latitude and ${name}.longitude in place of ${name}`
  return name === 'page.path' && typeof value !== 'string' ? 'page.path is not a path such as "/items/"' : null
}

function visitorOf({ visitor }: SimulatedFacts, profile: Situation['known']['profile']): Situation['known']['profile'] {
  if (visitor === null) return NOBODY
  return visitor === undefined ? profile : { ...profile, visitor: String(visitor).slice(0, MAX_VISITOR_LENGTH) }
}

const OUTLOOK = { kind: UNKNOWN, precipitation: UNKNOWN, temperatureMax: UNKNOWN, temperatureMin: UNKNOWN }

/** Unknown weather as a family of unknown facts, so that one of them can be set. */
const weatherFamily = ({ weather }: VisitContext): object =>
  weather !== UNKNOWN
    ? weather
    : {
        kind: UNKNOWN,
        temperature: UNKNOWN,
        apparent: UNKNOWN,
        precipitation: UNKNOWN,
        wind: UNKNOWN,
        isDay: UNKNOWN,
        next12h: OUTLOOK,
        next24h: OUTLOOK,
      }

/** Copies on the way down, because families are shared between requests. */
function set(target: { [name: string]: unknown }, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[step] = value
    return
  }
  const below = target[step]
  const copy: { [name: string]: unknown } = typeof below === 'object' && below !== null ? { ...below } : {}
  target[step] = copy
  set(copy, rest, value)
}
