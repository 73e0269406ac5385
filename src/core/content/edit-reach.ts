/** How far edits reach: only the start tag, or past it, where the element's own end tag must be. Not how it is done. */

import type { Edit, SlotEdits } from '../compiled.ts'

const CONTENT_OPS: ReadonlySet<Edit<unknown>['op']> = new Set([
  ...(['text', 'html', 'prepend', 'append', 'after', 'replace', 'remove'] as const),
])

export const touchesContent = (edits: readonly Edit<unknown>[]): boolean => edits.some(({ op }) => CONTENT_OPS.has(op))

/**
 * What all arms together do to a slot, so that every arm, control too, asks the same of the page: that elements close, and
 * that they can be edited at all. Else the arms would not meet the same pages.
 */
export interface Guards {
  /** Any arm reaches past the start tag, so that the slot must have its own end tag. */
  readonly reaches: boolean
  readonly own: readonly Edit<unknown>[]
  readonly parts: readonly { readonly selector: string; readonly edits: readonly Edit<unknown>[] }[]
  /** The slot's items are laid out. */
  readonly arranges: boolean
}

/** Of a slot's edits in all arms. */
export function guardsOf(arms: readonly SlotEdits<unknown>[]): Guards {
  const bySelector = Map.groupBy(
    arms.flatMap(({ parts }) => parts),
    ({ selector }) => selector,
  )
  return {
    reaches: arms.some(reachesInside),
    own: arms.flatMap(({ own }) => own),
    parts: [...bySelector].map(([selector, parts]) => ({ selector, edits: parts.flatMap(({ edits }) => edits) })),
    arranges: arms.some(({ arrange }) => arrange !== null),
  }
}

/** Parts and items are looked for inside the element, so that its end must be known too. */
const reachesInside = ({ own, parts, arrange }: SlotEdits<unknown>): boolean =>
  parts.length > 0 || arrange !== null || touchesContent(own)
