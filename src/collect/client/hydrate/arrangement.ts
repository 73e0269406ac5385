/** A list's own items in their new order, moved among the places where items stand, within one parent. Not which order: arrange.ts. */

import type { Arrangement, ListSlot } from '../../../core/compiled.ts'
import { arrange } from '../../../core/content/arrange.ts'
import { impossible, type Step } from './step.ts'

export function arrangementMissing(list: Element, { item, key }: ListSlot, arrangement: Arrangement): Step[] {
  const items = itemsOf(list, item)
  const { order, hidden } = arrange(
    items.map((element) => ({ key: keyOf(element, key) })),
    arrangement,
  )
  const shown = hidden.map((index) => items[index]!).filter((element) => !element.hasAttribute('hidden'))
  const moved = order.flatMap((index, place) => (index === place ? [] : [[items[index]!, items[place]!] as const]))
  return [
    ...shown.map((element) => () => element.setAttribute('hidden', '')),
    ...(moved.length > 0 ? [() => move(moved)] : []),
  ]
}

/** Items inside items are none. */
function itemsOf(list: Element, selector: string): readonly Element[] {
  const items: Element[] = []
  for (const element of list.querySelectorAll(selector)) if (!items.at(-1)?.contains(element)) items.push(element)
  return items
}

function keyOf(item: Element, { on, attribute }: ListSlot['key']): string | null {
  const bearers = on === null ? [item] : [item, ...item.querySelectorAll(on)].filter((element) => element.matches(on))
  return bearers.find((bearer) => bearer.hasAttribute(attribute))?.getAttribute(attribute) ?? null
}

/** Only what changes its place is moved: a moved element loses its focus, and its film begins anew. */
function move(moved: readonly (readonly [element: Element, place: Element])[]): void {
  // Who owns an item takes it out of the parent that it gave it.
  if (moved.some(([{ parentNode }, place]) => place.parentNode !== parentNode)) impossible()
  const holders = moved.map(([element, place]) => {
    const holder = new Text()
    place.before(holder)
    return [element, holder] as const
  })
  for (const [element, holder] of holders) holder.replaceWith(element)
}
