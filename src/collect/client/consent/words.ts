/** The words of the banner in both languages, by the language of the page. Not the preference centre's: admin/consent/words.ts. */

export interface BannerWords {
  readonly language: 'ja' | 'en'
  readonly label: string
  /** By what the server says is to be asked. */
  readonly text: { readonly [ask in 'opt-in' | 'notice' | 'gpc']: string }
  readonly accept: string
  readonly refuse: string
  readonly choose: string
  readonly remembered: string
  readonly close: string
  readonly failed: string
}

const JA: BannerWords = {
  language: 'ja',
  label: 'プライバシーの選択',
  text: {
    'opt-in':
      'このサイトは、訪問をこのブラウザーに記憶して、あなたに合った内容を表示し、その効果を計測できます。記憶してもよろしいですか。',
    notice:
      'このサイトは、訪問をこのブラウザーに記憶して、あなたに合った内容を表示し、その効果を計測しています。いつでも断れます。',
    gpc: 'ブラウザーの Global Privacy Control を受け取りました。そのとおりに、訪問を記憶していません。',
  },
  accept: '許可する',
  refuse: '断る',
  choose: '目的ごとに選ぶ',
  remembered: '記憶していることを見る',
  close: 'わかりました',
  failed: '保存できませんでした。もう一度お試しください。',
}

const EN: BannerWords = {
  language: 'en',
  label: 'Privacy choices',
  text: {
    'opt-in': 'May this site remember your visits in this browser, to show what fits you and to count what helps?',
    notice:
      'This site remembers your visits in this browser, to show what fits you and to count what helps. You can refuse at any time.',
    gpc: 'Your Global Privacy Control signal was honoured: your visits are not remembered.',
  },
  accept: 'Allow',
  refuse: 'Refuse',
  choose: 'Choose by purpose',
  remembered: 'See what is remembered',
  close: 'Close',
  failed: 'That could not be saved. Please try again.',
}

export const bannerWords = (): BannerWords => (/^ja\b/i.test(document.documentElement.lang) ? JA : EN)
