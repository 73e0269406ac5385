/** A visitor's wish carried out wherever something is kept of them: the database and its copies first, the cookie last. Not the answer: privacy.ts. */

import { writeOwnWord } from '../core/consent/own-word.ts'
import { NO_PURPOSE, setOf } from '../core/consent/purpose-set.ts'
import { PURPOSES, type Purpose } from '../core/consent.ts'
import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { CONSENT_COOKIE, setConsentCookie } from '../edge/consent/cookies.ts'
import { newId } from '../edge/new-id.ts'
import type { Deps } from '../env.ts'
import { log } from '../log.ts'
import type { AuditAction } from '../store/audit.ts'
import type { Stores } from '../store/stores.ts'
import { isAudited } from '../visitor/audit-entry.ts'
import { eraseVisitor } from '../visitor/erase.ts'
import { change as changeKept, setWish } from '../visitor/rights.ts'
import type { Change, PrivacyAct } from './privacy-act.ts'
import { type Asker, cookieWith, forgettingCookies, idsOf } from './privacy-asker.ts'
import { type Around, type ChangeFault, changed } from './privacy-change.ts'

export interface Wish {
  readonly asker: Asker
  readonly request: Request
  readonly deps: Deps
  /** Called with what goes on behind the answer. */
  readonly after: (work: Promise<unknown>) => void
  readonly around: Around
}

/** `unavailable`: nothing was done, or nothing that does harm when the same is asked again. */
export type KeepFault = ChangeFault | 'nobody' | 'unavailable'

/** The `Set-Cookie` headers that belong to the answer. */
export type Done = Result<readonly string[], KeepFault>

export function keep(act: PrivacyAct, wish: Wish): Promise<Done> {
  switch (act.act) {
    case 'object':
      return object(wish)
    case 'use-again':
      return allowAgain(wish)
    case 'withdraw':
      return withdraw(wish)
    case 'erase':
      return erase(wish)
    default:
      return change(act, wish)
  }
}

async function change(act: Change, wish: Wish): Promise<Done> {
  const { asker, request, deps, around } = wish
  if (asker.cookie === null || asker.kept.state === 'erased') return fail('nobody')
  const inCookie = changed(asker.cookie, act, around)
  if (!inCookie.ok) return inCookie
  if (!(await noted(wish, 'rectify', [act.act === 'forget' ? act.what : act.name]))) return fail('unavailable')
  const inRecord = await rewritten(wish, (memory) => {
    const next = changed(memory, act, around)
    return next.ok ? next.value : null
  })
  if (!inRecord) return fail('unavailable')
  const cookie = await cookieWith(inCookie.value, request, asker.site, deps)
  return cookie === null ? fail('unavailable') : ok([cookie])
}

/** Their word to us is newer than any other, and leaves what it does not speak of. */
async function object(wish: Wish): Promise<Done> {
  const { consent } = wish.asker.consent
  const granted = PURPOSES.filter((one) => consent[one] && one !== 'profile' && one !== 'personalize')
  if (!(await noted(wish, 'object')) || !(await objecting(wish, true))) return fail('unavailable')
  await proven(wish, granted)
  return ok([consentCookie(wish, setOf(...granted))])
}

async function withdraw(wish: Wish): Promise<Done> {
  if (!(await noted(wish, 'consent')) || !(await objecting(wish, true))) return fail('unavailable')
  await proven(wish, [])
  return ok([consentCookie(wish, NO_PURPOSE), ...forgettingCookies(wish.request, wish.deps)])
}

/** Takes back an objection to what is kept of a login; what is allowed in this browser is the preference centre's. */
async function allowAgain(wish: Wish): Promise<Done> {
  if (!(await noted(wish, 'object', ['taken back'])) || !(await objecting(wish, false))) return fail('unavailable')
  return ok([])
}

/** The tombstone is there before the answer; what it takes to clear older records goes on behind it. The same for nobody. */
async function erase(wish: Wish): Promise<Done> {
  const { asker, request, deps } = wish
  if (!(await noted(wish, 'erase'))) return fail('unavailable')
  const ids = idsOf(asker)
  if (deps.stores !== null && ids.length > 0) {
    const stores = await deps.stores()
    for (const id of ids) {
      const raised = await stores.tombstones.raise(asker.site, id, deps.now())
      if (!raised.ok) return fail('unavailable')
    }
    wish.after(finished(wish, ids, stores))
  }
  return ok(forgettingCookies(request, deps))
}

async function finished({ asker, deps }: Wish, ids: readonly string[], stores: Stores): Promise<void> {
  const { snapshots, listWishes, now } = deps
  for (const id of ids) await eraseVisitor(asker.site, id, { stores, snapshots, listWishes, now })
}

/** Whatever device they come with: where more than a cookie is kept of them, it is kept unused. */
async function objecting({ asker, deps }: Wish, isOn: boolean): Promise<boolean> {
  if (deps.stores === null || asker.kept.state !== 'there') return asker.kept.state !== 'unavailable'
  const { snapshots, listWishes, now } = deps
  const kept = { stores: await deps.stores(), snapshots, listWishes, now }
  return isSettled(await setWish(asker.site, asker.kept.visitor.id, 'objected', isOn, kept))
}

/** What is kept of a known visitor; true where nothing is. */
export async function rewritten({ asker, deps }: Wish, next: (memory: Memory) => Memory | null): Promise<boolean> {
  if (deps.stores === null || asker.kept.state !== 'there') return asker.kept.state !== 'unavailable'
  const kept = { stores: await deps.stores(), snapshots: deps.snapshots, now: deps.now }
  return isSettled(
    await changeKept(asker.site, asker.kept.visitor.id, kept, (row) => {
      const memory = row.memory === null ? null : next(row.memory)
      return memory === null ? null : { ...row, memory }
    }),
  )
}

/** Who was erased meanwhile has nothing that could be changed. */
const isSettled = (done: Awaited<ReturnType<typeof changeKept>>): boolean =>
  done.ok || done.error.reason === 'nothing_kept'

/** Nothing is done that is not audited. Without a database there is nothing to audit it in, and nothing but the cookie. */
async function noted({ asker, deps }: Wish, action: AuditAction, fields?: readonly string[]): Promise<boolean> {
  if (deps.stores === null) return true
  const detail = fields === undefined ? {} : { detail: { fields } }
  const visitor = idsOf(asker)[0] ?? null
  const entry = { site: asker.site, actor: 'visitor', action, visitor, outcome: 'done', ...detail } as const
  return isAudited(entry, await deps.stores(), deps.now())
}

/** The cookie is what holds; this is the proof of it, which may fail without taking the wish back. */
async function proven({ asker, deps }: Wish, purposes: readonly Purpose[]): Promise<void> {
  const [visitor] = idsOf(asker)
  if (deps.stores === null || visitor === undefined) return
  const at = deps.now()
  const entry = { id: newId(at), site: asker.site, visitor, purposes, signal: 'own', at } as const
  const written = await (await deps.stores()).consents.append([entry])
  if (!written.ok) log('error', { event: 'consent_unproven', site: asker.site, reason: written.error.reason })
}

function consentCookie({ asker, request, deps }: Wish, granted: number): string {
  const { settings } = asker.consent
  const value = writeOwnWord(granted, false, Math.floor(deps.now() / 1000), settings.policy)
  return setConsentCookie(CONSENT_COOKIE, value, new URL(request.url).protocol === 'https:')
}
