/** Lines of a cart or an order, as addresses and the shop's own cookie carry them. Nothing else is kept: no session, no database. */

import { html, type Markup } from './html.ts'
import { type Language, localPath, yen } from './language.ts'
import { findProduct, itemPath, type Product } from './products.ts'

export const MAX_LINE_COUNT = 5
const MAX_LINES_COUNT = 8

export interface Line {
  readonly product: Product
  readonly count: number
}

/** Null where there is no such product; an odd count is one. */
export function lineOf(item: string, written: string | null): Line | null {
  const product = findProduct(item)
  const count = Number(written ?? 1)
  if (product === null) return null
  return { product, count: Number.isInteger(count) && count >= 1 && count <= MAX_LINE_COUNT ? count : 1 }
}

/** `kiwan.2_shigure.1`. What names no product, or one again, is left out. */
export function readLines(written: string): readonly Line[] {
  const lines = written.split('_', MAX_LINES_COUNT).flatMap((pair) => {
    const [item = '', count = null] = pair.split('.')
    return lineOf(item, count) ?? []
  })
  return lines.filter(({ product }, index) => lines.findIndex((line) => line.product === product) === index)
}

export const writeLines = (lines: readonly Line[]): string =>
  lines.map(({ product, count }) => `${product.id}.${count}`).join('_')

/** The latest first; of a product that was in the cart already the new count holds, so that an address can be loaded again. */
export function withLine(lines: readonly Line[], added: Line): readonly Line[] {
  return [added, ...lines.filter(({ product }) => product !== added.product)].slice(0, MAX_LINES_COUNT)
}

/** Whole yen, tax included. */
export const total = (lines: readonly Line[]): number =>
  lines.reduce((sum, { product, count }) => sum + product.price * count, 0)

export const LINE_COPY = { total: { ja: '合計（税込）', en: 'Total, tax included' } } as const

export function line({ product, count }: Line, language: Language, more: Markup | null = null): Markup {
  return html`<div class="cart-line" data-awase-item="${product.id}" data-awase-quantity="${count}" data-awase-value="${product.price}">
<img src="/img/items/${product.id}.svg" alt="" width="400" height="400">
<p><a href="${localPath(itemPath(product), language)}">${product.name[language]}</a><br><span class="product-note">${product.note[language]}</span></p>
<p class="price">${yen(product.price, language)} × ${count}${more}</p>
</div>
`
}
