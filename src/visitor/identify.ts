/** Somebody logged in: which visitor they are, and the memories of their devices made one. Not who says so: identity-header.ts, admin/identify.ts. */

import { mergeMemories } from '../core/memory/merge-memories.ts'
import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { type KeptVisitor, newVisitor } from '../store/visitors.ts'
import { copyToKv } from './copies.ts'
import { newVisitorId } from './new-visitor-id.ts'
import { CONTENDED, type Contended, MAX_TRIES_COUNT, type VisitorDeps } from './visitor-deps.ts'

export interface Login {
  readonly site: string
  /** As loginHash makes it. */
  readonly hash: string
  /** Null: nothing is known of the device. */
  readonly device: Device | null
}

export interface Device {
  /** The id in its cookie. */
  readonly visitor: string
  /** What its cookie remembers; null where only the id is told. */
  readonly memory: Memory | null
}

export interface Identified {
  /** With whose id and memory the device goes on. */
  readonly visitor: KeptVisitor & { readonly memory: Memory }
  /** Whether the device had been somebody else until now, who became this visitor. */
  readonly joined: boolean
}

/**
 * The visitor of a login is the first device's id; every further device becomes it, with its memory. A device whose id has a
 * login already is another person's and stays theirs: this login goes on with its own visitor, and nothing is taken along.
 * The same goes for an id that was erased. Whoever restricted or objected is joined, and their memory stays as it is.
 */
export async function identify(
  login: Login,
  deps: VisitorDeps,
): Promise<Result<Identified, RecordFailure | Contended>> {
  for (let tries = 0; tries < MAX_TRIES_COUNT; tries++) {
    const done = await once(login, deps)
    if (!done.ok || done.value !== null) return done as Result<Identified, RecordFailure>
  }
  return fail(CONTENDED)
}

/** Null: somebody else wrote in between. */
async function once(
  { site, hash, device }: Login,
  deps: VisitorDeps,
): Promise<Result<Identified | null, RecordFailure>> {
  const { stores, now } = deps
  const own = device === null ? ok(null) : await ownDevice(site, hash, device.visitor, deps)
  if (!own.ok) return own
  const wanted = own.value?.id ?? newVisitorId()
  const standing = await stores.identities.claim(site, [{ hash, visitor: wanted }], now())
  if (!standing.ok) return standing
  const id = standing.value[0]?.visitor
  if (id === undefined) return ok(null)
  const read = await stores.visitors.read(site, [id])
  if (!read.ok) return read
  const there = read.value.visitors[0] ?? newVisitor(site, id, now())
  const told = own.value === null ? [] : [own.value.id === id ? null : own.value.memory, device?.memory ?? null]
  const into = joinedMemory(there, told, deps)
  const isJoin = own.value !== null && own.value.id !== id
  const written = isJoin ? await stores.visitors.join(own.value, into) : await stores.visitors.write([into])
  if (!written.ok) return written
  if (written.value === false || (Array.isArray(written.value) && written.value.length === 0)) return ok(null)
  await copyToKv(isJoin ? [into, { ...own.value, memory: null, movedTo: id }] : [into], deps)
  return ok({ visitor: into, joined: isJoin })
}

/** The visitor that the device is, moves followed; null where it is nobody's to take along. */
async function ownDevice(
  site: string,
  hash: string,
  visitor: string,
  { stores, now }: VisitorDeps,
): Promise<Result<KeptVisitor | null, RecordFailure>> {
  const read = await stores.visitors.read(site, [visitor])
  if (!read.ok) return read
  if (read.value.erased.length > 0) return ok(null)
  const first = read.value.visitors[0] ?? newVisitor(site, visitor, now())
  const moved = first.movedTo === null ? null : await stores.visitors.read(site, [first.movedTo])
  if (moved !== null && !moved.ok) return moved
  const root = moved === null ? first : (moved.value.visitors[0] ?? null)
  if (root === null) return ok(null)
  const theirs = await stores.identities.of(site, [root.id])
  if (!theirs.ok) return theirs
  return ok(theirs.value.every((identity) => identity.hash === hash) ? root : null)
}

function joinedMemory(
  there: KeptVisitor,
  told: readonly (Memory | null)[],
  { now }: VisitorDeps,
): KeptVisitor & { readonly memory: Memory } {
  const known = there.memory ?? newMemory(there.id, '/', now())
  const memories = [there.memory, ...(there.state === 'active' ? told : [])].filter((memory) => memory !== null)
  const memory = memories.length === 0 ? known : memories.reduce(mergeMemories)
  return {
    ...there,
    memory: { ...memory, visitor: there.id, isKnown: true },
    hasDevice: true,
    seenAt: now(),
    updatedAt: now(),
  }
}
