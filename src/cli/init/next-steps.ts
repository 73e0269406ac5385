/** What somebody does with a starter file, in the order in which they do it. Not the file: starter.ts. */

import type { RulesLanguage } from '../language.ts'
import { shellWord } from './shell-word.ts'
import { pathOf, type StarterWish } from './starter.ts'

type Step = readonly [command: string, words: { readonly [language in RulesLanguage]: string }]

/** Lines without line ends. */
export function nextSteps({ language, file, page }: StarterWish): string[] {
  const path = page === null ? (language === 'ja' ? '/' : '/en/') : pathOf(page)
  const origin = page === null ? '' : `--origin ${page.origin} `
  const own: readonly Step[] =
    page === null
      ? []
      : [
          [
            `npx awase slots --url ${shellWord(page.href)} --rules ${file}`,
            {
              ja: 'セレクターがページのどこに当たるかを調べ、合うものに直します',
              en: 'see what the selectors meet there, and correct them',
            },
          ],
        ]
  const steps: readonly Step[] = [
    ...own,
    [
      `npm run dev -- ${origin}--rules ${file}`,
      page === null
        ? {
            ja: 'デモのお店で動かします。保存するたびに反映されます',
            en: 'try it on the demo shop; every time you save, it shows',
          }
        : {
            ja: '自分のサイトの前で動かします。保存するたびに反映されます',
            en: 'try it before your site; every time you save, it shows',
          },
    ],
    [`npx awase check ${file}`, { ja: '間違いを調べます', en: 'see whether it is sound' }],
    [
      `npx awase explain --url ${shellWord(path)} --rules ${file} --simulate '{"weather.kind":"rain"}'`,
      { ja: '雨の日の表示とその理由を確かめます', en: 'see what a rainy day would show, and why' },
    ],
    [`npx awase publish ${file}`, { ja: '公開します', en: 'make it live' }],
  ]
  return [
    HEADS[language],
    '',
    ...steps.flatMap(([command, words]) => [`  ${command}`, `      ${words[language]}`]),
    '',
    EDITOR[language],
  ]
}

const HEADS: { readonly [language in RulesLanguage]: string } = { ja: '次にすること:', en: 'What to do next:' }
const EDITOR: { readonly [language in RulesLanguage]: string } = {
  ja: 'VS Code で開くと、書けるものの候補と説明が出ます。',
  en: 'Opened in VS Code, it offers what may stand where, and says what it means.',
}
