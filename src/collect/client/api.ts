/** `window.awase`: what a site may tell by itself, and what it asked for before we were there. Not attributes: actions.ts. */

import { goods } from './attributes.ts'
import { quietly } from './quietly.ts'
import { tellSearch } from './search.ts'
import type { Tell, TellOrder } from './told.ts'

export interface GoodsGiven {
  readonly quantity?: number
  /** With `currency` only. */
  readonly value?: number
  /** ISO 4217. */
  readonly currency?: string
}

export interface OrderGiven {
  readonly value: number
  readonly currency: string
  readonly lines?: readonly { readonly item: string; readonly quantity?: number; readonly value?: number }[]
}

interface Properties {
  readonly [name: string]: unknown
}

export interface Awase {
  /** The id of the decision that made this page; undefined where there is none. */
  readonly decision: string | undefined
  /** An event of the site's own. */
  track(name: string, data?: Properties): void
  itemView(item: string, more?: GoodsGiven): void
  cartAdd(item: string, more?: GoodsGiven): void
  cartRemove(item: string, more?: GoodsGiven): void
  search(words: string): void
  /** Told again, in this page or another, it counts once. */
  order(order: string, total: OrderGiven): void
  /** `['track', 'newsletter']`: the form that works before the script is there, on an array. */
  push(...calls: readonly (readonly [string, ...unknown[]])[]): void
}

const place = window as { awase?: unknown }

/** A second tag on the same page has nothing to do. */
export const isOffered = (): boolean => place.awase instanceof Object && 'track' in place.awase

/** Takes the place of the array in `window.awase`, and does what that holds. */
export function offerApi(tell: Tell, tellOrder: TellOrder, decision: () => string | undefined): void {
  const of = (kind: 'item_view' | 'cart_add' | 'cart_remove') =>
    quietly((item: string, more: GoodsGiven = {}) =>
      tell({ kind, ...goods(item, more.quantity, more.value, more.currency) }),
    )
  const calls = {
    track: quietly((name: string, data?: Properties) => tell({ kind: 'custom', name, data })),
    itemView: of('item_view'),
    cartAdd: of('cart_add'),
    cartRemove: of('cart_remove'),
    search: quietly((words: string) => tellSearch(tell, words)),
    order: quietly(tellOrder),
  }
  const awase: Awase = {
    get decision() {
      return decision()
    },
    ...calls,
    push: (...waiting) => waiting.forEach(quietly(([name, ...rest]) => calls[name as 'track'](...(rest as [string])))),
  }
  const before = place.awase
  place.awase = awase
  if (Array.isArray(before)) awase.push(...before)
}
