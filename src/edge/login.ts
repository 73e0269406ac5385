/**
 * What the origin says of a login in an answer's header: carried out, and with which cookie the browser goes on. Not the
 * header: visitor/identity-header.ts; not answers that nothing is decided for: login-relayed.ts.
 */

import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import type { Plan } from '../core/plan.ts'
import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { type Device, type Identified, identify } from '../visitor/identify.ts'
import { readIdentityHeader } from '../visitor/identity-header.ts'
import { loginHash, loginMark } from '../visitor/identity-key.ts'
import { newVisitorId } from '../visitor/new-visitor-id.ts'
import { ofVisitor } from '../visitor/of-visitor.ts'
import type { Addressed } from './decision.ts'
import { memoryCookie } from './profile.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** Past the origin's headers, which are there. */
const DEADLINE_MS = 5
const ARRIVED = Promise.resolve()

/**
 * Who somebody is decides the next page; this one stays as it was decided, unless it was decided for somebody else. `page`
 * with the header.
 */
export async function decidedUnderLogin(
  page: Response,
  decision: Addressed,
  visit: PageVisit,
  deps: Deps,
  after: After,
): Promise<Addressed> {
  if (decision.kind !== 'plan' || decision.memory === null) return decision
  const heard = await hearLogin(page.headers, decision.memory, visit, deps, after)
  if (heard === null) return decision
  const { setCookie, isOther } = heard
  return isOther ? { ...decision, plan: baseline(decision.plan), setCookie } : { ...decision, setCookie }
}

const baseline = (plan: Plan): Plan => ({ ...plan, slots: [], assignments: [], holdout: false })

export interface Heard {
  /** Null: there are no keys to seal it with. */
  readonly setCookie: string | null
  /** Whether the cookie that came may be another person's: nothing of it is theirs. */
  readonly isOther: boolean
}

/** `memory`: what the cookie says. Null: the browser goes on as it is. */
export async function hearLogin(
  headers: Headers,
  memory: Memory,
  visit: PageVisit,
  deps: Deps,
  after: After,
): Promise<Heard | null> {
  const word = await readIdentityHeader(headers, deps.config.identityKey, deps.now())
  if (!word.ok) return refused(visit, word.error)
  switch (word.value.kind) {
    case 'none':
      return null
    case 'logout':
      return { setCookie: await cookieOf(stranger(visit), visit, deps), isOther: false }
    case 'login':
      return loggedIn(word.value.login, memory, visit, deps, after)
  }
}

function refused({ site }: PageVisit, reason: string): null {
  log('warn', { event: 'identity_refused', site, reason })
  return null
}

async function loggedIn(
  login: string,
  memory: Memory,
  visit: PageVisit,
  deps: Deps,
  after: After,
): Promise<Heard | null> {
  const { config, stores, snapshots, now } = deps
  if (config.identityKey === null || stores === null || config.cookieOnly) return refused(visit, 'not_kept')
  const hash = await loginHash(visit.site, login, config.identityKey)
  const identified = (device: Memory): Promise<Identified | null> =>
    stores()
      .then((kept) => identify({ site: visit.site, hash, device: deviceOf(device) }, { stores: kept, snapshots, now }))
      .then((done) => (done.ok ? done.value : noted(visit, done.error.reason)))
      .catch((error: unknown) => noted(visit, messageOf(error)))
  const told = identified(memory)
  after(told)
  const mark = loginMark(hash)
  if (memory.login === mark) return null // as before, whenever the database answers
  if (!memory.isKnown) return { setCookie: await cookieOf(under(mark, memory), visit, deps), isOther: false }
  const known = await within(DEADLINE_MS, ARRIVED, told)
  if (known !== TOO_LATE && known !== null) return goesOnAs(known, mark, memory, visit, deps)
  // Whose the cookie is cannot be told yet: nobody's page, and a cookie of nobody, who becomes the login's visitor behind it.
  const fresh = under(mark, stranger(visit))
  after(told.then(() => identified(fresh)))
  return { setCookie: await cookieOf(fresh, visit, deps), isOther: true }
}

const under = (login: string, memory: Memory): Memory => ({ ...memory, isKnown: true, login })

const deviceOf = (memory: Memory): Device => ({ visitor: memory.visitor, memory: ofVisitor(memory) })

function noted({ site }: PageVisit, reason: string): null {
  log('warn', { event: 'login_unkept', site, reason })
  return null
}

/** A device that two people share was decided for the first of them. */
async function goesOnAs(
  { visitor, joined }: Identified,
  login: string,
  before: Memory,
  visit: PageVisit,
  deps: Deps,
): Promise<Heard> {
  if (visitor.id === before.visitor)
    return { setCookie: await cookieOf(under(login, before), visit, deps), isOther: false }
  const memory = under(login, { ...visitor.memory, visitor: visitor.id, absorbed: before.absorbed })
  return { setCookie: await cookieOf(memory, visit, deps), isOther: !joined }
}

const stranger = ({ path, now }: PageVisit): Memory => newMemory(newVisitorId(), path, now)

async function cookieOf(memory: Memory, { site, url }: PageVisit, { sealKeys, config }: Deps): Promise<string | null> {
  const keys = await sealKeys()
  return keys === null ? null : memoryCookie(memory, { site, url, keys, development: config.development })
}
