/** What a personalised page tells our script: an inert JSON block. Not what the script does with it: collect/client/. */

import type { ListSlot, SlotEdits } from '../compiled.ts'

/** The id of the `<script type="application/json">`. */
export const PAGE_BLOCK_ID = 'awase-plan'

export interface PageBlock {
  readonly decision: string
  readonly slots: readonly BlockSlot[]
}

export interface BlockSlot {
  readonly slot: string
  readonly selector: string
  readonly match: 'first' | 'all'
  readonly list: ListSlot | null
  /** Null: the baseline, to be measured and not to be touched. */
  readonly edits: SlotEdits<string> | null
}
