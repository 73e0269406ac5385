/** How to dress in the mountains: a page to read. No experience addresses it, so it stays as the origin sends it. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'

const HERO: HeroCopy = {
  kicker: { ja: '服装の手引き', en: 'What to wear' },
  headline: { ja: '山では、三枚を着たり脱いだりします。', en: 'Three layers, on and off all day.' },
  lead: {
    ja: '汗を逃がす一枚、温める一枚、風と雨を防ぐ一枚。順番と役割を覚えれば、どの季節でも応用が利きます。',
    en: 'One to move sweat, one to keep heat, one to stop wind and rain. Learn the order once, use it all year.',
  },
  scene: 'layers',
  alt: { ja: '肌着、中間着、雨具を順に並べた図', en: 'A base layer, a mid layer and a shell, side by side' },
  cta: { words: { ja: '気温から選ぶ', en: 'Choose by temperature' }, href: '#temperature' },
}

const LAYERS: readonly { readonly title: Words; readonly text: Words; readonly path: string; readonly link: Words }[] =
  [
    {
      title: { ja: '一、肌着は乾かすもの', en: '1. The base layer dries you' },
      text: {
        ja: '綿は汗を抱えて冷えます。羊毛か化繊の肌着を選び、休む前に濡れていたら替えてください。',
        en: 'Cotton holds sweat and turns cold. Wear wool or synthetics, and change before a long rest.',
      },
      path: '/items/footwear/tabi',
      link: { ja: 'メリノの靴下を見る', en: 'See the merino socks' },
    },
    {
      title: { ja: '二、中間着は空気を着るもの', en: '2. The mid layer holds air' },
      text: {
        ja: '歩くあいだは薄く、止まったらすぐに厚く。ダウンはザックのいちばん上に入れておきます。',
        en: 'Thin while you walk, thick the moment you stop. Keep the down jacket at the top of your pack.',
      },
      path: '/items/winter/watayuki',
      link: { ja: 'ダウンジャケットを見る', en: 'See the down jacket' },
    },
    {
      title: { ja: '三、雨具は風除けでもある', en: '3. The shell is for wind, too' },
      text: {
        ja: '晴れの予報でも必ず持ちます。風速一メートルで、体感は一度下がります。',
        en: 'Carry it on clear days as well. Every metre per second of wind feels like one degree less.',
      },
      path: '/category/rainwear',
      link: { ja: '雨具を見る', en: 'See the rainwear' },
    },
  ]

const ROWS: readonly { readonly range: Words; readonly moving: Words; readonly resting: Words }[] = [
  {
    range: { ja: '20度以上', en: 'Above 20 °C' },
    moving: { ja: '半袖の肌着', en: 'Short-sleeved base' },
    resting: { ja: '薄い風除け', en: 'Light windproof' },
  },
  {
    range: { ja: '10度から20度', en: '10 to 20 °C' },
    moving: { ja: '長袖の肌着', en: 'Long-sleeved base' },
    resting: { ja: '雨具か薄手の中間着', en: 'Shell or thin mid layer' },
  },
  {
    range: { ja: '0度から10度', en: '0 to 10 °C' },
    moving: { ja: '長袖に薄手の中間着', en: 'Base and thin mid layer' },
    resting: { ja: 'ダウン、手袋、帽子', en: 'Down, gloves, hat' },
  },
  {
    range: { ja: '氷点下', en: 'Below 0 °C' },
    moving: { ja: '厚手の肌着に風除け', en: 'Warm base and windproof' },
    resting: { ja: 'ダウンの上にハードシェル', en: 'Hard shell over down' },
  },
]

const BAND: BandCopy = {
  title: { ja: '手持ちの服でも、山は歩けます。', en: 'You may own most of it already.' },
  text: {
    ja: '買い足す前に、いまお持ちのものを見せてください。足りない一枚だけをご案内します。',
    en: 'Show us what you have before you buy. We will point to the one thing that is missing.',
  },
  link: { words: { ja: '店のご案内', en: 'Visit the shop' }, href: '/about' },
}

export function guidePage(language: Language): Page {
  return {
    title: { ja: '服装の手引き', en: 'What to wear' },
    description: HERO.lead,
    current: '/guide',
    main: html`${hero(HERO, language)}
<section class="layers">
<h2>${language === 'ja' ? '三枚の役割' : 'Three jobs'}</h2>
<div class="layers-columns">${LAYERS.map((entry) => layer(entry, language))}
</div>
</section>
<section class="temperature" id="temperature">
<h2>${language === 'ja' ? '気温から選ぶ' : 'Choose by temperature'}</h2>
${table(language)}
<p class="product-note">${language === 'ja' ? '標高が100メートル上がると、気温は約0.6度下がります。' : 'Every 100 metres up takes about 0.6 °C off.'}</p>
</section>
${ctaBand(BAND, language)}`,
  }
}

function layer(entry: (typeof LAYERS)[number], language: Language): Markup {
  return html`
<article>
<h3>${entry.title[language]}</h3>
<p>${entry.text[language]}</p>
<a class="more" href="${localPath(entry.path, language)}">${entry.link[language]}</a>
</article>`
}

function table(language: Language): Markup {
  const heads = language === 'ja' ? ['登山口の気温', '歩くとき', '休むとき'] : ['At the trailhead', 'Moving', 'Resting']
  return html`<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${ROWS.map(
  (
    row,
  ) => html`<tr><th scope="row">${row.range[language]}</th><td>${row.moving[language]}</td><td>${row.resting[language]}</td></tr>
`,
)}</tbody>
</table>`
}
