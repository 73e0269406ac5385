/** Which elements of the page are slots: those of the plan, and those that say so. Not whether they are seen: impressions.ts. */

import type { BlockSlot } from '../../core/event/page-block.ts'
import { findAll } from './find.ts'

const SLOT = 'data-awase-slot'

/** The elements of every slot, and its name. */
export const slotElements = (planned: readonly BlockSlot[]): readonly (readonly [Element, string])[] => [
  ...planned.flatMap((slot) => elementsOf(slot).map((element) => [element, slot.slot] as const)),
  ...findAll(`[${SLOT}]`).map((element) => [element, element.getAttribute(SLOT)!] as const),
]

/** A selector that this browser does not know finds nothing. */
function elementsOf({ selector, match }: BlockSlot): readonly Element[] {
  try {
    return findAll(selector).slice(0, match === 'all' ? undefined : 1)
  } catch {
    return []
  }
}

/** The innermost slot that an element stands in. */
export function slotAround(target: Element, planned: readonly BlockSlot[]): string | undefined {
  const slots = new Map(slotElements(planned))
  for (let element: Element | null = target; element; element = element.parentElement) {
    const slot = slots.get(element)
    if (slot) return slot
  }
  return undefined
}
