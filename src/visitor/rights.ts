/** What a person may ask of what is kept of them, besides erasing it: see, correct, restrict, object. Not who asks: admin/visitors.ts. */

import { withScores } from '../core/memory/scores.ts'
import type { Memory, TraitValue } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { AuditEntry } from '../store/audit.ts'
import type { ConsentEntry } from '../store/consents.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { type KeptVisitor, newVisitor, type VisitorState } from '../store/visitors.ts'
import { auditSubject } from './audit-entry.ts'
import { copyToKv } from './copies.ts'
import { CONTENDED, type Contended, MAX_TRIES_COUNT, type VisitorDeps, type WishDeps } from './visitor-deps.ts'

/** Everything that is kept, but for the events: those are many, and come page by page. */
export interface Access {
  readonly visitor: string
  /** Ids of other devices that became this visitor. */
  readonly formerIds: readonly string[]
  readonly state: VisitorState | 'erased'
  readonly memory: Memory | null
  readonly hasLogin: boolean
  /** ISO 8601; null: nothing is kept but events, perhaps. */
  readonly seenAt: string | null
  readonly updatedAt: string | null
  readonly consents: readonly ConsentEntry[]
  /** Requests about this visitor's data. */
  readonly requests: readonly Omit<AuditEntry, 'subject'>[]
}

/** Somebody unknown has an answer of the same form. */
export async function access(
  site: string,
  visitor: string,
  { stores }: VisitorDeps,
): Promise<Result<Access, RecordFailure>> {
  const found = await rootOf(site, visitor, stores)
  if (!found.ok) return found
  const { id, row, isErased } = found.value
  const all = await idsOf(site, visitor, { stores })
  if (!all.ok) return all
  const ids = all.value
  const subjects = await Promise.all(ids.map((one) => auditSubject(site, one)))
  const [identities, consents, requests] = await Promise.all([
    stores.identities.of(site, [id]),
    stores.consents.of(site, ids),
    stores.audit.of(site, subjects),
  ])
  if (!identities.ok) return identities
  if (!consents.ok) return consents
  if (!requests.ok) return requests
  return ok({
    visitor: id,
    formerIds: ids.filter((one) => one !== id),
    state: isErased ? 'erased' : (row?.state ?? 'active'),
    memory: row?.memory ?? null,
    hasLogin: identities.value.length > 0,
    seenAt: row === null ? null : new Date(row.seenAt).toISOString(),
    updatedAt: row === null ? null : new Date(row.updatedAt).toISOString(),
    consents: consents.value,
    requests: requests.value.map(({ subject: _, ...entry }) => entry),
  })
}

/** The visitor's id, and those of devices that became it: whoever looks for events looks for all. */
export async function idsOf(
  site: string,
  visitor: string,
  { stores }: Pick<VisitorDeps, 'stores'>,
): Promise<Result<readonly string[], RecordFailure>> {
  const found = await rootOf(site, visitor, stores)
  if (!found.ok) return found
  const former = await stores.visitors.former(site, found.value.id)
  return former.ok ? ok([...new Set([found.value.id, visitor, ...former.value])]) : former
}

/** Null takes it away. Checked by whoever calls. */
export interface Correction {
  readonly traits: { readonly [trait: string]: TraitValue | null }
  readonly scores: { readonly [score: string]: number | null }
}

export type Unkept = { readonly reason: 'nothing_kept'; readonly detail: string }

export const NOTHING_KEPT: Unkept = { reason: 'nothing_kept', detail: 'nothing is remembered of this visitor' }

/** What was declared stays declared, with the purpose that was shown; what is new counts as imported. */
export const rectify = (
  site: string,
  visitor: string,
  { traits, scores }: Correction,
  deps: VisitorDeps,
): Promise<Result<KeptVisitor, RecordFailure | Contended | Unkept>> =>
  change(site, visitor, deps, (row) => {
    if (row.memory === null) return null
    const at = Math.floor(deps.now() / 1000)
    const { traits: known, scores: knownScores } = row.memory
    const corrected = Object.entries(traits).flatMap(([name, value]) => {
      const { source, purpose } = (Object.hasOwn(known, name) && known[name]) || { source: 'imported', purpose: null }
      return value === null ? [] : [[name, { value, source, purpose, at }] as const]
    })
    return {
      ...row,
      memory: {
        ...row.memory,
        traits: { ...without(known, traits), ...Object.fromEntries(corrected) },
        scores: withScores(without(knownScores, scores), numbersIn(scores), at),
      },
    }
  })

/** Until it is taken back. Of somebody of whom nothing is kept the wish is kept, or neither imports nor pages would know it. */
export async function setWish(
  site: string,
  visitor: string,
  wish: 'restricted' | 'objected',
  isOn: boolean,
  deps: WishDeps,
): Promise<Result<KeptVisitor, RecordFailure | Contended | Unkept>> {
  const changed = await change(site, visitor, deps, (row) => ({ ...row, state: stateWith(row.state, wish, isOn) }))
  if (changed.ok) await deps.listWishes(site)
  return changed
}

function stateWith(state: VisitorState, wish: 'restricted' | 'objected', isOn: boolean): VisitorState {
  const isRestricted = wish === 'restricted' ? isOn : state.startsWith('restricted')
  const isObjected = wish === 'objected' ? isOn : state.endsWith('objected')
  if (isRestricted) return isObjected ? 'restricted_and_objected' : 'restricted'
  return isObjected ? 'objected' : 'active'
}

/** `next` null: there is nothing to change. */
export async function change(
  site: string,
  visitor: string,
  deps: VisitorDeps,
  next: (row: KeptVisitor) => KeptVisitor | null,
): Promise<Result<KeptVisitor, RecordFailure | Contended | Unkept>> {
  for (let tries = 0; tries < MAX_TRIES_COUNT; tries++) {
    const found = await rootOf(site, visitor, deps.stores)
    if (!found.ok) return found
    const { id, row, isErased } = found.value
    const changed = isErased ? null : next(row ?? newVisitor(site, id, deps.now()))
    if (changed === null) return fail(NOTHING_KEPT)
    const fresh = { ...changed, updatedAt: deps.now() }
    const written = await deps.stores.visitors.write([fresh])
    if (!written.ok) return written
    if (written.value.length === 0) continue
    await copyToKv([fresh], deps)
    return ok(fresh)
  }
  return fail(CONTENDED)
}

export interface Root {
  readonly id: string
  readonly row: KeptVisitor | null
  readonly isErased: boolean
}

/** Moves followed: none is longer than one. */
export async function rootOf(
  site: string,
  visitor: string,
  { visitors }: VisitorDeps['stores'],
): Promise<Result<Root, RecordFailure>> {
  const first = await visitors.read(site, [visitor])
  if (!first.ok) return first
  const [row = null] = first.value.visitors
  const isErased = first.value.erased.length > 0
  if (row === null || row.movedTo === null) return ok({ id: visitor, row, isErased })
  const second = await visitors.read(site, [row.movedTo])
  if (!second.ok) return second
  return ok({
    id: row.movedTo,
    row: second.value.visitors[0] ?? null,
    isErased: isErased || second.value.erased.length > 0,
  })
}

function without<T>(entries: { readonly [name: string]: T }, names: object): { readonly [name: string]: T } {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !Object.hasOwn(names, name)))
}

const numbersIn = (scores: Correction['scores']): { readonly [score: string]: number } =>
  Object.fromEntries(Object.entries(scores).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
