/** One line of a cart or an order, as addresses carry it. The shop keeps nothing: not a session, not a database. */

import { html, type Markup } from './html.ts'
import { type Language, localPath, yen } from './language.ts'
import { findProduct, type Product } from './products.ts'

export const MAX_LINE_COUNT = 5

export interface Line {
  readonly product: Product
  readonly count: number
}

/** Null where the address names no product; an odd count is one. */
export function lineIn(query: URLSearchParams): Line | null {
  const product = findProduct(query.get('item') ?? '')
  const count = Number(query.get('count') ?? 1)
  if (product === null) return null
  return { product, count: Number.isInteger(count) && count >= 1 && count <= MAX_LINE_COUNT ? count : 1 }
}

export const lineQuery = ({ product, count }: Line): string => `item=${product.id}&count=${count}`

/** Whole yen, tax included. */
export const total = ({ product, count }: Line): number => product.price * count

export const LINE_COPY = { total: { ja: '合計（税込）', en: 'Total, tax included' } } as const

export function line({ product, count }: Line, language: Language): Markup {
  return html`<div class="cart-line" data-awase-item="${product.id}" data-awase-quantity="${count}" data-awase-value="${product.price}">
<img src="/img/items/${product.id}.svg" alt="" width="400" height="400">
<p><a href="${localPath(`/items/${product.id}`, language)}">${product.name[language]}</a><br><span class="product-note">${product.note[language]}</span></p>
<p class="price">${yen(product.price, language)} × ${count}</p>
</div>`
}
