/** What a visitor said of our purposes, in which form ever. Not how several are weighed: resolve.ts. */

import type { PurposeSet } from './purpose-set.ts'

/** What is in neither set was not spoken of. */
export interface Word {
  readonly signal: 'own' | 'tcf' | 'gpp'
  readonly granted: PurposeSet
  readonly refused: PurposeSet
  /** Epoch seconds between which it was said: a TCF string tells the day, and GPP nothing, which is taken for now. */
  readonly from: number
  readonly to: number
  /** Said to us while the browser sent Global Privacy Control, by somebody who was told so. */
  readonly despiteGpc: boolean
}

/** It cannot be read, is too old, or is from the future: whatever it says, it grants nothing. */
export type Heard = Word | 'unreadable' | null

/** Thirteen months, and no day more in the shortest of them. */
export const MAX_WORD_AGE_S = 393 * 86_400
/** Other machines' clocks. */
export const MAX_CLOCK_AHEAD_S = 86_400
