/** The page for an address that leads nowhere. Answered with 404 by the server. */

import { html } from '../html.ts'
import { type Language, localPath } from '../language.ts'
import type { Page } from './page.ts'

const COPY = {
  title: { ja: '道に迷ったようです', en: 'This path leads nowhere' },
  text: {
    ja: 'お探しのページは見つかりませんでした。来た道を戻るか、麓の店からもう一度どうぞ。',
    en: 'We could not find that page. Turn back, or start again from the shop at the foot.',
  },
  link: { ja: '店に戻る', en: 'Back to the shop' },
  alt: { ja: '霧のなかの道標', en: 'A signpost in the fog' },
} as const

export function notFoundPage(language: Language): Page {
  return {
    title: COPY.title,
    description: COPY.text,
    main: html`<section class="lost">
<img src="/img/fog.svg" alt="${COPY.alt[language]}" width="1200" height="900">
<h1>${COPY.title[language]}</h1>
<p>${COPY.text[language]}</p>
<p><a class="cta" href="${localPath('/', language)}">${COPY.link[language]}</a></p>
</section>`,
  }
}
