/**
 * What is looked for inside a slot, as a selector for the whole stream. A part's selector alone would call us for every
 * such element of the page (25 µs for each image); joined to the slot's it may cost depth^2. So it is joined where the
 * two together have one descendant combinator, which is as cheap as by hand. That the slot is open is checked in any case.
 */

import { descendantCount, parseSelector } from './selector.ts'

/** `section.hero ` for a slot that others can be joined to, else empty. */
export const scopeOf = (slot: string): string => (isJoinable(slot) ? `${slot} ` : '')

export const inScope = (scope: string, selector: string): string => (isJoinable(selector) ? scope + selector : selector)

/** One branch of children only. */
function isJoinable(selector: string): boolean {
  const parsed = parseSelector(selector)
  return parsed.ok && parsed.value.length === 1 && descendantCount(parsed.value) === 0
}
