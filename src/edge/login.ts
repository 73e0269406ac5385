/**
 * What the origin says of a login on a page: taken off, and carried out. Who somebody is decides the next page; this one
 * stays as it was decided, unless it was decided for somebody else. Not the header: visitor/identity-header.ts.
 */

import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import type { Plan } from '../core/plan.ts'
import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { type Identified, identify } from '../visitor/identify.ts'
import { readIdentityHeader } from '../visitor/identity-header.ts'
import { loginHash } from '../visitor/identity-key.ts'
import { newVisitorId } from '../visitor/new-visitor-id.ts'
import type { Decided, Decision } from './decision.ts'
import { memoryCookie } from './profile.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** Past the origin's headers, which are there. */
const DEADLINE_MS = 5
const ARRIVED = Promise.resolve()

type Remembering = Decided & { readonly memory: Memory }

/** `page` with the header. The decision that is carried out, and the cookie that goes with it. */
export async function decidedUnderLogin(
  page: Response,
  decision: Decision,
  visit: PageVisit,
  deps: Deps,
  after: After,
): Promise<Decision> {
  if (decision.kind !== 'plan' || decision.memory === null) return decision
  const remembering = { ...decision, memory: decision.memory }
  const word = await readIdentityHeader(page.headers, deps.config.identityKey, deps.now())
  if (!word.ok) return refused(decision, visit, word.error)
  switch (word.value.kind) {
    case 'none':
      return decision
    case 'logout':
      return { ...decision, setCookie: await cookieOf(stranger(visit), visit, deps) }
    case 'login':
      return loggedIn(word.value.login, remembering, visit, deps, after)
  }
}

function refused(decision: Decision, { site }: PageVisit, reason: string): Decision {
  log('warn', { event: 'identity_refused', site, reason })
  return decision
}

async function loggedIn(
  login: string,
  decision: Remembering,
  visit: PageVisit,
  deps: Deps,
  after: After,
): Promise<Decision> {
  const { config, stores, snapshots, now } = deps
  if (config.identityKey === null || stores === null || config.cookieOnly) return refused(decision, visit, 'not_kept')
  const { memory } = decision
  const hash = await loginHash(visit.site, login, config.identityKey)
  const device = { visitor: memory.visitor, memory }
  const identifying = stores().then((kept) =>
    identify({ site: visit.site, hash, device }, { stores: kept, snapshots, now }),
  )
  const told = identifying
    .then((done) => (done.ok ? done.value : noted(visit, done.error.reason)))
    .catch((error: unknown) => noted(visit, messageOf(error)))
  after(told)
  if (!memory.isKnown) return { ...decision, setCookie: await cookieOf({ ...memory, isKnown: true }, visit, deps) }
  const identified = await within(DEADLINE_MS, ARRIVED, told)
  return identified === TOO_LATE || identified === null
    ? forNobody(decision, visit, deps)
    : goesOnAs(identified, decision, visit, deps)
}

function noted({ site }: PageVisit, reason: string): null {
  log('warn', { event: 'login_unkept', site, reason })
  return null
}

/** A device that two people share was decided for the first of them. */
async function goesOnAs(
  { visitor, joined }: Identified,
  decision: Remembering,
  visit: PageVisit,
  deps: Deps,
): Promise<Decision> {
  if (visitor.id === decision.memory.visitor) return decision
  const memory = { ...visitor.memory, visitor: visitor.id, isKnown: true, absorbed: decision.memory.absorbed }
  const setCookie = await cookieOf(memory, visit, deps)
  return joined ? { ...decision, setCookie } : { ...decision, plan: baseline(decision.plan), setCookie }
}

/** The cookie may be another person's: until that is known, nobody's page, and nobody's cookie. */
async function forNobody(decision: Remembering, visit: PageVisit, deps: Deps): Promise<Decision> {
  const setCookie = await cookieOf(stranger(visit), visit, deps)
  return { ...decision, plan: baseline(decision.plan), setCookie }
}

const baseline = (plan: Plan): Plan => ({ ...plan, slots: [], assignments: [], holdout: false })

const stranger = ({ path, now }: PageVisit): Memory => newMemory(newVisitorId(), path, now)

async function cookieOf(memory: Memory, { site, url }: PageVisit, { sealKeys, config }: Deps): Promise<string | null> {
  const keys = await sealKeys()
  return keys === null ? null : memoryCookie(memory, { site, url, keys, development: config.development })
}
