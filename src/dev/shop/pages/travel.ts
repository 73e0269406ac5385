/** Places to go, summer and winter. Not goods. */

import { DESTINATIONS } from '../destinations.ts'
import { html } from '../html.ts'
import type { Language } from '../language.ts'
import { type BandCopy, ctaBand, type HeroCopy, hero, type Page } from './page.ts'
import { placeList } from './place-list.ts'

const HERO: HeroCopy = {
  kicker: { ja: '旅先', en: 'Places to go' },
  headline: { ja: '水のそばと、雪の上。', en: 'By the water, and on the snow.' },
  lead: {
    ja: '店の者が実際に歩き、また行きたいと思った十二の場所です。季節ごとに、持ちものの相談も承ります。',
    en: 'Twelve places we have walked ourselves and would go back to. Ask us what to pack for each.',
  },
  scene: 'journey',
  alt: { ja: '山あいの湖をわたる小さな列車', en: 'A small train crossing a lake among mountains' },
  cta: { words: { ja: '旅先を見る', en: 'See the places' }, href: '#places' },
}

const BAND: BandCopy = {
  title: { ja: '旅の荷物を、店で量ってみませんか。', en: 'Have your pack weighed in the shop.' },
  text: {
    ja: '詰めたザックをそのままお持ちください。置いていけるものを、一緒に探します。',
    en: 'Bring it packed. We will help you find what can stay at home.',
  },
  link: { words: { ja: 'ザックを見る', en: 'See the packs' }, href: '/category/packs' },
}

export function travelPage(language: Language): Page {
  return {
    title: { ja: '旅先', en: 'Places to go' },
    description: HERO.lead,
    current: '/travel',
    main: html`${hero(HERO, language)}
<section class="places" id="places">
<h2>${language === 'ja' ? '十二の旅先' : 'Twelve places'}</h2>
${placeList(DESTINATIONS, language)}
</section>
${ctaBand(BAND, language)}`,
  }
}
