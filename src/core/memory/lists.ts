/** Seen items, searches and cart lines: bounded lists, latest first. Not what fills them: count-page.ts, count-event.ts. */

import { fold } from '../condition/normalise.ts'
import type { CartLine, Memory, Search, SeenItem } from '../memory.ts'
import {
  MAX_CART_LINES_COUNT,
  MAX_ITEM_VIEWS_COUNT,
  MAX_ITEMS_COUNT,
  MAX_NAME_LENGTH,
  MAX_QUANTITY,
  MAX_SEARCHES_COUNT,
  MAX_VALUE,
} from './limits.ts'
import { byName, isFit } from './names.ts'

/** Times in epoch seconds, and none goes back. */
export function withItem(items: Memory['items'], item: string, now: number): Memory['items'] {
  if (!isFit(item)) return items
  const known = items.find((one) => one.item === item) ?? { item, at: now, count: 0 }
  const seen = { item, at: Math.max(known.at, now), count: Math.min(known.count + 1, MAX_ITEM_VIEWS_COUNT) }
  return latestItems([seen, ...items.filter((one) => one.item !== item)])
}

export const latestItems = (items: readonly SeenItem[]): readonly SeenItem[] =>
  items.toSorted((one, other) => other.at - one.at).slice(0, MAX_ITEMS_COUNT)

/** Words that differ in case and width alone are the same, and stay as they were last written. */
export function withSearch(searches: Memory['searches'], written: string, now: number): Memory['searches'] {
  const words = written.trim().replace(/\s+/gu, ' ')
  if (words === '' || words.length > MAX_NAME_LENGTH || !words.isWellFormed()) return searches
  const key = fold(words)
  const before = searches.find((one) => fold(one.words) === key)
  const at = Math.max(before?.at ?? now, now)
  return latestSearches([{ words, at }, ...searches.filter((one) => one !== before)])
}

export const latestSearches = (searches: readonly Search[]): readonly Search[] =>
  searches.toSorted((one, other) => other.at - one.at).slice(0, MAX_SEARCHES_COUNT)

/** `value` null: the price is as it was. */
export function withInCart(
  cart: Memory['cart'],
  item: string,
  quantity: number,
  value: number | null,
  now: number,
): Memory['cart'] {
  if (!isFit(item) || !(quantity > 0)) return cart
  const known = cart.find((line) => line.item === item)
  const line = {
    item,
    quantity: Math.min((known?.quantity ?? 0) + quantity, MAX_QUANTITY),
    value: value === null ? (known?.value ?? null) : Math.min(Math.max(value, 0), MAX_VALUE),
    at: Math.max(known?.at ?? now, now),
  }
  return latestLines([line, ...cart.filter((one) => one !== known)])
}

/** `quantity` null: all of it. A cart that lost a line was changed just then, which its latest line has to say. */
export function withoutInCart(
  cart: Memory['cart'],
  item: string,
  quantity: number | null,
  now: number,
): Memory['cart'] {
  const known = cart.find((line) => line.item === item)
  if (known === undefined || (quantity !== null && !(quantity > 0))) return cart
  const others = cart.filter((line) => line !== known)
  const left = quantity === null ? 0 : known.quantity - quantity
  const [latest, ...rest] = left > 0 ? [{ ...known, quantity: left }, ...others] : others
  return latest === undefined ? [] : latestLines([{ ...latest, at: Math.max(latest.at, now) }, ...rest])
}

export const latestLines = (lines: readonly CartLine[]): readonly CartLine[] =>
  lines.toSorted((one, other) => other.at - one.at).slice(0, MAX_CART_LINES_COUNT)

/** Of lists of two devices, where equal times tell no order. */
export const latestFirst =
  <T extends { readonly at: number }>(nameOf: (one: T) => string): ((one: T, other: T) => number) =>
  (one, other) =>
    other.at - one.at || byName(nameOf(one), nameOf(other))
