/** What the bar says, in both languages. Not the options' names: they stand with the options. */

import type { Words } from '../language.ts'

export const WORDS = {
  bar: { ja: 'デモの状況を変える', en: 'Change the demo’s situation' },
  brand: { ja: 'デモ', en: 'Demo' },
  place: { ja: '場所', en: 'Place' },
  weather: { ja: '天気', en: 'Weather' },
  time: { ja: '時刻', en: 'Time' },
  device: { ja: '端末', en: 'Device' },
  visitor: { ja: '訪問者', en: 'Visitor' },
  memory: { ja: '記憶', en: 'Memory' },
  privacy: { ja: 'この訪問者について覚えていること', en: 'What is remembered of this visitor' },
  now: { ja: '現在', en: 'Now' },
  another: { ja: '別の人に替える', en: 'Somebody else' },
  someone: { ja: '別の人', en: 'Somebody' },
  custom: { ja: '指定', en: 'Custom' },
  situation: { ja: '状況', en: 'Situation' },
  asItIs: { ja: '実際のまま', en: 'As it is' },
  reset: { ja: '元に戻す', en: 'Reset' },
  close: { ja: '閉じる', en: 'Close' },
  why: { ja: 'なぜこの表示？', en: 'Why this page?' },
  changedNone: { ja: 'このページは元のままです。', en: 'This page is as the origin sent it.' },
  changed: { ja: '出ている施策', en: 'What applied' },
  notChanged: { ja: '出なかった施策', en: 'What did not' },
  elsewhere: { ja: 'ほかのページの施策', en: 'For other pages' },
  control: { ja: '対照群なので、元のまま見せています', en: 'Control: shown as the origin sent it' },
  show: { ja: '場所を示す', en: 'Show where' },
} as const satisfies { readonly [key: string]: Words }

/** Why an experience did not win, as core/plan.ts names the reasons. */
export const REASONS: { readonly [reason: string]: Words } = {
  disabled: { ja: '停止中です', en: 'Switched off' },
  off_page: { ja: 'このページの施策ではありません', en: 'Not for this page' },
  off_schedule: { ja: '期間や時間帯の外です', en: 'Outside its schedule' },
  bot: { ja: 'ロボットには元のページを見せます', en: 'Robots see the original' },
  no_visitor: {
    ja: '訪問者を覚えていないので、無作為に分けません',
    en: 'No visitor is remembered, so nothing is randomised',
  },
  audience_false: { ja: '条件に合いません', en: 'Its condition does not hold' },
  audience_unknown: { ja: '条件の値が、まだわかりません', en: 'A value it asks for is not known' },
  holdout: { ja: '全施策の効果を測るため、元のまま見せています', en: 'Held out, to measure everything together' },
  group_other: { ja: '同じ組のほかの施策に割り当てられています', en: 'Another of its group has this visitor' },
  dismissed: { ja: '「興味がない」と言われました', en: 'The visitor does not want it' },
  capped: { ja: '見せる回数の上限に達しました', en: 'Shown as often as allowed' },
  not_allocated: { ja: '今回の配信割合に入っていません', en: 'Outside its share of visitors' },
  slot_taken: { ja: '先に並ぶ施策が同じ枠を使っています', en: 'An earlier one has its slot' },
}
