/** The words of the visitor's page in both languages. Not what is remembered of whom: privacy-remembered.ts. */

import type { ConsentSignal } from '../core/consent.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'

export type Words = { readonly [L in WordingLanguage]: string }

export const PRIVACY_WORDS = {
  title: { ja: 'あなたについて記憶していること', en: 'What this site remembers about you' },
  lead: {
    ja: 'このサイトは、ページの一部をあなたに合わせるために、次のことを記憶しています。直すことも、消すことも、持ち出すことも、やめさせることもできます。',
    en: 'This is what the site remembers to fit parts of its pages to you. You can correct it, have it forgotten, take it with you, or say no.',
  },
  nobody: { ja: 'あなたについて記憶していることはありません。', en: 'Nothing is remembered about you.' },
  nobodyWhy: {
    ja: 'このブラウザーには、このサイトがあなたを見分けるためのものが何もありません。',
    en: 'There is nothing in this browser by which this site would know you.',
  },
  unreadable: {
    ja: 'このブラウザーには以前の記憶が残っていますが、古い鍵で封じられているため、このサイトにも読めません。次にページを開くと新しいものに替わります。下の「すべて消去する」で、いま消すこともできます。',
    en: 'An earlier memory is left in this browser, sealed with a key that is no longer in use: this site cannot read it either. The next page you open replaces it, or you can erase it now, below.',
  },
  unavailable: {
    ja: 'いま確かめられない記録があります。下に書かれているのは、このブラウザーにあるものだけです。しばらくしてから、もう一度お試しください。',
    en: 'Some records cannot be reached right now. What you see is only what is in this browser: please try again in a while.',
  },
  notUsed: {
    ja: 'いまの設定では、ここに書かれていることはページの出し分けに使われていません。',
    en: 'As you have set it, nothing of this is used to change pages.',
  },
  restricted: {
    ja: 'ご要望により、保存したまま、使用を止めています。',
    en: 'At your request it is kept and not used.',
  },
  objected: {
    ja: 'ログインと結びついた記録は、反対のお申し出により、保存したまま使っていません。',
    en: 'You objected, so what is kept with your login is not used.',
  },
  useAgain: { ja: 'また使ってよい', en: 'Let it be used again' },
  remembered: { ja: '記憶していること', en: 'What is remembered' },
  from: { ja: '由来', en: 'Where from' },
  used: { ja: '最近のページで使ったこと', en: 'What it was used for on your last pages' },
  usedNothing: {
    ja: '最近のページで、あなたの記憶を使って変えたところはありません。',
    en: 'On your last pages, nothing was changed by what is remembered about you.',
  },
  usedUnknown: {
    ja: 'どのページで使ったかは、いま確かめられません。',
    en: 'On which pages it was used cannot be looked up right now.',
  },
  usedUnrecorded: {
    ja: 'どのページで使ったかは、このサイトでは記録していません。',
    en: 'This site keeps no record of the pages it was used on.',
  },
  usedControl: { ja: '元の内容のまま（比較のため）', en: 'as the page came, to compare' },
  consent: { ja: 'いまの設定', en: 'What holds now' },
  choices: { ja: '設定を選び直す', en: 'Change what you allow' },
  rights: { ja: 'あなたにできること', en: 'What you can do' },
  allowed: { ja: '許可', en: 'allowed' },
  refused: { ja: '不許可', en: 'not allowed' },
  save: { ja: '保存', en: 'Save' },
  remove: { ja: '削除', en: 'Remove' },
  notInterested: { ja: '興味がない', en: 'Not interested' },
  forget: { ja: '忘れさせる', en: 'Forget it' },
  showAgain: { ja: 'また表示する', en: 'Show it again' },
  yes: { ja: 'はい', en: 'Yes' },
  no: { ja: 'いいえ', en: 'No' },
  download: { ja: '持ち出す', en: 'Take it with you' },
  downloadText: {
    ja: '記憶していること、同意の記録、あなたの行動の記録をまとめた JSON ファイルです。',
    en: 'A JSON file of what is remembered, your consents and what was recorded of your visits.',
  },
  downloadAct: { ja: 'ファイルをダウンロード', en: 'Download the file' },
  object: { ja: 'プロファイリングに反対する', en: 'Object to profiling' },
  objectText: {
    ja: 'これから先、行動を記憶することも、記憶でページを変えることもやめます。ほかの設定は変わりません。',
    en: 'From now on nothing you do is remembered, and no page depends on what was. Your other choices stay.',
  },
  objectAct: { ja: '反対する', en: 'Object' },
  withdraw: { ja: '同意を取り消す', en: 'Withdraw consent' },
  withdrawText: {
    ja: 'すべての許可を取り消し、このブラウザーの記憶を消します。',
    en: 'Takes back everything you allowed, and clears the memory in this browser.',
  },
  withdrawAct: { ja: 'すべて取り消す', en: 'Withdraw all' },
  erase: { ja: 'すべて消去する', en: 'Erase everything' },
  eraseText: {
    ja: 'このブラウザーの記憶と、サーバーにあるあなたの記録を消します。元には戻せません。',
    en: 'Erases the memory in this browser and what the servers have of you. It cannot be undone.',
  },
  eraseAct: { ja: '消去する', en: 'Erase' },
  erased: { ja: '消去を受け付けました', en: 'Your request to erase is being carried out' },
  back: { ja: '記憶していることのページへ', en: 'What is remembered about you' },
  transmission: { ja: '情報の外部送信について', en: 'Where information is sent' },
  notDone: { ja: '実行できませんでした', en: 'This was not done' },
} as const satisfies { readonly [key: string]: Words }

/** The same whoever asks, so that it tells nobody whether anybody was known. */
export const ERASED_STEPS: readonly { readonly when: Words; readonly what: Words }[] = [
  {
    when: { ja: 'いま', en: 'Now' },
    what: {
      ja: 'このブラウザーの記憶を消しました。サーバーにあったプロフィールとログインとの結びつきも消し、遅れて届く記録であなたが戻ることのないよう、識別番号だけの印を残しました。',
      en: 'The memory in this browser is gone. So are the profile on our servers and its link to a login; a mark with nothing but the identifier is left, so that late records do not bring you back.',
    },
  },
  {
    when: { ja: '数分以内', en: 'Within minutes' },
    what: {
      ja: 'これまでの行動の記録から、あなたを示すものを取り除きます。各地にある写しも、新しいものに替わります。',
      en: 'What names you is taken out of the records of your visits. Copies around the world are replaced.',
    },
  },
  {
    when: { ja: 'ほかの端末', en: 'Other devices' },
    what: {
      ja: '別の端末の記憶は、その端末で次にこのサイトを開いたときに消えます。',
      en: 'The memory in another device goes when you next open this site there.',
    },
  },
  {
    when: { ja: 'これから', en: 'From now on' },
    what: {
      ja: '許可が残っていれば、次に開くページから、新しく記憶が始まります。それも望まない場合は、同意を取り消してください。',
      en: 'As long as you allow it, the next page you open begins a new memory. If you do not want that either, withdraw your consent.',
    },
  },
  {
    when: { ja: '残るもの', en: 'What stays' },
    what: {
      ja: '誰のものか分からない集計と、この請求があったという記録、そしてあなたの設定（同意の選択）だけが残ります。',
      en: 'Only sums that say nothing about anybody, the note that this was asked, and your choices of what you allow.',
    },
  },
]

export const SIGNAL_WORDS: { readonly [S in ConsentSignal]: Words } = {
  none: {
    ja: '設定を読み取れなかったため、何も許可されていないものとして扱っています。',
    en: 'Your choice could not be read, so nothing is taken to be allowed.',
  },
  setting: { ja: 'このサイトの設定によります。', en: 'This is how the site is set up.' },
  region: {
    ja: 'まだ選ばれていないため、お住まいの地域の決まりによります。',
    en: 'You have not chosen yet, so the rule of your region holds.',
  },
  own: { ja: 'このサイトであなたが選んだとおりです。', en: 'This is what you chose on this site.' },
  tcf: {
    ja: '同意バナー（TCF）であなたが選んだとおりです。',
    en: 'This is what you chose in the consent dialogue (TCF).',
  },
  gpp: {
    ja: '同意バナー（GPP）であなたが選んだとおりです。',
    en: 'This is what you chose in the consent dialogue (GPP).',
  },
  gpc: {
    ja: 'ブラウザーの Global Privacy Control を尊重しています。',
    en: 'Your browser’s Global Privacy Control is honoured.',
  },
  objection: { ja: 'あなたの反対の申し出によります。', en: 'You objected, and that holds.' },
}

/** What was just done, above everything else. */
export const DONE_WORDS: { readonly [done: string]: Words } = {
  correct: { ja: '保存しました。', en: 'Saved.' },
  remove: { ja: '削除しました。', en: 'Removed.' },
  forget: { ja: '忘れました。', en: 'Forgotten.' },
  'show-again': { ja: 'また表示されるようになりました。', en: 'It may be shown again.' },
  object: {
    ja: '反対を受け付けました。今後、行動は記憶されず、ページにも使われません。',
    en: 'Your objection holds from now on: nothing you do is remembered or used for pages.',
  },
  'use-again': { ja: 'また使われるようになりました。', en: 'It may be used again.' },
  withdraw: {
    ja: '同意を取り消し、このブラウザーの記憶を消しました。',
    en: 'Your consent is withdrawn, and the memory in this browser is gone.',
  },
}

export type Refusal =
  | 'other_site'
  | 'other_type'
  | 'too_large'
  | 'too_often'
  | 'no_act'
  | 'unknown_trait'
  | 'bad_value'
  | 'nobody'
  | 'unavailable'

export const REFUSALS: {
  readonly [R in Refusal]: { readonly status: 400 | 403 | 404 | 413 | 415 | 429 | 503; readonly said: Words }
} = {
  other_site: {
    status: 403,
    said: { ja: 'このサイトのページからの操作だけを受け付けます。', en: 'Only pages of this site may ask for this.' },
  },
  other_type: { status: 415, said: { ja: 'フォームか JSON で送ってください。', en: 'Send a form or JSON.' } },
  too_large: { status: 413, said: { ja: '送られた内容が大きすぎます。', en: 'This is more than can be taken.' } },
  too_often: {
    status: 429,
    said: {
      ja: '短い時間に何度も送られました。少し待ってから、もう一度お試しください。',
      en: 'This came too often. Please wait a little and try again.',
    },
  },
  no_act: { status: 400, said: { ja: '何をするのか分かりませんでした。', en: 'It is not clear what is to be done.' } },
  unknown_trait: {
    status: 400,
    said: { ja: 'このサイトにはその項目がありません。', en: 'This site has no such entry.' },
  },
  bad_value: { status: 400, said: { ja: 'その値は選べません。', en: 'This entry cannot have that value.' } },
  nobody: {
    status: 404,
    said: { ja: 'あなたについて記憶していることはありません。', en: 'Nothing is remembered about you.' },
  },
  unavailable: {
    status: 503,
    said: {
      ja: 'いま記録に届かないため、何も変えていません。しばらくしてから、もう一度お試しください。',
      en: 'The records cannot be reached right now. Please try the same again in a while.',
    },
  },
}

export const sayPrivacy =
  (language: WordingLanguage) =>
  (key: keyof typeof PRIVACY_WORDS): string =>
    PRIVACY_WORDS[key][language]
