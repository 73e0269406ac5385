/** Two questions that choose a kit. Not the answer: pages/kit.ts. */

import { html } from '../html.ts'
import { KITS } from '../kits.ts'
import { type Language, localPath } from '../language.ts'
import { type AskForm, askForm } from './ask-form.ts'
import type { Page } from './page.ts'

const COPY = {
  title: { ja: '支度診断', en: 'Find your kit' },
  headline: { ja: '二つの質問で、支度を選びます。', en: 'Two questions, one kit.' },
  lead: {
    ja: '行き先と慣れを教えてください。次のページから、合うものを先に並べます。お答えにならなくても、四つの支度はすべてご覧いただけます。',
    en: 'Tell us where you go and how often. From the next page on, what fits comes first. You can also skip this and see all four kits.',
  },
  skip: { ja: '答えずに四つとも見る', en: 'Skip, and see all four' },
} as const

export const QUIZ: AskForm = {
  questions: [
    {
      trait: 'style',
      words: { ja: 'どんな山歩きをしますか', en: 'How do you go out?' },
      answers: KITS.map(({ style, answer }) => ({ value: style, words: answer })),
    },
    {
      trait: 'level',
      words: { ja: '山には、どのくらい慣れていますか', en: 'How used to it are you?' },
      answers: [
        { value: 'first', words: { ja: 'これから', en: 'Just starting' } },
        { value: 'some', words: { ja: 'ときどき', en: 'Now and then' } },
        { value: 'often', words: { ja: 'よく行く', en: 'Often' } },
      ],
    },
  ],
  purpose: {
    ja: 'お答えは、このサイトで道具をご案内するためだけに使います。いつでも見直し、消せます。',
    en: 'We use your answers only to choose what to show you on this site. You can change or erase them at any time.',
  },
  submit: { ja: '支度を見る', en: 'See your kit' },
  next: '/kit',
}

export function quizPage(language: Language): Page {
  return {
    title: COPY.title,
    description: COPY.lead,
    current: '/quiz',
    main: html`<section class="quiz">
<div class="quiz-words">
<h1>${COPY.headline[language]}</h1>
<p class="department-lead">${COPY.lead[language]}</p>
${askForm(QUIZ, language)}
<p class="quiz-skip"><a class="more" href="${localPath('/kit', language)}">${COPY.skip[language]}</a></p>
</div>
<img class="quiz-picture" src="/img/weekend.svg" alt="" width="1200" height="900">
</section>`,
  }
}
