/** The thanks for an order, which says its number to the client script. Not the order: the address carries it, nothing is kept. */

import { html } from '../html.ts'
import { type Language, localPath, yen } from '../language.ts'
import { LINE_COPY, type Line, line, total } from '../line.ts'
import type { Page } from './page.ts'

const COPY = {
  title: { ja: 'ご注文ありがとうございます', en: 'Thank you for your order' },
  text: { ja: 'デモの店なので、品物は届きません。', en: 'This is a demo shop: nothing will arrive.' },
  number: { ja: '注文番号', en: 'Order number' },
  back: { ja: '店に戻る', en: 'Back to the shop' },
} as const

/** As `orderNumber` makes them. */
const NUMBER = /^Y-[0-9A-F]{10}$/

export const orderNumber = (random: Uint8Array): string =>
  `Y-${Buffer.from(random.subarray(0, 5)).toString('hex').toUpperCase()}`

/** Null where the address tells of no order. */
export function thanksPage(ordered: readonly Line[], number: string, language: Language): Page | null {
  if (ordered.length === 0 || !NUMBER.test(number)) return null
  return {
    title: COPY.title,
    description: COPY.text,
    current: '/cart',
    main: html`<section class="cart" data-awase-order="${number}" data-awase-value="${total(ordered)}" data-awase-currency="JPY">
<h1>${COPY.title[language]}</h1>
<p class="department-lead">${COPY.text[language]}</p>
<p class="product-note">${COPY.number[language]} ${number}</p>
<div class="cart-lines">
${ordered.map((entry) => line(entry, language))}</div>
<p class="cart-total"><span>${LINE_COPY.total[language]}</span> <span class="price">${yen(total(ordered), language)}</span></p>
<p><a class="cta" href="${localPath('/', language)}">${COPY.back[language]}</a></p>
</section>`,
  }
}
