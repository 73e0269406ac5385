/** What is asked of the Worker that runs the real HTMLRewriter over a page, and what it answers. No behaviour. */

import type { SlotId } from '../../core/compiled.ts'
import type { SlotPlan } from '../../core/plan.ts'
import type { Fallback } from '../../edge/failure.ts'

/** Elements of one selector that are told with their places; the rest is only counted. */
export const MAX_TOLD_MATCHES_COUNT = 600

/** The body is the JSON of what is asked, so many bytes as this header says, and then the page. */
export const ASK_LENGTH_HEADER = 'awase-ask-bytes'

export interface ProbeAsk {
  /** The page's own header. */
  readonly contentType: string
  readonly selectors: readonly string[]
  /** Each is rewritten as the edge would: the slots planned together on this page. */
  readonly trials: readonly (readonly SlotPlan[])[]
}

export interface ProbeAnswer {
  /** In which encoding the edge reads the page; null: one that it does not touch. */
  readonly charset: string | null
  /** The encoding is a guess, because neither header nor `<meta>` names one. */
  readonly isGuess: boolean
  /** HTMLRewriter did not come to the end of the page, whatever the selector. */
  readonly gaveUp: boolean
  /** In the order of the selectors. */
  readonly found: readonly SelectorMatches[]
  /** In the order of the trials. */
  readonly trials: readonly TrialResult[]
}

export interface SelectorMatches {
  readonly count: number
  /** The first MAX_TOLD_MATCHES_COUNT, in page order. */
  readonly matches: readonly StreamMatch[]
  /** HTMLRewriter did not come to the end with this selector: one without a tag must read the attributes of every tag. */
  readonly gaveUp: boolean
}

export interface StreamMatch {
  readonly tag: string
  /** Byte at which its start tag begins. */
  readonly start: number
  readonly end: StreamEnd
}

/** Bytes: `from`, where the end tag begins; `to`, where it has ended. `other`: somebody else's end tag closed it, there. */
export type StreamEnd =
  | { readonly kind: 'own'; readonly from: number; readonly to: number }
  | { readonly kind: 'other'; readonly tag: string; readonly from: number }
  | { readonly kind: 'never' }
  /** It has no inside. */
  | { readonly kind: 'void' }

export interface TrialResult {
  readonly met: readonly SlotId[]
  readonly failure: Fallback | null
}
