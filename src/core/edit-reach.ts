/** How far an edit reaches: only the start tag, or past it, where the element's own end tag must be. Not how it is done. */

import type { Edit, SlotEdits } from './compiled.ts'

const CONTENT_OPS: ReadonlySet<Edit<unknown>['op']> = new Set([
  'text',
  'html',
  'prepend',
  'append',
  'after',
  'replace',
  'remove',
])

export const touchesContent = (edits: readonly Edit<unknown>[]): boolean => edits.some(({ op }) => CONTENT_OPS.has(op))

/** Parts and items are looked for inside the element, so that its end must be known too. */
export const reachesInside = ({ own, parts, arrange }: SlotEdits<unknown>): boolean =>
  parts.length > 0 || arrange !== null || touchesContent(own)
