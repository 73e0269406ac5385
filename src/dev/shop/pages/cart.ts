/** The cart. Not how it is kept: cart.ts of the shop; not the thanks for an order: thanks.ts. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import { LINE_COPY, type Line, line, total, writeLines } from '../line.ts'
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

export function cartPage(lines: readonly Line[], language: Language): Page {
  return {
    title: COPY.title,
    description: COPY.title,
    current: '/cart',
    main: html`<section class="cart">
<h1>${COPY.title[language]}</h1>
${lines.length === 0 ? empty(language) : contents(lines, language)}
</section>`,
  }
}

function empty(language: Language): Markup {
  return html`<p>${COPY.empty[language]}</p>
<p><a class="cta" href="${localPath('/', language)}">${COPY.look[language]}</a></p>`
}

/** Ordering is a POST: no robot that follows links orders a tent. */
function contents(lines: readonly Line[], language: Language): Markup {
  return html`<div class="cart-lines">
${lines.map((entry) => line(entry, language, removal(entry, language)))}</div>
<p class="cart-total"><span>${LINE_COPY.total[language]}</span> <span class="price">${yen(total(lines), language)}</span></p>
<form class="cart-order" action="${localPath(`/order?lines=${writeLines(lines)}`, language)}" method="post">
<p class="product-note">${COPY.demo[language]}</p>
<button class="cta">${COPY.order[language]}</button>
</form>`
}

function removal({ product, count }: Line, language: Language): Markup {
  return html`<br><a class="cart-remove" href="${localPath(`/cart?remove=${product.id}`, language)}" data-awase-cart="remove" data-awase-item="${product.id}" data-awase-quantity="${count}" data-awase-value="${product.price}" data-awase-currency="JPY">${COPY.remove[language]}</a>`
}
