/** The cart: what the address says is in it, nothing is kept. Not a checkout: the shop sells nothing. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import { findProduct, type Product } from '../products.ts'
import type { Page } from './page.ts'

const COPY = {
  title: { ja: 'カート', en: 'Cart' },
  empty: { ja: 'まだ何も入っていません。', en: 'Nothing in it yet.' },
  look: { ja: '道具を見る', en: 'See the gear' },
  total: { ja: '合計（税込）', en: 'Total, tax included' },
  demo: { ja: 'デモの店なので、ご注文はここまでです。', en: 'This is a demo shop, so ordering ends here.' },
} as const

export function cartPage(itemId: string | null, language: Language): Page {
  const product = itemId === null ? null : findProduct(itemId)
  return {
    title: COPY.title,
    description: COPY.title,
    current: '/cart',
    main: html`<section class="cart">
<h1>${COPY.title[language]}</h1>
${product === null ? empty(language) : filled(product, language)}
</section>`,
  }
}

function empty(language: Language): Markup {
  return html`<p>${COPY.empty[language]}</p>
<p><a class="cta" href="${localPath('/', language)}">${COPY.look[language]}</a></p>`
}

function filled(product: Product, language: Language): Markup {
  return html`<div class="cart-line">
<img src="/img/items/${product.id}.svg" alt="" width="400" height="400">
<p><a href="${localPath(`/items/${product.id}`, language)}">${product.name[language]}</a><br><span class="product-note">${product.note[language]}</span></p>
<p class="price">${yen(product.price, language)}</p>
</div>
<p class="cart-total"><span>${COPY.total[language]}</span> <span class="price">${yen(product.price, language)}</span></p>
<p class="product-note">${COPY.demo[language]}</p>`
}
