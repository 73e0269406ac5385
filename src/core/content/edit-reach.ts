/** How far edits reach: only the start tag, or past it, where the element's own end tag must be. Not how it is done. */

import type { Edit, SlotEdits } from '../compiled.ts'

const CONTENT_OPS: ReadonlySet<Edit<unknown>['op']> = new Set([
  ...(['text', 'html', 'prepend', 'append', 'after', 'replace', 'remove'] as const),
])

export const touchesContent = (edits: readonly Edit<unknown>[]): boolean => edits.some(({ op }) => CONTENT_OPS.has(op))

/**
 * What any arm needs of a slot, so that every arm, control too, asks it of the page: the arms must meet the same pages.
 * The slot's own end tag is needed in any case.
 */
export interface Guards {
  /** Selectors of parts whose own end tag is needed. */
  readonly closing: readonly string[]
  /** The slot's items are laid out. */
  readonly arranges: boolean
}

/** Of a slot's edits in all arms; null when none reaches past the start tag. */
export function guardsOf(arms: readonly SlotEdits<unknown>[]): Guards | null {
  if (!arms.some(reachesInside)) return null
  const closing = arms.flatMap(({ parts }) => parts.filter(({ edits }) => touchesContent(edits)))
  return {
    closing: [...new Set(closing.map(({ selector }) => selector))],
    arranges: arms.some(({ arrange }) => arrange !== null),
  }
}

/** Parts and items are looked for inside the element, so that its end must be known too. */
const reachesInside = ({ own, parts, arrange }: SlotEdits<unknown>): boolean =>
  parts.length > 0 || arrange !== null || touchesContent(own)
