/** The cart: what the address says is in it, nothing is kept. Not the thanks for an order: thanks.ts. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import { LINE_COPY, type Line, line, lineQuery, total } from '../line.ts'
import type { Page } from './page.ts'

const COPY = {
  title: { ja: 'カート', en: 'Cart' },
  empty: { ja: 'まだ何も入っていません。', en: 'Nothing in it yet.' },
  look: { ja: '道具を見る', en: 'See the gear' },
  order: { ja: '注文する', en: 'Place the order' },
  remove: { ja: 'カートから出す', en: 'Remove' },
  demo: {
    ja: 'デモの店なので、お支払いも発送もありません。',
    en: 'This is a demo shop: nothing is paid for and nothing is sent.',
  },
} as const

export function cartPage(filled: Line | null, language: Language): Page {
  return {
    title: COPY.title,
    description: COPY.title,
    current: '/cart',
    main: html`<section class="cart">
<h1>${COPY.title[language]}</h1>
${filled === null ? empty(language) : contents(filled, language)}
</section>`,
  }
}

function empty(language: Language): Markup {
  return html`<p>${COPY.empty[language]}</p>
<p><a class="cta" href="${localPath('/', language)}">${COPY.look[language]}</a></p>`
}

/** Ordering is a POST: no robot that follows links orders a tent. */
function contents(filled: Line, language: Language): Markup {
  const { product, count } = filled
  return html`${line(filled, language)}
<p class="cart-remove"><a href="${localPath('/cart', language)}" data-awase-cart="remove" data-awase-item="${product.id}" data-awase-quantity="${count}" data-awase-value="${product.price}" data-awase-currency="JPY">${COPY.remove[language]}</a></p>
<p class="cart-total"><span>${LINE_COPY.total[language]}</span> <span class="price">${yen(total(filled), language)}</span></p>
<form class="cart-order" action="${localPath(`/order?${lineQuery(filled)}`, language)}" method="post">
<p class="product-note">${COPY.demo[language]}</p>
<button class="cta">${COPY.order[language]}</button>
</form>`
}
