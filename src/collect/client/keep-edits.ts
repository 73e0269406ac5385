/** Hands the plan to the hydration script where something was edited. Not the re-applying itself: hydrate.ts. */

import type { HydrationOutcome } from '../../core/event/event.ts'
import type { PageBlock } from '../../core/event/page-block.ts'
import type { ReadBlock } from './block.ts'
import { quietly } from './quietly.ts'
import type { Tell } from './told.ts'

/** The hydration script's address with its hash: put in when this script is built. */
declare const HYDRATE_URL: string

/** What hydrate.ts exports. `report` once a slot; milliseconds until the outcome. */
export interface HydrateScript {
  start(block: PageBlock, report: (slot: string, outcome: HydrationOutcome, ms: number) => void): void
}

export function keepEdits(block: ReadBlock, tell: Tell): void {
  if (!block.slots.some((slot) => slot.edits)) return
  const { decision } = block
  const path = location.pathname
  import(HYDRATE_URL).then(
    quietly(({ start }: HydrateScript) =>
      start(
        block as PageBlock,
        quietly((slot, name, value) => tell({ kind: 'hydration', decision, path, slot, name, value })),
      ),
    ),
    // It did not load: the page is as the edge made it, and nothing is known of what became of that.
    () => {},
  )
}
