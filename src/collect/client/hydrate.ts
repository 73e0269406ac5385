/**
 * `/_awase/hydrate.js`: frameworks that hydrate a page undo what was edited in its HTML; this does it again, and says what
 * became of each slot. Not what a slot's edits are: the page's block has them, as the edge made them.
 */

import type { HydrationOutcome } from '../../core/event/event.ts'
import type { PageBlock } from '../../core/event/page-block.ts'
import { type Keeper, keepSlot } from './hydrate/keeper.ts'
import { findPieces } from './hydrate/pieces.ts'
import { createPage } from './hydrate/targets.ts'
import { createWatch } from './hydrate/watch.ts'

/** A page has settled when it has loaded and no edit was undone for so long … */
const QUIET_MS = 1_000
/** … or so long after it has loaded. */
const SETTLED_MS = 10_000

/**
 * `milliseconds`: how long the edit was seen undone, at its longest; 0 for what survived. Told once for each slot that has
 * edits and was on the page: when the page has settled, when the visitor leaves, or when a slot is given up.
 */
export type Report = (slot: string, outcome: HydrationOutcome, milliseconds: number) => void

export function start(block: PageBlock, report: Report): void {
  if (document.readyState !== 'loading') keep(block, report)
  else document.addEventListener('DOMContentLoaded', () => keep(block, report), { once: true })
}

function keep(block: PageBlock, report: Report): void {
  const { pathname } = location
  const pieces = findPieces()
  const page = createPage(block.slots, pieces)
  const keepers = block.slots.flatMap((slot): Keeper[] => (slot.edits ? [keepSlot(slot, page, report)] : []))
  let restless = performance.now()
  let again: ReturnType<typeof setTimeout> | undefined

  const watch = createWatch(look)

  function look(): void {
    pieces.sweep()
    // The plan is for one page: what a framework shows at another address is the site's.
    if (location.pathname !== pathname) {
      tell()
      return
    }
    page.refresh()
    let wait = 0
    for (const keeper of keepers) wait = Math.max(wait, keeper.keep())
    if (keepers.some((keeper) => keeper.changed())) restless = performance.now()
    watch.elements(page.targets())
    clearTimeout(again)
    if (wait > 0) again = setTimeout(look, wait)
  }

  function tell(): void {
    for (const keeper of keepers) keeper.tell()
  }

  function settle(loaded: number): void {
    const now = performance.now()
    const due = Math.min(restless + QUIET_MS, loaded + SETTLED_MS)
    if (now >= due) tell()
    else setTimeout(() => settle(loaded), due - now)
  }

  function loaded(): void {
    restless = performance.now()
    settle(restless)
  }

  // While capturing, so that it is told before what is to be sent goes out.
  addEventListener('pagehide', tell, true)
  look()
  if (document.readyState === 'complete') loaded()
  else addEventListener('load', loaded, { once: true })
}
