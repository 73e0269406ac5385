/** What a personalised page tells our script: an inert JSON block. Not what the script does with it: collect/client/. */

import type { ListSlot, SlotEdits } from '../compiled.ts'

/** The id of the `<script type="application/json">`. */
export const PAGE_BLOCK_ID = 'awase-plan'

export interface PageBlock {
  readonly decision: string
  /** Those that were met in the stream: what the edge did not edit nobody else is to edit. */
  readonly slots: readonly BlockSlot[]
}

export interface BlockSlot {
  readonly slot: string
  readonly selector: string
  readonly match: 'first' | 'all'
  readonly list: ListSlot | null
  /** Null: to be measured and not to be touched: the baseline, or all edits of the page together are too long. */
  readonly edits: SlotEdits<string> | null
}
