/** The words of the explanation page in both languages. Not the sentences about conditions: core/wording. */

import type { Truth } from '../core/condition/truth.ts'
import type { ConsentSignal } from '../core/consent.ts'
import type { Reason } from '../core/plan.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'

/** By which word something may be remembered and used of the visitor, or nothing. */
export const SIGNAL_WORDS: { readonly [S in ConsentSignal]: Words } = {
  none: { ja: '同意が読み取れない', en: 'their consent cannot be read' },
  setting: { ja: 'サイトの設定による', en: 'by the site’s setting' },
  region: { ja: '地域の既定による', en: 'by their region’s default' },
  own: { ja: '本人の選択による', en: 'by their own choice' },
  tcf: { ja: 'TCF の選択による', en: 'by their TCF choice' },
  gpp: { ja: 'GPP の選択による', en: 'by their GPP choice' },
  gpc: { ja: 'Global Privacy Control による', en: 'by Global Privacy Control' },
  objection: { ja: '本人の申し出による', en: 'by their objection' },
}

type Words = { readonly [L in WordingLanguage]: string }

export const WORDS = {
  title: { ja: 'このページの出し分け', en: 'Why this page looks as it does' },
  page: { ja: 'ページ', en: 'Page' },
  noPreview: { ja: 'プレビューできません', en: 'There is nothing to preview' },
  slots: { ja: '訪問者に見える内容', en: 'What the visitor gets' },
  noSlots: {
    ja: 'このページにはスロットがありません。元のページがそのまま表示されます。',
    en: 'No slot is on this page. The visitor gets it as it is.',
  },
  untouched: { ja: '元のまま', en: 'As the page came' },
  untouchedWhy: {
    ja: 'このスロットに当てはまる施策はありません。',
    en: 'No experience applies to this slot.',
  },
  untouchedBot: { ja: 'ボットには元のページをそのまま返します。', en: 'Bots get the page as it is.' },
  untouchedHoldout: {
    ja: 'ホールドアウトの訪問者なので、どのページも元のまま表示します。',
    en: 'The visitor is in the holdout and gets the page as it is everywhere.',
  },
  control: { ja: '対照群', en: 'control' },
  situation: { ja: '判断したときの状況', en: 'The situation it was decided in' },
  time: { ja: '日時', en: 'Date and time' },
  visitor: { ja: '訪問者', en: 'Visitor' },
  visitorKnown: { ja: '識別できる', en: 'can be recognised' },
  visitorUnknown: { ja: '識別できない（記憶なし）', en: 'cannot be recognised (no memory)' },
  visitorField: { ja: '名前（例：visitor-1）', en: 'a name, such as visitor-1' },
  change: { ja: '状況を変えて見る', en: 'Look from another situation' },
  changeHint: {
    ja: '変えたい項目だけ入れてください。空欄は実際の状況のままです。何も記録されません。',
    en: 'Fill in only what should be different. What is left empty stays as it is. Nothing is recorded.',
  },
  asItIs: { ja: 'そのまま', en: 'as it is' },
  none: { ja: 'なし', en: 'none' },
  nobody: { ja: '記憶を断った人', en: 'nobody (memory refused)' },
  yes: { ja: 'はい', en: 'yes' },
  no: { ja: 'いいえ', en: 'no' },
  apply: { ja: 'この状況で見る', en: 'Look again' },
  reset: { ja: '実際の状況に戻す', en: 'Back to the real situation' },
  simulated: { ja: '変更中', en: 'changed' },
  item: { ja: '項目', en: 'Fact' },
  value: { ja: '値', en: 'Value' },
  noAttributes: {
    ja: 'このページの施策は、訪問者の状況を条件にしていません。',
    en: 'No experience of this page asks anything of the visitor.',
  },
  experiences: { ja: 'すべての施策', en: 'Every experience' },
  reason: { ja: '理由', en: 'Reason' },
  anyReason: { ja: 'すべて', en: 'any' },
  search: { ja: '名前か ID', en: 'Name or id' },
  filter: { ja: '絞り込む', en: 'Filter' },
  nothingFound: {
    ja: '当てはまる施策はありません。絞り込みを変えてみてください。',
    en: 'No experience matches. Try another reason or name.',
  },
  noExperiences: { ja: '施策はまだありません。', en: 'There is no experience yet.' },
  condition: { ja: '条件', en: 'Condition' },
  noCondition: { ja: '条件はありません。全員が対象です。', en: 'It asks nothing: it is for everybody.' },
  deciding: { ja: '決め手', en: 'decided' },
  seen: { ja: '実際', en: 'here' },
  above: { ja: 'すでに上に表示しています', en: 'already shown above' },
  previous: { ja: '前の100件', en: 'Previous 100' },
  next: { ja: '次の100件', en: 'Next 100' },
  asJson: { ja: 'JSON で見る', en: 'As JSON' },
  revision: { ja: '公開中のルールセット：リビジョン', en: 'Published ruleset: revision' },
  noPage: { ja: 'ページの住所が要ります', en: 'Which page?' },
  noPageText: {
    ja: '見たいページの URL を入れてください。このサイトのページに限ります。',
    en: 'Give the address of a page of this site.',
  },
  explain: { ja: '説明を見る', en: 'Explain' },
  nothing: { ja: '公開中のルールセットはありません', en: 'No ruleset is published' },
  nothingText: {
    ja: 'すべてのページが元のまま表示されます。ルールセットを公開すると、ここに理由が表示されます。',
    en: 'Every page is shown as it is. Publish a ruleset, and its reasons stand here.',
  },
  off: { ja: '出し分けは止まっています', en: 'Personalization is switched off' },
  offText: {
    ja: '停止スイッチが入っているため、すべてのページが元のまま表示されます。',
    en: 'The kill switch is on, so that every page is shown as it is.',
  },
} as const satisfies { readonly [key: string]: Words }

export const REASON_WORDS: { readonly [R in Reason['reason']]: Words } = {
  won: { ja: '表示中', en: 'shown' },
  slot_taken: { ja: '先の施策を優先', en: 'slot taken' },
  not_allocated: { ja: '配信割合の外', en: 'outside the share' },
  group_other: { ja: 'グループ内の別の施策', en: 'another of its group' },
  capped: { ja: '回数の上限', en: 'seen often enough' },
  dismissed: { ja: '興味なし', en: 'not wanted' },
  holdout: { ja: 'ホールドアウト', en: 'holdout' },
  no_visitor: { ja: '識別できない', en: 'visitor not known' },
  audience_unknown: { ja: '条件が判断できない', en: 'condition not known' },
  audience_false: { ja: '条件に合わない', en: 'condition false' },
  off_schedule: { ja: '配信期間外', en: 'off schedule' },
  bot: { ja: 'ボット', en: 'bot' },
  disabled: { ja: '無効', en: 'switched off' },
  off_page: { ja: '別のページ', en: 'other pages' },
}

export interface TruthMark {
  readonly sign: string
  readonly word: string
  /** Class name. */
  readonly kind: 'true' | 'false' | 'unknown'
}

/** A shape and a word, so that nothing hangs on colour. */
export function truthMark(truth: Truth, language: WordingLanguage): TruthMark {
  if (truth === 'unknown') return { sign: '?', word: { ja: '不明', en: 'not known' }[language], kind: 'unknown' }
  return truth
    ? { sign: '✓', word: { ja: '合う', en: 'holds' }[language], kind: 'true' }
    : { sign: '✗', word: { ja: '合わない', en: 'does not hold' }[language], kind: 'false' }
}
