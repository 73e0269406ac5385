/** The grid of goods: those of several shelves, and those of one. Not an item's own page. */

import { findCategory } from '../categories.ts'
import { html, type Markup } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import { itemPath, type Product } from '../products.ts'

/** Each says which shelf it is from. */
export function productList(products: readonly Product[], language: Language): Markup {
  return list(products, (product) => findCategory(product.category)?.name[language] ?? '', language)
}

/** Goods of one shelf, which the page has named already. */
export function shelfList(products: readonly Product[], language: Language): Markup {
  return list(products, () => '', language)
}

function list(products: readonly Product[], shelf: (product: Product) => string, language: Language): Markup {
  return html`<ul class="products">
${products.map((product) => item(product, shelf(product), language))}</ul>`
}

function item(product: Product, shelf: string, language: Language): Markup {
  const isNew = product.isNew ? html`<span class="new">${language === 'ja' ? '新着' : 'New'}</span>` : null
  return html`<li data-category="${product.category}" data-awase-item="${product.id}"><a href="${localPath(itemPath(product), language)}">
<img src="/img/items/${product.id}.svg" alt="" width="400" height="400" loading="lazy">
${shelf === '' ? null : html`<span class="product-category">${shelf}</span>\n`}${isNew}
<span class="product-name">${product.name[language]}</span>
<span class="product-note">${product.note[language]}</span>
<span class="price">${yen(product.price, language)}</span>
</a></li>
`
}
