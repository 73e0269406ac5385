/** A short form whose answers are remembered as traits: what is asked, and what it is asked for. Not what is done with them: rules.json. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'

export interface Question {
  /** As `site.schema` of the rules has it. */
  readonly trait: string
  readonly words: Words
  readonly answers: readonly { readonly value: string; readonly words: Words }[]
}

export interface AskForm {
  readonly questions: readonly Question[]
  /** Shown beside the questions and kept with the answers. */
  readonly purpose: Words
  readonly submit: Words
  /** Where the answers show, as the Japanese site has it. */
  readonly next: string
}

const COPY = {
  review: { ja: '覚えていることを見る', en: 'See what we remember' },
} as const

/** Nothing has to be answered. Without scripts it is an ordinary POST that leads to `next`. */
export function askForm({ questions, purpose, submit, next }: AskForm, language: Language): Markup {
  return html`<form class="ask" action="/_awase/ask" method="post" data-awase-ask>
<input type="hidden" name="return" value="${localPath(next, language)}">
<input type="hidden" name="purpose" value="${purpose[language]}">
${questions.map((question) => fieldset(question, language))}<p class="ask-purpose"><span data-awase-purpose>${purpose[language]}</span> <a href="/_awase/privacy?lang=${language}">${COPY.review[language]}</a></p>
<button class="cta">${submit[language]}</button>
</form>`
}

function fieldset({ trait, words, answers }: Question, language: Language): Markup {
  return html`<fieldset class="question">
<legend>${words[language]}</legend>
<div class="answers">
${answers.map(
  (answer) =>
    html`<label class="answer"><input type="radio" name="${trait}" value="${answer.value}"><span>${answer.words[language]}</span></label>
`,
)}</div>
</fieldset>
`
}
