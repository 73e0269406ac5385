/**
 * A login that the origin tells of in an answer for which nothing is decided: a form that was sent, a page that no
 * experience addresses. Not on pages that are: login.ts.
 */

import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import type { After, Deps } from '../env.ts'
import { log } from '../log.ts'
import { newVisitorId } from '../visitor/new-visitor-id.ts'
import { mayRemember, resolveConsent } from './consent.ts'
import { privately } from './forward.ts'
import { geoFacts, networkSays } from './geo.ts'
import { hearLogin } from './login.ts'
import { toldByCookies } from './profile.ts'
import type { SiteRules } from './ruleset.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** The rules say whether anybody may be remembered; a cold isolate waits so long for them. */
const COLD_DEADLINE_MS = 30
const ARRIVED = Promise.resolve()

/** `answer` with the header, and with the cookie that goes with it; in no shared cache, if there is one. */
export async function answeredUnderLogin(
  answer: Response,
  visit: PageVisit,
  deps: Deps,
  after: After,
): Promise<Response> {
  const rules = await rulesFor(visit, deps, after)
  if (rules === null || !isAllowed(rules, visit)) return answer
  const memory = await memoryOf(visit, deps)
  if (memory === null) return answer
  const heard = await hearLogin(answer.headers, memory, visit, deps, after)
  if (heard === null || heard.setCookie === null) return answer
  const own = privately(answer, answer.body, false)
  own.headers.append('set-cookie', heard.setCookie)
  return own
}

async function rulesFor({ site, arrivedAt }: PageVisit, { rulesets }: Deps, after: After): Promise<SiteRules | null> {
  const known =
    rulesets.known(site, arrivedAt, after) ?? (await within(COLD_DEADLINE_MS, ARRIVED, rulesets.load(site, arrivedAt)))
  if (known !== TOO_LATE) return known.state === 'on' ? known.rules : null
  log('warn', { event: 'login_unheard', site, reason: 'rules_unavailable' })
  return null
}

function isAllowed({ site }: SiteRules, { request, arrivedAt }: PageVisit): boolean {
  const geo = geoFacts(networkSays(request), site)
  return mayRemember(resolveConsent({ headers: request.headers, site, geo, now: arrivedAt }))
}

/** Not counted here: this is no page of ours. Null: there are no keys to read a cookie with. */
async function memoryOf({ request, url, site, path, now }: PageVisit, deps: Deps): Promise<Memory | null> {
  const keys = await deps.sealKeys()
  if (keys === null) return null
  const told = await toldByCookies(request, { site, url, keys, development: deps.config.development })
  return told?.memory ?? newMemory(newVisitorId(), path, now)
}
