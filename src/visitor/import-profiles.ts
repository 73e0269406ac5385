/** Checked profiles of one batch kept: who each is by now, what they declared themselves left alone. Not what a profile may say: check-profile.ts. */

import { newMemory } from '../core/memory/new-memory.ts'
import { withScores } from '../core/memory/scores.ts'
import type { Memory, Trait } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { loginTombstone } from '../store/tombstones.ts'
import { type KeptVisitor, newVisitor, type VisitorState } from '../store/visitors.ts'
import type { CheckedProfile } from './check-profile.ts'
import { copyToKv } from './copies.ts'
import { loginHash } from './identity-key.ts'
import { newVisitorId } from './new-visitor-id.ts'
import { CONTENDED, type Contended, MAX_TRIES_COUNT, type VisitorDeps } from './visitor-deps.ts'

/** Who asked to be erased, or that nothing be added, is not brought back by an import. */
export type NotKept = 'erased' | Exclude<VisitorState, 'active'>

export interface ImportOutcome {
  /** By the profile's place in the batch: null where it was kept. */
  readonly notKept: readonly (NotKept | null)[]
  /** By the profile's place: traits that the visitor declared otherwise, and that stay as declared. */
  readonly declared: readonly (readonly string[])[]
  /** Copies in KV that show the state of before until later. */
  readonly stale: number
}

export interface ProfileImport {
  readonly site: string
  readonly profiles: readonly CheckedProfile[]
  readonly identityKey: string | null
  /** Nothing is kept: what would become of it. */
  readonly isTrial: boolean
}

type Failure = RecordFailure | Contended

/** `login` profiles need the key. The same batch again changes nothing but the time. */
export async function importProfiles(batch: ProfileImport, deps: VisitorDeps): Promise<Result<ImportOutcome, Failure>> {
  const subjects = await subjectsOf(batch, deps)
  if (!subjects.ok) return subjects
  const notKept: (NotKept | null)[] = batch.profiles.map((_, index) =>
    subjects.value[index] === null ? 'erased' : null,
  )
  const declared: string[][] = batch.profiles.map(() => [])
  let left = batch.profiles.map((_, index) => index).filter((index) => notKept[index] === null)
  let stale = 0
  for (let tries = 0; left.length > 0 && tries < MAX_TRIES_COUNT; tries++) {
    const ids = left.map((index) => subjects.value[index]!)
    const rows = await currentRows(batch.site, ids, deps)
    if (!rows.ok) return rows
    const changed = new Map<string, KeptVisitor>()
    for (const index of left) {
      const found = rows.value.get(subjects.value[index]!)!
      notKept[index] = found === 'erased' ? found : found.state === 'active' ? null : found.state
      if (found === 'erased' || found.state !== 'active') continue
      const { visitor, kept } = withProfile(changed.get(found.id) ?? found, batch.profiles[index]!, deps)
      declared[index] = kept
      changed.set(found.id, visitor)
    }
    const written = batch.isTrial ? ok([...changed.keys()]) : await deps.stores.visitors.write([...changed.values()])
    if (!written.ok) return written
    const done = new Set(written.value)
    if (!batch.isTrial)
      stale += await copyToKv(
        [...changed.values()].filter(({ id }) => done.has(id)),
        deps,
      )
    left = left.filter((index) => {
      const row = rows.value.get(subjects.value[index]!)!
      return row !== 'erased' && changed.has(row.id) && !done.has(row.id)
    })
  }
  return left.length === 0 ? ok({ notKept, declared, stale }) : fail(CONTENDED)
}

/** The visitor's id of each profile; null: their login was erased. A login that nobody knows gets a visitor. */
async function subjectsOf(
  { site, profiles, identityKey, isTrial }: ProfileImport,
  { stores, now }: VisitorDeps,
): Promise<Result<readonly (string | null)[], RecordFailure>> {
  const hashes = await Promise.all(
    profiles.map(({ subject }) =>
      'login' in subject ? loginHash(site, subject.login, identityKey ?? '') : Promise.resolve(null),
    ),
  )
  const logins = [...new Set(hashes.filter((hash) => hash !== null))]
  const erased = await stores.visitors.read(site, logins.map(loginTombstone))
  if (!erased.ok) return erased
  const gone = new Set(erased.value.erased)
  const living = logins.filter((hash) => !gone.has(loginTombstone(hash)))
  const fresh = living.map((hash) => ({ hash, visitor: newVisitorId() }))
  const standing = isTrial
    ? await stores.identities.find(site, living)
    : await stores.identities.claim(site, fresh, now())
  if (!standing.ok) return standing
  const visitors = new Map([...fresh, ...standing.value].map(({ hash, visitor }) => [hash, visitor]))
  return ok(
    profiles.map(({ subject }, index) =>
      'visitor' in subject ? subject.visitor : (visitors.get(hashes[index]!) ?? null),
    ),
  )
}

/** By the id asked for, moves followed. */
async function currentRows(
  site: string,
  ids: readonly string[],
  { stores, now }: VisitorDeps,
): Promise<Result<ReadonlyMap<string, KeptVisitor | 'erased'>, RecordFailure>> {
  const first = await stores.visitors.read(site, [...new Set(ids)])
  if (!first.ok) return first
  const targets = first.value.visitors.flatMap(({ movedTo }) => (movedTo === null ? [] : [movedTo]))
  const second = targets.length === 0 ? ok({ visitors: [], erased: [] }) : await stores.visitors.read(site, targets)
  if (!second.ok) return second
  const rows = new Map([...first.value.visitors, ...second.value.visitors].map((row) => [row.id, row]))
  const erased = new Set([...first.value.erased, ...second.value.erased])
  const current = (id: string): KeptVisitor | 'erased' => {
    const root = rows.get(id)?.movedTo ?? id
    return erased.has(id) || erased.has(root) ? 'erased' : (rows.get(root) ?? newVisitor(site, root, now()))
  }
  return ok(new Map(ids.map((id) => [id, current(id)])))
}

function withProfile(
  visitor: KeptVisitor,
  { traits, scores }: CheckedProfile,
  { now }: VisitorDeps,
): { readonly visitor: KeptVisitor; readonly kept: string[] } {
  const updatedAt = now()
  const at = Math.floor(updatedAt / 1000)
  const memory: Memory = visitor.memory ?? newMemory(visitor.id, '/', updatedAt)
  const isDeclared = (name: string) => Object.hasOwn(memory.traits, name) && memory.traits[name]!.source === 'declared'
  const imported = Object.entries(traits)
    .filter(([name]) => !isDeclared(name))
    .map(([name, value]): [string, Trait] => [name, { value, source: 'imported', purpose: null, at }])
  return {
    visitor: {
      ...visitor,
      memory: {
        ...memory,
        isKnown: true,
        traits: { ...memory.traits, ...Object.fromEntries(imported) },
        scores: withScores(memory.scores, scores, at),
      },
      updatedAt,
    },
    kept: Object.keys(traits).filter(isDeclared),
  }
}
