/** A bowl after the hike: a guide to ramen shops. Not goods. */

import { html, type Markup } from '../html.ts'
import { type Language, yen } from '../language.ts'
import { RAMEN_SHOPS, type RamenShop } from '../ramen-shops.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'

const HERO: HeroCopy = {
  kicker: { ja: '下山のあと', en: 'Afterwards' },
  headline: { ja: '登山のあとの一杯', en: 'A bowl of ramen after the hike' },
  lead: {
    ja: '汗をかいた身体に、塩気と湯気を。北から順に、ザックを置ける席があるかどうかまで確かめてきた十軒です。',
    en: 'Salt and steam for a tired body. Ten shops from north to south; we even checked for room for your pack.',
  },
  scene: 'bowl',
  alt: { ja: '湯気の立つラーメンの丼と箸', en: 'A steaming bowl of ramen and a pair of chopsticks' },
  cta: { words: { ja: '北から順に読む', en: 'Read from north to south' }, href: '#shops' },
}

const BAND: BandCopy = {
  title: { ja: '熱い汁には、木の椀を。', en: 'Hot soup likes a wooden bowl.' },
  text: {
    ja: '山の上でも、家でも。手が熱くならない、町の木地師の仕事です。',
    en: 'On the mountain or at home: turned in our town, cool in the hand.',
  },
  link: { words: { ja: '木椀を見る', en: 'See the bowl' }, href: '/items/cooking/kiwan' },
}

const LABELS = {
  soup: { ja: '汁', en: 'Soup' },
  hours: { ja: '時間', en: 'Hours' },
  price: { ja: '一杯', en: 'A bowl' },
} as const

export function ramenPage(language: Language): Page {
  return {
    title: { ja: '登山のあとの一杯', en: 'Ramen after the hike' },
    description: HERO.lead,
    current: '/ramen',
    main: html`${hero(HERO, language)}
<section class="ramen" id="shops">
<h2>${language === 'ja' ? '十軒の店' : 'Ten shops'}</h2>
<ul class="shops">
${RAMEN_SHOPS.map((shop) => item(shop, language))}</ul>
</section>
${ctaBand(BAND, language)}`,
  }
}

function item(shop: RamenShop, language: Language): Markup {
  return html`<li data-area="${shop.area}">
<img src="/img/ramen/${shop.id}.svg" alt="" width="400" height="400" loading="lazy">
<div class="shop-words">
<p class="area">${shop.place[language]}</p>
<h3>${shop.name[language]}</h3>
<p>${shop.text[language]}</p>
<dl class="facts">
<div><dt>${LABELS.soup[language]}</dt><dd>${shop.soup[language]}</dd></div>
<div><dt>${LABELS.hours[language]}</dt><dd>${shop.hours[language]}</dd></div>
<div><dt>${LABELS.price[language]}</dt><dd>${yen(shop.price, language)}</dd></div>
</dl>
</div>
</li>
`
}
