/** One of the papers for companies, to read. Not the choice of one: pages/business.ts. */

import { html } from '../html.ts'
import { type Language, localPath } from '../language.ts'
import type { Paper } from '../papers.ts'
import type { Page } from './page.ts'

const COPY = { back: { ja: '「法人の方へ」に戻る', en: 'Back to “For teams”' } } as const

export function paperPage(paper: Paper, language: Language): Page {
  return {
    title: paper.title,
    description: paper.summary,
    current: '/business',
    main: html`<article class="reading">
<img src="/img/papers/${paper.id}.svg" alt="" width="600" height="800">
<div class="reading-words">
<h1>${paper.title[language]}</h1>
<p class="department-lead">${paper.summary[language]}</p>
${paper.paragraphs.map((paragraph) => html`<p>${paragraph[language]}</p>\n`)}<p><a class="more" href="${localPath('/business', language)}">${COPY.back[language]}</a></p>
</div>
</article>`,
  }
}
