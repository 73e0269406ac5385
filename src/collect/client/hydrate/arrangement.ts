/** A list's own items in their new order, moved among the places where items stand, within one parent. Not which order: arrange.ts. */

import type { Arrangement, ListSlot } from '../../../core/compiled.ts'
import { arrange } from '../../../core/content/arrange.ts'

/** The edge leaves longer lists alone: limits.ts of its splice. */
const MAX_LIST_ITEMS_COUNT = 500

/** Null: the list stands as it should. `hopeless`: moving items between parents would break who owns them. */
export function misplaced(
  list: Element,
  { item, key }: ListSlot,
  arrangement: Arrangement,
): (() => void) | 'hopeless' | null {
  const items = itemsOf(list, item).map((element) => ({ element, key: keyOf(element, key) }))
  if (items.length > MAX_LIST_ITEMS_COUNT) return 'hopeless'
  const { order, hidden } = arrange(items, arrangement)
  const elements = items.map(({ element }) => element)
  const shown = hidden.map((index) => elements[index]!).filter((element) => !element.hasAttribute('hidden'))
  const isMoved = order.some((index, place) => index !== place)
  if (isMoved && elements.some(({ parentNode }) => parentNode !== elements[0]!.parentNode)) return 'hopeless'
  if (!isMoved && shown.length === 0) return null
  return () => {
    for (const element of shown) element.setAttribute('hidden', '')
    if (isMoved) move(elements, order)
  }
}

/** Items inside items are none. */
function itemsOf(list: Element, selector: string): readonly Element[] {
  const items: Element[] = []
  for (const element of list.querySelectorAll(selector)) if (!items.at(-1)?.contains(element)) items.push(element)
  return items
}

function keyOf(item: Element, { on, attribute }: ListSlot['key']): string | null {
  if (on === null) return item.getAttribute(attribute)
  const bearers = [...(item.matches(on) ? [item] : []), ...item.querySelectorAll(on)]
  return bearers.find((bearer) => bearer.hasAttribute(attribute))?.getAttribute(attribute) ?? null
}

/** Only what changes its place is moved: a moved element loses its focus and its film begins anew. */
function move(elements: readonly Element[], order: readonly number[]): void {
  const moved = order.flatMap((index, place) => (index === place ? [] : [{ index, place }]))
  const places = moved.map(({ index, place }) => {
    const holder = document.createTextNode('')
    elements[place]!.before(holder)
    return { element: elements[index]!, holder }
  })
  for (const { element, holder } of places) {
    holder.before(element)
    holder.remove()
  }
}
