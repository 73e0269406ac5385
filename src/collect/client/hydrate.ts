/**
 * `/_awase/hydrate.js`: frameworks that hydrate a page undo what was edited in its HTML; this does it again, and says what
 * became of each slot. Not what a slot's edits are: the page's block has them, as the edge made them.
 */

import type { HydrationOutcome } from '../../core/event/event.ts'
import type { PageBlock } from '../../core/event/page-block.ts'
import { type Keeper, keepSlot } from './hydrate/keeper.ts'
import { findPieces } from './hydrate/pieces.ts'
import { createWatch } from './hydrate/watch.ts'

/** So long after it has loaded, a page has settled. What is undone later is done again, and told no more. */
const SETTLED_MS = 3_000

/**
 * `milliseconds`: how long the edit was seen undone, at its longest; 0 for what survived. Told once for each slot that has
 * edits and was on the page: when the page has settled, when the visitor leaves, or when a slot is given up.
 */
export type Report = (slot: string, outcome: HydrationOutcome, milliseconds: number) => void

/** Called when the page is parsed: our tag is deferred. */
export function start({ slots }: PageBlock, report: Report): void {
  const { pathname } = location
  const pieces = findPieces()
  const keepers = slots.flatMap((slot): Keeper[] => (slot.edits ? [keepSlot(slot, slot.edits, pieces, report)] : []))
  const inside = createWatch(look)
  let again: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    pieces.sweep()
    // The plan is for one page: what a framework shows at another address is the site's.
    if (location.pathname === pathname) {
      const wait = Math.max(...keepers.map(({ keep }) => keep()))
      inside(keepers.flatMap(({ targets }) => targets()))
      clearTimeout(again)
      if (wait > 0) again = setTimeout(look, wait)
    } else tell()
  }

  function tell(): void {
    for (const keeper of keepers) keeper.tell()
  }

  const settle = (): unknown => setTimeout(tell, SETTLED_MS)

  look()
  // While capturing, so that it is told before what is to be sent goes out.
  addEventListener('pagehide', tell, true)
  if (document.readyState === 'complete') settle()
  else addEventListener('load', settle)
}
