/** The grid of goods, as the top page, the categories and the item pages show it. Not an item's own page. */

import { findCategory } from '../categories.ts'
import { html, type Markup } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import type { Product } from '../products.ts'

export function productList(products: readonly Product[], language: Language): Markup {
  return html`<ul class="products">
${products.map((product) => item(product, language))}</ul>`
}

function item(product: Product, language: Language): Markup {
  const isNew = product.isNew ? html` <span class="new">${language === 'ja' ? '新着' : 'New'}</span>` : null
  return html`<li data-category="${product.category}" data-awase-item="${product.id}"><a href="${localPath(`/items/${product.id}`, language)}">
<img src="/img/items/${product.id}.svg" alt="" width="400" height="400" loading="lazy">
<span class="product-category">${findCategory(product.category)?.name[language] ?? ''}${isNew}</span>
<span class="product-name">${product.name[language]}</span>
<span class="product-note">${product.note[language]}</span>
<span class="price">${yen(product.price, language)}</span>
</a></li>
`
}
