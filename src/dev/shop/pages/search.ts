/** What was found for some words, goods and places. Not how it is found: search.ts of the shop. */

import { html, type Markup } from '../html.ts'
import type { Language } from '../language.ts'
import { search } from '../search.ts'
import type { Page } from './page.ts'
import { placeList } from './place-list.ts'
import { productList } from './product-list.ts'

const MAX_SHOWN_LENGTH = 100

const COPY = {
  title: { ja: 'さがす', en: 'Search' },
  ask: {
    ja: '道具の名前、使う場面、行きたい場所。思いついた言葉でどうぞ。',
    en: 'A thing, a use for it, a place you want to go: any words will do.',
  },
  none: {
    ja: '見つかりませんでした。ほかの言葉でお試しいただくか、店の者におたずねください。',
    en: 'Nothing found. Try other words, or ask us.',
  },
  goods: { ja: '道具', en: 'Gear' },
  places: { ja: '旅先', en: 'Places to go' },
} as const

export function searchPage(asked: string, language: Language): Page {
  const words = asked.trim().slice(0, MAX_SHOWN_LENGTH)
  const { products, places } = search(words)
  const count = products.length + places.length
  return {
    title: COPY.title,
    description: COPY.ask,
    current: '/search',
    main: html`<section class="department">
<h1>${words === '' ? COPY.title[language] : heading(words, language)}</h1>
<p class="department-lead">${words === '' ? COPY.ask[language] : found(count, language)}</p>
</section>
${products.length === 0 ? null : part('goods', COPY.goods[language], productList(products, language))}
${places.length === 0 ? null : part('places', COPY.places[language], placeList(places, language))}`,
  }
}

const heading = (words: string, language: Language): string => (language === 'ja' ? `「${words}」` : `“${words}”`)

function found(count: number, language: Language): string {
  if (count === 0) return COPY.none[language]
  if (language === 'ja') return `${count}件見つかりました。`
  return count === 1 ? 'One result.' : `${count} results.`
}

function part(name: string, title: string, list: Markup): Markup {
  return html`<section class="${name}">
<h2>${title}</h2>
${list}
</section>`
}
