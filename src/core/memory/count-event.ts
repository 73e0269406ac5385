/** What somebody did on a page, remembered: items, searches, the cart, orders. Not the events themselves: collect/. */

import type { CompiledSite } from '../compiled.ts'
import type { RecordedEvent } from '../event/event.ts'
import type { Memory, Purchases } from '../memory.ts'
import { isCategory, toldByPath } from '../page/site-path.ts'
import { withInterest } from './affinity.ts'
import { MAX_CART_LINES_COUNT, MAX_PURCHASES_COUNT, MAX_VALUE } from './limits.ts'
import { withInCart, withItem, withoutInCart, withSearch } from './lists.ts'

export type RememberedEvent = Pick<RecordedEvent, 'kind' | 'item' | 'name' | 'quantity' | 'value' | 'path' | 'data'>

/** Other kinds, and events without what theirs needs, change nothing. `now` in epoch milliseconds. */
export function countEvent(
  memory: Memory,
  event: RememberedEvent,
  site: Pick<CompiledSite, 'paths' | 'schema'>,
  now: number,
): Memory {
  const seconds = Math.floor(now / 1000)
  const { item, quantity = 1 } = event
  const value = Number.isFinite(event.value) ? event.value! : null
  switch (event.kind) {
    case 'item_view':
      return item === undefined ? memory : withView(memory, item, event, site, seconds)
    case 'search':
      return event.name === undefined
        ? memory
        : { ...memory, searches: withSearch(memory.searches, event.name, seconds) }
    case 'cart_add':
      return item === undefined ? memory : { ...memory, cart: withInCart(memory.cart, item, quantity, value, seconds) }
    case 'cart_remove':
      return item === undefined
        ? memory
        : { ...memory, cart: withoutInCart(memory.cart, item, event.quantity ?? null, seconds) }
    case 'order':
      return {
        ...memory,
        cart: afterOrder(memory.cart, event.data, seconds),
        purchases: withPurchase(memory.purchases, value ?? 0, seconds),
      }
    default:
      return memory
  }
}

/** What the path of the page told was counted with the page. */
function withView(
  memory: Memory,
  item: string,
  { path, data }: RememberedEvent,
  site: Pick<CompiledSite, 'paths' | 'schema'>,
  now: number,
): Memory {
  const counted = path === undefined ? null : toldByPath(path, site)
  const categories = categoriesIn(data).filter(
    (category) => isCategory(category, site.schema) && !counted?.categories.includes(category),
  )
  return {
    ...memory,
    items: counted?.items.includes(item) ? memory.items : withItem(memory.items, item, now),
    affinities: categories.reduce((all, category) => withInterest(all, category, now), memory.affinities),
  }
}

const MAX_CATEGORIES_PER_VIEW_COUNT = 5

/** `data.category`: a text or a list of them. */
function categoriesIn(data: RememberedEvent['data']): readonly string[] {
  const told = [data?.category].flat().filter((category) => typeof category === 'string')
  return [...new Set(told)].slice(0, MAX_CATEGORIES_PER_VIEW_COUNT)
}

/** The lines that it names are bought; an order that names none is of the whole cart. */
function afterOrder(cart: Memory['cart'], data: RememberedEvent['data'], now: number): Memory['cart'] {
  const named = itemsIn(data)
  if (named.size === 0) return []
  return cart
    .filter(({ item }) => named.has(item))
    .slice(0, MAX_CART_LINES_COUNT)
    .reduce((left, { item }) => withoutInCart(left, item, null, now), cart)
}

function itemsIn(data: RememberedEvent['data']): ReadonlySet<unknown> {
  const lines: readonly unknown[] = Array.isArray(data?.lines) ? data.lines : []
  return new Set(
    lines.flatMap((line) =>
      typeof line === 'object' && line !== null && 'item' in line && typeof line.item === 'string' ? [line.item] : [],
    ),
  )
}

const withPurchase = ({ count, value, lastAt }: Purchases, total: number, now: number): Purchases => ({
  count: Math.min(count + 1, MAX_PURCHASES_COUNT),
  value: Math.min(value + Math.max(total, 0), MAX_VALUE),
  lastAt: Math.max(lastAt ?? now, now),
})
