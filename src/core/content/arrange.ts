/** In which order a list's own items stand, as a permutation. Not how they are moved in the page: that is edge/. */

import type { Arrangement } from '../compiled.ts'

export interface Arranged {
  /** Indexes into the items, in their new order: always a permutation. */
  readonly order: number[]
  /** Indexes into the items that are hidden, ascending; they keep their place in `order`. */
  readonly hidden: number[]
}

/**
 * `items` are the page's own, in page order; a null key is one that no arrangement can name. Items that share a key stay
 * together. A key that is both first and last is first, and one of either is not ranked; keys that the page lacks are
 * ignored, and so is `by`, which a plan has as `ranked`. Pins are placed afterwards, in order of their positions, and
 * count hidden items as the page does.
 */
export function arrange(items: readonly { readonly key: string | null }[], arrangement: Arrangement): Arranged {
  const indexes = indexesByKey(items)
  const taken = new Set<number>()
  const take = (key: string): readonly number[] =>
    (indexes.get(key) ?? []).filter((index) => !taken.has(index) && taken.add(index))

  const pinned = byPosition(arrangement.pin).map(([key, position]) => ({ position, indexes: take(key) }))
  const first = arrangement.first.flatMap(take)
  const last = arrangement.last.flatMap(take)
  const ranked = (arrangement.ranked ?? []).flatMap((keys) => keys.flatMap(take).sort((a, b) => a - b))
  const between = items.map((_, index) => index).filter((index) => !taken.has(index))
  const hidden = new Set(arrangement.hide.flatMap((key) => indexes.get(key) ?? []))
  return {
    order: withPins([...first, ...ranked, ...between, ...last], pinned),
    hidden: [...hidden].sort((a, b) => a - b),
  }
}

function indexesByKey(items: readonly { readonly key: string | null }[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>()
  items.forEach(({ key }, index) => {
    if (key === null) return
    const same = indexes.get(key)
    if (same) same.push(index)
    else indexes.set(key, [index])
  })
  return indexes
}

/** The sort is stable: of two pins to one position, the one named first gets it and the other the next. */
const byPosition = (pins: Arrangement['pin']): Arrangement['pin'] => [...pins].sort(([, a], [, b]) => a - b)

/** A pin beyond the end goes to the end. */
function withPins(
  rest: readonly number[],
  pinned: readonly { position: number; indexes: readonly number[] }[],
): number[] {
  const order: number[] = []
  let next = 0
  for (const { position, indexes } of pinned) {
    while (order.length < position && next < rest.length) order.push(rest[next++]!)
    order.push(...indexes)
  }
  order.push(...rest.slice(next))
  return order
}
