/** One slot's edits kept in the page, within bounds, and what became of them. Not how an edit is made: missing.ts. */

import type { SlotEdits } from '../../../core/compiled.ts'
import type { HydrationOutcome } from '../../../core/event/event.ts'
import type { BlockSlot } from '../../../core/event/page-block.ts'
import { lookAt } from './missing.ts'
import type { Pieces } from './pieces.ts'

/** A framework that undoes a slot more often than this fights back: it is left alone. */
const MAX_AGAIN_COUNT = 12
const MAX_AGAIN_PER_SECOND_COUNT = 4
const SECOND_MS = 1_000

export interface Keeper {
  /** Puts back what is missing. Milliseconds after which to try again, because it was done too often; 0: no need to. */
  keep(): number
  /** The slot's elements, as they were found last. */
  targets(): readonly Element[]
  /** Reports, once. */
  tell(): void
}

export function keepSlot(
  slot: BlockSlot,
  edits: SlotEdits<string>,
  pieces: Pieces,
  report: (slot: string, outcome: HydrationOutcome, milliseconds: number) => void,
): Keeper {
  /** When it was put back, by performance.now(). */
  const times: number[] = []
  let isLeft = false
  let isTold = false
  let wasSeen = false
  let stands = false
  let undone: number | null = null
  let longest = 0
  let targets: readonly Element[] = []

  function tell(): void {
    if (isTold || !wasSeen) return
    isTold = true
    if (undone !== null) longest = performance.now() - undone
    report(slot.slot, !stands ? 'reverted' : times.length > 0 ? 'reapplied' : 'survived', Math.round(longest))
  }

  function attempt(): number {
    const look = lookAt(slot, edits, pieces)
    const now = performance.now()
    targets = look.targets
    wasSeen ||= look.found
    stands = look.found && look.missing.length === 0
    undone = stands || !look.found ? null : (undone ?? now)
    if (undone === null) return 0
    if (times.length >= MAX_AGAIN_COUNT) throw new Error()
    const wait = (times.at(-MAX_AGAIN_PER_SECOND_COUNT) ?? -SECOND_MS) + SECOND_MS - now
    if (wait > 0) return wait
    for (const step of look.missing) step()
    times.push(now)
    longest = Math.max(longest, performance.now() - undone)
    undone = null
    stands = true
    return 0
  }

  return {
    keep() {
      try {
        return isLeft ? 0 : attempt()
      } catch {
        // It is undone again and again, or cannot be put back without harm, or the page lets nobody write HTML (Trusted Types).
        isLeft = true
        stands = false
        tell()
        return 0
      }
    },
    targets: () => targets,
    tell,
  }
}
