/** Blocks that a page holds back until a rule shows one: a reminder, a thank-you, an offer. Not when: rules.json. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'

interface Note {
  /** The experience that shows it, and that “not interested” is said of. */
  readonly id: string
  readonly title: Words
  readonly text: Words
  readonly code?: Words
  readonly link?: { readonly words: Words; readonly path: string }
  readonly dismiss: Words
}

export const CART_REMINDER: Note = {
  id: 'cart-reminder',
  title: { ja: 'カートの道具を、取り置いています。', en: 'Your cart is as you left it.' },
  text: {
    ja: '前にお選びいただいたものが、そのまま残っています。お急ぎになることはありません。',
    en: 'What you chose last time is still there. There is no hurry.',
  },
  link: { words: { ja: 'カートを見る', en: 'See the cart' }, path: '/cart' },
  dismiss: { ja: 'もう知らせない', en: 'Do not remind me' },
}

export const COUPON: Note = {
  id: 'coupon',
  title: { ja: 'いつもの方へ、修理券を一枚。', en: 'One repair on us, for coming back.' },
  text: {
    ja: '二度目からのお客さまは、修理場のお代を一回分いただきません。靴底でも、雨具の縫い目でも。店先で合言葉をどうぞ。',
    en: 'From your second order, the workshop mends one thing for nothing: a sole, a seam, a buckle. Just say the word.',
  },
  code: { ja: 'つぎはぎ', en: 'TSUGIHAGI' },
  dismiss: { ja: '興味がない', en: 'Not interested' },
}

export const LOAN: Note = {
  id: 'loan',
  title: { ja: 'お迷いでしたら、一週間お貸しします。', en: 'Borrow one for a week.' },
  text: {
    ja: '何度も見に来てくださって、ありがとうございます。貸し出し用の一点を、まず山で使ってみてください。',
    en: 'You have come back to look more than once. Take our loan piece up a mountain before you decide.',
  },
  link: { words: { ja: '貸し出しのご案内', en: 'How lending works' }, path: '/about#loans' },
  dismiss: { ja: '興味がない', en: 'Not interested' },
}

export const FIRST_STEPS: Note = {
  id: 'first-steps',
  title: { ja: 'これから始める方は、借りてからどうぞ。', en: 'Just starting? Borrow first.' },
  text: {
    ja: '「これから」と教えていただきました。いちばん上の支度は、一式まとめて一週間お貸しできます。',
    en: 'You told us that you are just starting. We lend the first kit below, all of it, for a week.',
  },
  link: { words: { ja: '貸し出しのご案内', en: 'How lending works' }, path: '/about#loans' },
  dismiss: { ja: '興味がない', en: 'Not interested' },
}

/** `path` as the Japanese site has it: where a browser without scripts comes back to. */
export function notes(held: readonly Note[], path: string, language: Language): Markup {
  return html`<div class="notes">
${held.map((note) => block(note, path, language))}</div>`
}

function block({ id, title, text, code, link, dismiss }: Note, path: string, language: Language): Markup {
  return html`<aside class="note note-${id}" aria-labelledby="note-${id}" hidden>
<div class="note-words">
<h2 id="note-${id}">${title[language]}</h2>
<p>${text[language]}</p>
</div>
<div class="note-actions">
${code === undefined ? null : html`<p class="note-code">${code[language]}</p>\n`}${link === undefined ? null : html`<a class="band-link" href="${localPath(link.path, language)}">${link.words[language]}</a>\n`}<form class="note-dismiss" action="/_awase/dismiss" method="post">
<input type="hidden" name="experience" value="${id}">
<input type="hidden" name="return" value="${localPath(path, language)}">
<button data-awase-dismiss="${id}">${dismiss[language]}</button>
</form>
</div>
</aside>
`
}
