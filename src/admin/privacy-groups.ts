/** What the groups of the visitor's page are called, and where what is in them comes from. Not the lines: privacy-remembered.ts. */

import type { GroupName } from './privacy-remembered.ts'
import type { Words } from './privacy-words.ts'

const BROWSER = {
  ja: 'ページを開いたときに数え、このブラウザーの Cookie に封をして保存しています。',
  en: 'Counted as you open pages, and kept sealed in a cookie of this browser.',
}

export const GROUP_WORDS: { readonly [G in GroupName]: { readonly name: Words; readonly from: Words } } = {
  visits: { name: { ja: '訪問', en: 'Visits' }, from: BROWSER },
  interests: {
    name: { ja: '関心', en: 'Interests' },
    from: {
      ja: 'どの種類のページを見たかから推測し、日がたつと弱まります。',
      en: 'Inferred from the kinds of pages you look at, and fading with time.',
    },
  },
  items: {
    name: { ja: '見たもの', en: 'What you looked at' },
    from: { ja: '開いたページの記録です。', en: 'Noted as you opened their pages.' },
  },
  searches: {
    name: { ja: '検索した言葉', en: 'Searches' },
    from: { ja: 'このサイトで検索した言葉です。', en: 'The words you searched for on this site.' },
  },
  cart: {
    name: { ja: 'カート', en: 'Cart' },
    from: { ja: 'このサイトでカートに入れたものです。', en: 'What you put into the cart on this site.' },
  },
  purchases: {
    name: { ja: '購入', en: 'Purchases' },
    from: { ja: 'このサイトでの注文の回数と金額です。', en: 'How many orders you made on this site, and their total.' },
  },
  declared: {
    name: { ja: 'あなたが答えたこと', en: 'What you told us' },
    from: {
      ja: 'あなた自身の答えです。ほかのどの記録よりも優先します。',
      en: 'Your own answers. They count for more than anything else.',
    },
  },
  imported: {
    name: { ja: 'サイトが登録したこと', en: 'What the site brought' },
    from: {
      ja: 'お客様情報など、サイトの運営者が取り込んだものです。',
      en: 'Brought by whoever runs this site, such as customer records.',
    },
  },
  choices: {
    name: { ja: '表示しないもの', en: 'What you do not want to see' },
    from: { ja: 'あなたが選びました。', en: 'Your choice.' },
  },
  experiments: {
    name: { ja: '比較のための組分け', en: 'Comparisons you are part of' },
    from: {
      ja: '内容を比べるため、くじ引きで決めました。同じものが続けて見えるように覚えています。',
      en: 'Drawn by lot to compare contents, and kept so that you go on seeing the same.',
    },
  },
  shown: {
    name: { ja: '表示の回数', en: 'How often things were shown' },
    from: {
      ja: '同じものを何度も見せすぎないように数えています。',
      en: 'Counted so that the same thing is not shown too often.',
    },
  },
}
