/** One good: picture, price, what it is for, and its neighbours on the shelf. Not the cart. */

import { findCategory } from '../categories.ts'
import { html } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import { MAX_LINE_COUNT } from '../line.ts'
import { itemPath, PRODUCTS, type Product } from '../products.ts'
import { LOAN, notes } from './notes.ts'
import type { Page } from './page.ts'
import { shelfList } from './product-list.ts'

const COPY = {
  count: { ja: '数量', en: 'Quantity' },
  add: { ja: 'カートに入れる', en: 'Add to cart' },
  tax: { ja: '税込', en: 'tax included' },
  weight: { ja: '重さ', en: 'Weight' },
  made: { ja: '修理', en: 'Repairs' },
  repair: { ja: '店の修理場で承ります', en: 'In our own workshop' },
  sending: { ja: '発送', en: 'Delivery' },
  sendingText: { ja: '正午までのご注文は当日に発送します', en: 'Same day for orders before noon' },
  shelf: { ja: '同じ棚の道具', en: 'From the same shelf' },
} as const

const COUNTS = Array.from({ length: MAX_LINE_COUNT }, (_, index) => index + 1)

export function itemPage(product: Product, language: Language): Page {
  const category = findCategory(product.category)
  const neighbours = PRODUCTS.filter((other) => other.category === product.category && other.id !== product.id)
  return {
    title: product.name,
    description: product.text,
    current: product.category,
    main: html`<article class="item" itemscope itemtype="https://schema.org/Product">
<meta itemprop="sku" content="${product.id}">
<img class="item-image" src="/img/items/${product.id}.svg" alt="${product.name[language]}" width="400" height="400">
<div class="item-words">
<p class="item-shelf"><a href="${localPath(`/category/${product.category}`, language)}">${category?.name[language] ?? ''}</a></p>
<h1 itemprop="name">${product.name[language]}</h1>
<p class="item-note">${product.note[language]}</p>
<p>${product.text[language]}</p>
<p class="item-price" itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="JPY"><meta itemprop="price" content="${product.price}"><span class="price">${yen(product.price, language)}</span> <span class="tax">${COPY.tax[language]}</span></p>
<form class="item-order" action="${localPath('/cart', language)}" method="get" data-awase-cart="add" data-awase-item="${product.id}" data-awase-value="${product.price}" data-awase-currency="JPY">
<label>${COPY.count[language]} <select name="count" data-awase-quantity>${COUNTS.map((count) => html`<option>${count}</option>`)}</select></label>
<button class="cta" name="item" value="${product.id}">${COPY.add[language]}</button>
</form>
${notes([LOAN], itemPath(product), language)}
<dl class="facts">
<div><dt>${COPY.weight[language]}</dt><dd>${product.grams} g</dd></div>
<div><dt>${COPY.made[language]}</dt><dd>${COPY.repair[language]}</dd></div>
<div><dt>${COPY.sending[language]}</dt><dd>${COPY.sendingText[language]}</dd></div>
</dl>
</div>
</article>
<section class="goods">
<h2>${COPY.shelf[language]}</h2>
${shelfList(neighbours, language)}
</section>`,
  }
}
