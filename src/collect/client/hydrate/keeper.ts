/** One slot's edits kept in the page, within bounds, and what became of them. Not how an edit is made: missing.ts. */

import type { HydrationOutcome } from '../../../core/event/event.ts'
import type { BlockSlot } from '../../../core/event/page-block.ts'
import { lookAt } from './missing.ts'
import type { Page } from './targets.ts'

/** A framework that undoes a slot more often than this fights back: it is left alone. */
const MAX_AGAIN_COUNT = 12
const MAX_AGAIN_PER_SECOND_COUNT = 4
const SECOND_MS = 1_000

export interface Keeper {
  /** Puts back what is missing. Milliseconds after which to try again, because it was done too often; 0: no need to. */
  keep(): number
  /** Whether the last call found anything undone. */
  changed(): boolean
  /** Reports, once. */
  tell(): void
}

export function keepSlot(
  slot: BlockSlot,
  page: Page,
  report: (slot: string, outcome: HydrationOutcome, milliseconds: number) => void,
): Keeper {
  /** When it was put back, by performance.now(). */
  const times: number[] = []
  let isLeft = false
  let isTold = false
  let wasSeen = false
  let isChanged = false
  let stands = false
  let undone: number | null = null
  let longest = 0

  function tell(): void {
    if (isTold || !wasSeen) return
    isTold = true
    const since = undone === null ? longest : performance.now() - undone
    report(slot.slot, stands ? (times.length > 0 ? 'reapplied' : 'survived') : 'reverted', Math.round(since))
  }

  function leave(): number {
    isLeft = true
    tell()
    return 0
  }

  function attempt(): number {
    const { found, missing, hopeless } = lookAt(slot, page)
    wasSeen ||= found
    isChanged = missing.length > 0
    stands = found && missing.length === 0 && !hopeless
    if (stands || !found) undone = null
    else undone ??= performance.now()
    if (hopeless) return leave()
    if (missing.length === 0) return 0
    if (times.length >= MAX_AGAIN_COUNT) return leave()
    const now = performance.now()
    const wait = (times.at(-MAX_AGAIN_PER_SECOND_COUNT) ?? Number.NEGATIVE_INFINITY) + SECOND_MS - now
    if (wait > 0) return wait
    for (const step of missing) step()
    times.push(now)
    longest = Math.max(longest, performance.now() - undone!)
    undone = null
    stands = true
    return 0
  }

  return {
    keep() {
      isChanged = false
      if (isLeft) return 0
      try {
        return attempt()
      } catch {
        // A selector that this browser does not know, or a page that lets nobody write HTML (Trusted Types).
        stands = false
        return leave()
      }
    },
    changed: () => isChanged,
    tell,
  }
}
