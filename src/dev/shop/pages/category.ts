/** One department's goods, and the new arrivals, which are goods of all departments. Not an item's own page. */

import { CATEGORIES, type Category } from '../categories.ts'
import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'
import { PRODUCTS } from '../products.ts'
import { CART_REMINDER, notes } from './notes.ts'
import { type BandCopy, ctaBand, type Page } from './page.ts'
import { productList, shelfList } from './product-list.ts'

const NEW = {
  name: { ja: '新着', en: 'New arrivals' },
  lead: {
    ja: 'この秋、棚に加わった道具です。どれも裏の山で、ひと季節使ってから決めました。',
    en: 'What joined the shelves this autumn. We used each for a season behind the shop before deciding.',
  },
}

const BAND: BandCopy = {
  title: { ja: '迷ったら、店で合わせます。', en: 'Not sure? We will fit it.' },
  text: {
    ja: '背の長さ、足の幅、手の大きさ。実際に測って、いちばん合う一点をご案内します。',
    en: 'Back length, foot width, size of hand: we measure, and find the one that fits.',
  },
  link: { words: { ja: '店のご案内', en: 'Visit the shop' }, href: '/about' },
}

export function categoryPage(category: Category, language: Language): Page {
  const products = PRODUCTS.filter((product) => product.category === category.id)
  const newestFirst = products.toSorted((one, other) => Number(other.isNew) - Number(one.isNew))
  return listing(category.name, category.lead, category.id, shelfList(newestFirst, language), language)
}

export function newPage(language: Language): Page {
  const products = PRODUCTS.filter((product) => product.isNew)
  return listing(NEW.name, NEW.lead, 'new', productList(products, language), language)
}

function listing(name: Words, lead: Words, current: string, goods: Markup, language: Language): Page {
  const path = current === 'new' ? '/new' : `/category/${current}`
  return {
    title: name,
    description: lead,
    current,
    main: html`<section class="department">
<h1>${name[language]}</h1>
<p class="department-lead">${lead[language]}</p>
${notes([CART_REMINDER], path, language)}
${goods}
</section>
${others(current, language)}
${ctaBand(BAND, language)}`,
  }
}

function others(current: string, language: Language): Markup {
  const rest = CATEGORIES.filter((category) => category.id !== current)
  return html`<section class="departments">
<h2>${language === 'ja' ? 'ほかの棚' : 'Other shelves'}</h2>
<ul class="shelf-links">
${rest.map(
  (
    category,
  ) => html`<li><a href="${localPath(`/category/${category.id}`, language)}">${category.name[language]}</a></li>
`,
)}</ul>
</section>`
}
