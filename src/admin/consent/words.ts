/** The words of the preference centre in both languages. Not the banner's: collect/client/consent/words.ts. */

import type { Purpose } from '../../core/consent.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'

type Words = { readonly [L in WordingLanguage]: string }

export const CHOICE_WORDS = {
  title: { ja: 'プライバシーの設定', en: 'Your privacy choices' },
  lead: {
    ja: 'このサイトがあなたの訪問をどこまで記憶し、何に使ってよいかを選べます。いつでも変えられます。',
    en: 'Choose what this site may remember of your visits, and what it may use that for. You can change it at any time.',
  },
  saved: { ja: '保存しました。', en: 'Saved.' },
  unkept: {
    ja: 'いまの設定では何も記憶しないため、さきほどの内容は保存していません。覚えてよいものを許可してから、もう一度お試しください。',
    en: 'As you have set it nothing is remembered, so what you just said was not kept. Allow what may be remembered, and try again.',
  },
  back: { ja: '前のページに戻る', en: 'Back to the page' },
  see: { ja: '記憶していることを見る', en: 'See what is remembered' },
  now: { ja: 'いまの状態', en: 'As it is now' },
  purposes: { ja: '使ってよい目的', en: 'What is allowed' },
  save: { ja: '選んだ内容で保存', en: 'Save my choices' },
  all: { ja: 'すべて許可する', en: 'Allow all' },
  none: { ja: 'すべて断る', en: 'Refuse all' },
  always: {
    ja: '断っても、地域や天気、時刻に合わせた表示は変わりません。そこでは、あなたを見分ける情報を使いません。',
    en: 'Whatever you choose, pages may fit the place, the weather and the hour. That uses nothing that tells you apart from others.',
  },
  withdrawal: {
    ja: '「この端末への保存」か「訪問の記憶」を断ると、この端末に残した記憶はその場で消えます。',
    en: 'When you refuse “Keeping on this device” or “Remembering your visits”, what this device remembers is deleted at once.',
  },
  gpcTitle: { ja: 'Global Privacy Control を受け取りました', en: 'Your Global Privacy Control signal was honoured' },
  gpcText: {
    ja: 'お使いのブラウザーが「個人データを売らない・渡さない」という信号を送っています。そのとおりに、訪問を記憶せず、記録もしていません。この信号を送ったまま、このサイトだけに許可することもできます。',
    en: 'Your browser asks sites not to sell or share what they learn about you. So nothing is remembered or recorded of your visits. You may still allow this one site below; the signal goes on for all others.',
  },
  gpcDespite: {
    ja: 'お使いのブラウザーは Global Privacy Control を送っていますが、このサイトには下の内容を許可しています。いつでも取り消せます。',
    en: 'Your browser sends Global Privacy Control, and you have allowed this site what is ticked below. You can take it back at any time.',
  },
} as const satisfies { readonly [key: string]: Words }

export const PURPOSE_WORDS: { readonly [P in Purpose]: { readonly name: Words; readonly text: Words } } = {
  storage: {
    name: { ja: 'この端末への保存', en: 'Keeping on this device' },
    text: {
      ja: '訪問の記憶を、このブラウザーの Cookie に残します。下の「訪問の記憶」には、これが必要です。',
      en: 'What is remembered is kept in a cookie of this browser. Remembering your visits needs it.',
    },
  },
  profile: {
    name: { ja: '訪問の記憶', en: 'Remembering your visits' },
    text: {
      ja: '見たページや探したものから、来た回数と興味のある分野を覚えます。',
      en: 'How often you came and what you took an interest in, from the pages you saw and what you looked for.',
    },
  },
  personalize: {
    name: { ja: 'あなたに合わせた表示', en: 'Pages that fit you' },
    text: {
      ja: '覚えたことを使って、ページの内容や並び順を変えます。',
      en: 'What is remembered changes what pages show, and in which order.',
    },
  },
  measure: {
    name: { ja: '効果の計測', en: 'Counting what helps' },
    text: {
      ja: 'どの表示が役に立ったかを、ほかの訪問者の分と合わせて数えます。',
      en: 'Which content was of use is counted, together with everybody else’s visits.',
    },
  },
  export: {
    name: { ja: '他社への提供', en: 'Giving data to others' },
    text: {
      ja: '訪問や購入の記録を、このサイトが使う他社のサービスに渡します。',
      en: 'Records of your visits and orders go to services of other companies that this site uses.',
    },
  },
}

/** Which word rules now, for a person. */
export const STATE_WORDS = {
  off: { ja: 'このサイトは訪問を記憶しません。', en: 'This site remembers no visits.' },
  on: {
    ja: 'まだ選ばれていません。印の付いた目的に使っています。',
    en: 'You have not chosen yet. What is ticked is in use.',
  },
  notAsked: {
    ja: 'まだ選ばれていません。選ぶまでは、何も記憶しません。',
    en: 'You have not chosen yet. Nothing is remembered until you do.',
  },
  gpc: {
    ja: 'ブラウザーの信号に従い、何も許可されていない状態です。',
    en: 'Nothing is allowed, as your browser asked.',
  },
  own: { ja: 'あなたが選んだ内容です。', en: 'This is what you chose.' },
  platform: {
    ja: 'このサイトの同意管理画面での選択に従っています。ここで選び直すこともできます。',
    en: 'As you chose in the consent window of this site. You can choose anew here.',
  },
  objection: { ja: 'お申し出により停止しています。', en: 'Stopped because you objected.' },
  unreadable: {
    ja: '前の選択は古いか読み取れないため、何も記憶していません。もう一度お選びください。',
    en: 'Your last choice is too old or cannot be read, so nothing is remembered. Please choose again.',
  },
} as const satisfies { readonly [key: string]: Words }
