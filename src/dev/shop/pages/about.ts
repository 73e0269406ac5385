/** Who the shop is, how it repairs and delivers. Where the brand story of a first visit leads. */

import { html, type Markup } from '../html.ts'
import type { Language, Words } from '../language.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'

const HERO: HeroCopy = {
  kicker: { ja: '山並について', en: 'About us' },
  headline: { ja: '山の町で、道具を選んで四十年。', en: 'Forty years of choosing gear in a mountain town.' },
  lead: {
    ja: '登る人の話を聞き、裏の山で試し、直しながら長く使えるものを選んできました。店と修理場は、みつね駅から歩いて五分です。',
    en: 'We listen to people who climb, test behind the shop, and choose what can be mended. Five minutes’ walk from Mitsune station.',
  },
  scene: 'town',
  alt: {
    ja: '山を背にした町の通りと、のれんの下がった道具店',
    en: 'A street below the mountains, and the shop with its noren curtain',
  },
  cta: { words: { ja: '修理のご案内', en: 'About repairs' }, href: '#repairs' },
}

const PARTS: readonly { readonly id: string; readonly title: Words; readonly text: Words }[] = [
  {
    id: 'testing',
    title: { ja: '裏の山で、ひと季節', en: 'One season behind the shop' },
    text: {
      ja: '店のうしろに、標高差九百メートルの山があります。仕入れる前に、店の者が最低ひと季節、仕事の道具として使います。雨の日の通勤にも着ます。',
      en: 'There is a mountain behind the shop, 900 metres from foot to top. Before we stock a thing, one of us uses it for at least a season, on rainy walks to work as well.',
    },
  },
  {
    id: 'repairs',
    title: { ja: '奥の修理場', en: 'The workshop at the back' },
    text: {
      ja: '靴底の張り替え、雨具の縫い目、ザックの留め具。三人の職人が、平均十日でお返しします。ほかの店で買われたものも承ります。',
      en: 'Soles, seams, buckles. Three people mend them, in about ten days. Things bought elsewhere are welcome.',
    },
  },
  {
    id: 'loans',
    title: { ja: '一週間の貸し出し', en: 'Borrow it for a week' },
    text: {
      ja: '買う前に、山で使ってみてください。棚の道具はどれも一点ずつ、貸し出し用を用意しています。合わなければ、乾かさずにお返しいただいてかまいません。',
      en: 'Try it on a mountain before you buy. We keep one of everything to lend. Bring it back muddy if it was not for you.',
    },
  },
  {
    id: 'delivery',
    title: { ja: '発送と送料', en: 'Delivery' },
    text: {
      ja: '正午までのご注文は、その日のうちに町の郵便局から発ちます。5,500円以上で送料は当店が持ち、未満は全国一律550円です。',
      en: 'Orders before noon leave from the town’s post office the same day. Free in Japan over ¥5,500, otherwise ¥550.',
    },
  },
]

const BAND: BandCopy = {
  title: { ja: '店で、足を測りませんか。', en: 'Come and have your feet measured.' },
  text: {
    ja: 'ご予約はいりません。土曜の午前は少し混みます。',
    en: 'No appointment needed. Saturday mornings are a little busy.',
  },
  link: { words: { ja: '登山靴を見る', en: 'See the footwear' }, href: '/category/footwear' },
}

export function aboutPage(language: Language): Page {
  return {
    title: { ja: '山並について', en: 'About us' },
    description: HERO.lead,
    current: '/about',
    main: html`${hero(HERO, language)}
<section class="layers">
<h2>${language === 'ja' ? '大切にしていること' : 'What we care about'}</h2>
<div class="layers-columns in-pairs">${PARTS.map((part) => section(part, language))}
</div>
</section>
${ctaBand(BAND, language)}`,
  }
}

function section(part: (typeof PARTS)[number], language: Language): Markup {
  return html`
<article id="${part.id}">
<h3>${part.title[language]}</h3>
<p>${part.text[language]}</p>
</article>`
}
