/** The top page: hero, feature of the season, the shelves, the journal. Its origin form must already be a good page. */

import { CATEGORIES, type Category } from '../categories.ts'
import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'
import { PRODUCTS } from '../products.ts'
import { CART_REMINDER, COUPON, notes } from './notes.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'
import { shelfList } from './product-list.ts'

const HERO: HeroCopy = {
  kicker: { ja: '秋の山道具', en: 'Autumn gear' },
  headline: { ja: '夜明けの稜線に、間に合う支度を。', en: 'Packed in time for first light.' },
  lead: {
    ja: '山並は、標高七百メートルの町にある山道具の店です。店の裏の山で試して、よかったものだけを並べています。',
    en: 'We are an outdoor shop in a town at 700 metres. We test everything on the mountain behind the shop and keep what passes.',
  },
  scene: 'dawn',
  alt: {
    ja: '夜明けの空の下、何重にも連なる山並みと、尾根に張られたテント',
    en: 'Ridge behind ridge at dawn, and a tent pitched on the nearest one',
  },
  cta: { words: { ja: '秋の道具を見る', en: 'See the autumn gear' }, href: '#goods' },
}

const FEATURE = {
  title: { ja: '紅葉が下りてくる前に、もう一枚。', en: 'One more layer, before the leaves come down.' },
  lead: {
    ja: '十一月の山は、朝が氷点下、昼は十五度。脱いで、着て、また脱ぐ一日です。重ね着の順番を知っていると、荷物はずっと軽くなります。',
    en: 'In November the mountain freezes at dawn and warms to fifteen degrees by noon. Know your layers and your pack gets lighter.',
  },
  alt: { ja: '色づいたカラマツの林と、うしろの山', en: 'Larches in autumn colour, a mountain behind them' },
  link: { ja: '服装の手引きを読む', en: 'Read what to wear' },
}

const JOURNAL: readonly {
  readonly path: string
  readonly scene: string
  readonly kind: Words
  readonly title: Words
  readonly text: Words
}[] = [
  {
    path: '/guide',
    scene: 'layers',
    kind: { ja: '手引き', en: 'Guide' },
    title: { ja: '山では、何をどの順に着るか', en: 'What to wear on the mountain, and in what order' },
    text: {
      ja: '汗を逃がす、温める、風と雨を防ぐ。三枚の役割を覚えれば、迷いません。',
      en: 'Move sweat, keep heat, stop wind and rain. Three layers, three jobs.',
    },
  },
  {
    path: '/travel',
    scene: 'journey',
    kind: { ja: '旅先', en: 'Places' },
    title: { ja: '夏は水のそば、冬は雪の上', en: 'By the water in summer, on the snow in winter' },
    text: {
      ja: '店の者が実際に歩き、また行きたいと思った十二の場所です。',
      en: 'Twelve places we have walked ourselves and would go back to.',
    },
  },
  {
    path: '/ramen',
    scene: 'bowl',
    kind: { ja: '下山のあと', en: 'Afterwards' },
    title: { ja: '登山のあとの一杯', en: 'A bowl of ramen after the hike' },
    text: {
      ja: 'ザックを置ける席があるかどうかまで、確かめてきました。',
      en: 'We even checked whether there is room for your pack.',
    },
  },
]

const BAND: BandCopy = {
  title: { ja: '直して、長く使う。', en: 'Repaired, and used for years.' },
  text: {
    ja: '破れた雨具も、減った靴底も、店の奥の修理場で直します。ほかの店で買われたものも、お持ちください。',
    en: 'Torn shells and worn soles are mended in the workshop at the back. Bring things you bought elsewhere, too.',
  },
  link: { words: { ja: '修理のご案内', en: 'About repairs' }, href: '/about#repairs' },
}

export function topPage(language: Language): Page {
  return {
    title: { ja: '山並 Yamanami | 山の町の道具店', en: 'Yamanami | Outdoor gear from a mountain town' },
    description: HERO.lead,
    main: html`${hero(HERO, language)}
${notes([CART_REMINDER, COUPON], '/', language)}
${feature(language)}
<div class="shelves" id="goods">
${CATEGORIES.map((category) => shelf(category, language))}</div>
<section class="journal">
<h2>${language === 'ja' ? '読みもの' : 'From the journal'}</h2>
<div class="journal-entries">${JOURNAL.map((entry) => teaser(entry, language))}
</div>
</section>
${ctaBand(BAND, language)}`,
  }
}

function feature(language: Language): Markup {
  return html`<section class="feature">
  <img class="feature-image" src="/img/larches.svg" alt="${FEATURE.alt[language]}" width="900" height="600">
  <div class="feature-words">
    <h2>${FEATURE.title[language]}</h2>
    <p class="feature-lead">${FEATURE.lead[language]}</p>
    <a class="feature-link" href="${localPath('/guide', language)}">${FEATURE.link[language]}</a>
  </div>
</section>`
}

function shelf(category: Category, language: Language): Markup {
  const products = PRODUCTS.filter((product) => product.category === category.id)
  return html`<section class="shelf" data-category="${category.id}">
<div class="shelf-words">
<h2>${category.name[language]}</h2>
<p>${category.lead[language]}</p>
<a class="more" href="${localPath(`/category/${category.id}`, language)}">${language === 'ja' ? '棚を見る' : 'See the shelf'}</a>
</div>
${shelfList(products, language)}
</section>
`
}

function teaser(entry: (typeof JOURNAL)[number], language: Language): Markup {
  return html`
<article class="teaser" data-entry="${entry.path.slice(1)}"><a href="${localPath(entry.path, language)}">
<img src="/img/${entry.scene}.svg" alt="" width="1200" height="900" loading="lazy">
<span class="teaser-kind">${entry.kind[language]}</span>
<h3>${entry.title[language]}</h3>
<p>${entry.text[language]}</p>
</a></article>`
}
