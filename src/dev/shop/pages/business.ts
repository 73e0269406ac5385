/** For companies that work outdoors: what we do for them, three questions, and a paper that fits. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'
import { PAPERS } from '../papers.ts'
import { type AskForm, askForm } from './ask-form.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'

const HERO: HeroCopy = {
  kicker: { ja: '法人の方へ', en: 'For teams' },
  headline: { ja: '外で働く人の身支度を、引き受けます。', en: 'We outfit people who work outdoors.' },
  lead: {
    ja: '測量、林業、宿、ガイド。雨でも続く仕事のために、道具を選び、名を入れ、直し続けます。五着から承ります。',
    en: 'Surveyors, foresters, inns, guides. We choose the gear, put your name on it and keep mending it. From five pieces.',
  },
  scene: 'team',
  alt: { ja: '揃いの上着が五着かかった衣桁と、並んだ靴', en: 'Five matching jackets on a rail, boots lined up below' },
  cta: { words: { ja: '進め方を見る', en: 'How we work' }, href: '#steps' },
}

const SERVICES: readonly { readonly id: string; readonly title: Words; readonly text: Words }[] = [
  {
    id: 'field',
    title: { ja: '現場の装備', en: 'Gear for the field' },
    text: {
      ja: '採寸に伺い、季節ごとに見直します。破れたら送ってください。替えをお貸しして、直してお返しします。',
      en: 'We come and measure, and look again each season. Send us what is torn: we lend a spare and mend it.',
    },
  },
  {
    id: 'gifts',
    title: { ja: '取引先への贈りもの', en: 'Gifts for your clients' },
    text: {
      ja: '名を入れた行灯や木椀を、三十個から。のしを掛けて、お相手の会社まで直接お届けします。',
      en: 'Lanterns and bowls with your name on them, from thirty, wrapped and sent straight to your clients.',
    },
  },
  {
    id: 'loans',
    title: { ja: '撮影と催しの貸し出し', en: 'On loan for shoots and events' },
    text: {
      ja: 'テント、灯り、上着を一式、一日から。設営の手も貸します。使った写真を、ぜひ見せてください。',
      en: 'Tents, lamps and jackets by the day, with somebody to help pitch them. Do show us the pictures.',
    },
  },
]

const STEPS: readonly { readonly title: Words; readonly text: Words }[] = [
  {
    title: { ja: '一、現場を見せてください', en: '1. Show us where you work' },
    text: {
      ja: '店の者が一日ご一緒します。何が濡れ、どこが破れるのかを見てから選びます。',
      en: 'One of us spends a day with you, to see what gets wet and where things tear.',
    },
  },
  {
    title: { ja: '二、一人ずつ合わせます', en: '2. We fit everybody' },
    text: {
      ja: '寸法は三つで済ませません。丈と袖を合わせてから、名を入れます。',
      en: 'Not three sizes for all: length and sleeves first, then the name.',
    },
  },
  {
    title: { ja: '三、直して使い続けます', en: '3. We keep it going' },
    text: {
      ja: '年に一度まとめてお預かりします。直した記録が、次の買い替えの目安になります。',
      en: 'Once a year everything comes in. What we mended tells you what to replace next.',
    },
  },
]

export const WORK: AskForm = {
  questions: [
    {
      trait: 'role',
      words: { ja: 'ご担当', en: 'Your work' },
      answers: [
        { value: 'field', words: { ja: '現場の管理', en: 'Running a site' } },
        { value: 'sales', words: { ja: '営業', en: 'Sales' } },
        { value: 'marketing', words: { ja: 'マーケティング', en: 'Marketing' } },
      ],
    },
    {
      trait: 'industry',
      words: { ja: '業種', en: 'Your trade' },
      answers: [
        { value: 'construction', words: { ja: '建設・測量', en: 'Building and surveying' } },
        { value: 'forestry', words: { ja: '林業・調査', en: 'Forestry and research' } },
        { value: 'tourism', words: { ja: '宿・ガイド', en: 'Inns and guides' } },
      ],
    },
    {
      trait: 'problem',
      words: { ja: 'お困りごと', en: 'What gives you trouble' },
      answers: [
        { value: 'rain', words: { ja: '雨で仕事が止まる', en: 'Rain stops the work' } },
        { value: 'wear', words: { ja: '買い替えが多い', en: 'Things wear out' } },
        { value: 'cold', words: { ja: '寒さで続かない', en: 'The cold' } },
      ],
    },
  ],
  purpose: {
    ja: 'お答えは、このページのご案内と資料を選ぶためだけに使います。いつでも見直し、消せます。',
    en: 'We use your answers only to choose what this page offers you. You can change or erase them at any time.',
  },
  submit: { ja: '合う資料を見る', en: 'See what fits' },
  next: '/business',
}

const BAND: BandCopy = {
  title: { ja: 'まずは、電話を一本どうぞ。', en: 'Just give us a call.' },
  text: {
    ja: '何着になるか決まっていなくても大丈夫です。火曜から金曜の、朝がつながりやすくなっています。',
    en: 'You need not know how many yet. Mornings, Tuesday to Friday, are best.',
  },
  link: { words: { ja: '店のご案内', en: 'Visit the shop' }, href: '/about' },
}

const COPY = {
  services: { ja: '承っていること', en: 'What we do' },
  steps: { ja: '進め方', en: 'How we work' },
  ask: { ja: 'お仕事を、少し教えてください。', en: 'Tell us a little about your work.' },
  paperKind: { ja: '資料', en: 'To read' },
  read: { ja: '資料を読む', en: 'Read it' },
  account: { ja: 'お取引先の窓口', en: 'Your account' },
  accountText: {
    ja: 'これまでの寸法と直しの記録をお預かりしています。追加のご注文は、品番だけで承ります。',
    en: 'We have your sizes and repairs on file. To order more, the article number will do.',
  },
  accountLink: { ja: '進め方を見る', en: 'How we work' },
} as const

export function businessPage(language: Language): Page {
  return {
    title: { ja: '法人の方へ', en: 'For teams' },
    description: HERO.lead,
    current: '/business',
    main: html`${hero(HERO, language)}
${account(language)}
<section class="services-part" id="services">
<h2>${COPY.services[language]}</h2>
<ul class="services">
${SERVICES.map((entry) => service(entry, language))}</ul>
</section>
<section class="work" id="work">
<div class="work-words">
<h2>${COPY.ask[language]}</h2>
${askForm(WORK, language)}
</div>
${paper(language)}
</section>
<section class="layers" id="steps">
<h2>${COPY.steps[language]}</h2>
<div class="layers-columns">${STEPS.map(
      (step) => html`
<article>
<h3>${step.title[language]}</h3>
<p>${step.text[language]}</p>
</article>`,
    )}
</div>
</section>
${ctaBand(BAND, language)}`,
  }
}

/** Held back until a rule knows the company. */
function account(language: Language): Markup {
  return html`<div class="notes">
<aside class="note note-account" aria-labelledby="note-account" hidden>
<div class="note-words">
<h2 id="note-account">${COPY.account[language]}</h2>
<p class="account-text">${COPY.accountText[language]}</p>
</div>
<div class="note-actions"><a class="band-link" href="#steps">${COPY.accountLink[language]}</a></div>
</aside>
</div>`
}

function service({ id, title, text }: (typeof SERVICES)[number], language: Language): Markup {
  return html`<li data-service="${id}" id="${id}">
<img src="/img/services/${id}.svg" alt="" width="1200" height="900" loading="lazy">
<h3>${title[language]}</h3>
<p>${text[language]}</p>
</li>
`
}

function paper(language: Language): Markup {
  const [first] = PAPERS
  return html`<article class="paper">
<img class="paper-image" src="/img/papers/${first!.id}.svg" alt="" width="600" height="800">
<div class="paper-words">
<p class="paper-kind">${COPY.paperKind[language]}</p>
<h2>${first!.title[language]}</h2>
<p class="paper-text">${first!.summary[language]}</p>
<a class="paper-link" href="${localPath(`/business/papers/${first!.id}`, language)}">${COPY.read[language]}</a>
</div>
</article>`
}
