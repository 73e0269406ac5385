/** A known visitor's cookie brought to what is kept of them: for once a visit, behind the page. Not for anonymous ones, who have a cookie only. */

import { mergeMemories } from '../core/memory/merge-memories.ts'
import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { copyToKv } from './copies.ts'
import type { Known } from './known.ts'
import { ofVisitor } from './of-visitor.ts'
import { CONTENDED, type Contended, MAX_TRIES_COUNT, type VisitorDeps } from './visitor-deps.ts'

/** What is known then; null: nothing is kept of them, and nothing was written. */
export async function remember(
  site: string,
  memory: Memory,
  deps: VisitorDeps,
): Promise<Result<Known | null, RecordFailure | Contended>> {
  const { stores, now } = deps
  let id = memory.visitor
  for (let tries = 0; tries < MAX_TRIES_COUNT; tries++) {
    const read = await stores.visitors.read(site, [id])
    if (!read.ok) return read
    if (read.value.erased.length > 0) return ok({ state: 'erased' })
    const [there] = read.value.visitors
    if (there === undefined) return ok(null)
    if (there.movedTo !== null) {
      id = there.movedTo
      continue
    }
    if (there.state !== 'active') return ok(there)
    const merged = there.memory === null ? ofVisitor(memory) : mergeMemories(there.memory, memory)
    const next = {
      ...there,
      memory: { ...merged, visitor: id, isKnown: true },
      hasDevice: true,
      seenAt: now(),
      updatedAt: now(),
    }
    const written = await stores.visitors.write([next])
    if (!written.ok) return written
    if (written.value.length === 0) continue
    await copyToKv([next], deps)
    return ok({ state: next.state, memory: next.memory })
  }
  return fail(CONTENDED)
}
