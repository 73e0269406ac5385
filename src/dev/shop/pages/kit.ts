/** The four kits. What somebody answered comes first, by the rules; the origin shows all alike. */

import { html, type Markup } from '../html.ts'
import { goodsOf, KITS, type Kit } from '../kits.ts'
import { type Language, localPath } from '../language.ts'
import { itemPath } from '../products.ts'
import { FIRST_STEPS, notes } from './notes.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'

const HERO: HeroCopy = {
  kicker: { ja: '四つの支度', en: 'Four kits' },
  headline: { ja: '行き先で、荷物は変わります。', en: 'Where you go decides what you carry.' },
  lead: {
    ja: '稜線、野営、こどもと、里山。店の者が実際に背負っている組み合わせを、四つ並べました。',
    en: 'The ridge, a slow night out, with children, a day in the hills: what we carry ourselves, four times over.',
  },
  scene: 'arrivals',
  alt: { ja: '上着、ザック、灯り、手袋などを並べた図', en: 'Jackets, packs, lamps and gloves laid out side by side' },
  cta: { words: { ja: '二つの質問で選ぶ', en: 'Choose by two questions' }, href: '/quiz' },
}

const BAND: BandCopy = {
  title: { ja: 'お手持ちのもので足りるなら、それで。', en: 'If what you own will do, keep it.' },
  text: {
    ja: '足りない一点だけをお選びください。残りは、一週間の貸し出しもできます。',
    en: 'Choose the one thing that is missing. The rest you can borrow for a week.',
  },
  link: { words: { ja: '貸し出しのご案内', en: 'How lending works' }, href: '/about#loans' },
}

const WEIGHT = { ja: '合わせて', en: 'Together' } as const
const GRAMS_PER_KILOGRAM = 1000

export function kitPage(language: Language): Page {
  return {
    title: { ja: '四つの支度', en: 'Four kits' },
    description: HERO.lead,
    current: '/quiz',
    main: html`${hero(HERO, language)}
${notes([FIRST_STEPS], '/kit', language)}
<section class="kits-part" id="kits">
<h2>${language === 'ja' ? '支度と、その中身' : 'The kits, and what is in them'}</h2>
<ul class="kits">
${KITS.map((kit) => item(kit, language))}</ul>
</section>
${ctaBand(BAND, language)}`,
  }
}

function item(kit: Kit, language: Language): Markup {
  const goods = goodsOf(kit)
  const grams = goods.reduce((sum, product) => sum + product.grams, 0)
  return html`<li data-style="${kit.style}">
<img src="/img/kits/${kit.style}.svg" alt="" width="1200" height="900" loading="lazy">
<div class="kit-words">
<h3>${kit.name[language]}</h3>
<p>${kit.text[language]}</p>
<ol class="kit-goods">
${goods.map(
  (product) => html`<li><a href="${localPath(itemPath(product), language)}">${product.name[language]}</a></li>
`,
)}</ol>
<p class="product-note">${WEIGHT[language]} ${(grams / GRAMS_PER_KILOGRAM).toFixed(1)} kg</p>
</div>
</li>
`
}
