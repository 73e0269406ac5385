/** The document around every page: head, announcement, navigation, foot. Not a page's content: pages/. */

import { CATEGORIES } from './categories.ts'
import { html, type Markup } from './html.ts'
import { type Language, localPath, type Words } from './language.ts'
import type { Page } from './pages/page.ts'

const PAGES: readonly { readonly path: string; readonly name: Words }[] = [
  { path: '/quiz', name: { ja: '支度診断', en: 'Find your kit' } },
  { path: '/guide', name: { ja: '服装の手引き', en: 'What to wear' } },
  { path: '/travel', name: { ja: '旅先', en: 'Places to go' } },
  { path: '/ramen', name: { ja: '登山のあとの一杯', en: 'Ramen' } },
  { path: '/business', name: { ja: '法人の方へ', en: 'For teams' } },
  { path: '/about', name: { ja: '山並について', en: 'About us' } },
]

const COPY = {
  shop: { ja: '山並', en: 'Yamanami' },
  tagline: { ja: '山の町の道具店', en: 'Outdoor gear from a mountain town' },
  announce: {
    ja: '5,500円以上のお買い上げで、送料は当店が持ちます',
    en: 'Free delivery in Japan on orders over ¥5,500',
  },
  skip: { ja: '本文へ', en: 'Skip to content' },
  goods: { ja: '道具の分類', en: 'Departments' },
  pages: { ja: '読みものと案内', en: 'Reading and help' },
  twin: { ja: 'English', en: '日本語' },
  cart: { ja: 'カート', en: 'Cart' },
  search: { ja: 'さがす', en: 'Search' },
  searchFor: { ja: '道具や旅先をさがす', en: 'Search gear and places' },
  privacy: { ja: '覚えていることと、その使いみち', en: 'What we remember of you, and why' },
  address: {
    ja: '山並　長野県 みつね町 本通り 5　／　9時から18時、水曜定休',
    en: 'Yamanami, 5 Hondori, Mitsune, Nagano. Open 9 to 18, closed on Wednesdays',
  },
  fiction: {
    ja: '山並と、ここに並ぶ品物や店は、Awase のデモのために作った架空のものです。',
    en: 'Yamanami, its goods and the shops it recommends are made up, as a demo for Awase.',
  },
} as const

export interface Around {
  readonly language: Language
  /** The page's path as the Japanese site has it. */
  readonly path: string
  /** Whether the demo's situation bar stands at the foot of the page. */
  readonly bar: boolean
}

export function layout(page: Page, around: Around): string {
  const { language, path, bar } = around
  const twin: Language = language === 'ja' ? 'en' : 'ja'
  const title = path === '/' ? page.title[language] : `${page.title[language]} | ${COPY.shop[language]}`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${page.description[language]}">
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/img/mark.svg" type="image/svg+xml">
<link rel="alternate" hreflang="${twin}" href="${localPath(path, twin)}">
${bar ? html`<script src="/_demo/bar.js" defer></script>` : null}
</head>
<body>
<a class="skip" href="#main">${COPY.skip[language]}</a>
<p class="announce"><a href="${localPath('/about#delivery', language)}">${COPY.announce[language]}</a></p>
<header class="head">
  <a class="logo" href="${localPath('/', language)}"><img src="/img/mark.svg" alt="" width="40" height="40"><span class="logo-name" lang="ja">山並</span><span class="logo-latin">Yamanami</span></a>
  <form class="search" action="${localPath('/search', language)}" method="get" role="search" data-awase-search>
    <input type="search" name="q" maxlength="100" required placeholder="${COPY.searchFor[language]}" aria-label="${COPY.searchFor[language]}">
    <button>${COPY.search[language]}</button>
  </form>
  <nav class="pages" aria-label="${COPY.pages[language]}">${PAGES.map((entry) => link(localPath(entry.path, language), entry.name[language], entry.path === page.current))}</nav>
  <div class="head-tools">
    <a href="${localPath(path, twin)}" lang="${twin}" hreflang="${twin}">${COPY.twin[language]}</a>
    ${link(localPath('/cart', language), COPY.cart[language], page.current === '/cart')}
  </div>
</header>
<nav class="global" aria-label="${COPY.goods[language]}">
<ul>
${CATEGORIES.map(
  (
    category,
  ) => html`<li data-category="${category.id}">${link(localPath(`/category/${category.id}`, language), category.name[language], category.id === page.current)}</li>
`,
)}</ul>
</nav>
<main id="main">
${page.main}
</main>
<footer class="foot">
  <p class="foot-name"><span lang="ja">山並</span> <span>${COPY.tagline[language]}</span></p>
  <p>${COPY.address[language]}</p>
  <p><a class="foot-link" href="/_awase/privacy?lang=${language}">${COPY.privacy[language]}</a></p>
  <p class="foot-fiction">${COPY.fiction[language]}</p>
</footer>
</body>
</html>
`.markup
}

function link(href: string, words: string, current: boolean): Markup {
  return html`<a href="${href}"${current ? { markup: ' aria-current="page"' } : null}>${words}</a>`
}
