/** A reason as a sentence for people, in Japanese and English. Not for logs or machines: those read the reason itself. */

import type { Reason } from './plan.ts'

export type ReasonLanguage = 'ja' | 'en'

/** `timeZone` (IANA) is for the times that a sentence names: the site's, where it is known. */
export function describeReason(reason: Reason, language: ReasonLanguage, timeZone = 'UTC'): string {
  switch (reason.reason) {
    case 'disabled':
      return { en: 'It is switched off.', ja: '無効になっています。' }[language]
    case 'off_page':
      return { en: 'None of its slots is on this page.', ja: 'このページには対象のスロットがありません。' }[language]
    case 'off_schedule':
      return offSchedule(reason.opensAt, language, timeZone)
    case 'bot':
      return { en: 'Bots get the page as it is.', ja: 'ボットには元のページをそのまま返します。' }[language]
    case 'no_visitor':
      return {
        en: 'It is drawn by lot per visitor, and this visitor may not be remembered.',
        ja: '訪問者ごとに抽選しますが、この訪問者を記憶する許可がありません。',
      }[language]
    case 'audience_false':
      return {
        en: `The conditions are not met: ${reason.because}.`,
        ja: `条件を満たしていません（${reason.because}）。`,
      }[language]
    case 'audience_unknown':
      return {
        en: `Whether the conditions are met is not known: ${reason.because}.`,
        ja: `条件を満たすかどうか分かりません（${reason.because}）。`,
      }[language]
    case 'holdout':
      return {
        en: 'The visitor is in the holdout and gets the page as it is everywhere.',
        ja: 'ホールドアウトの訪問者なので、どのページも元のまま表示します。',
      }[language]
    case 'group_other':
      return {
        en: `Within the group, this visitor belongs to “${reason.member}”.`,
        ja: `同じグループの中で、この訪問者は「${reason.member}」の対象です。`,
      }[language]
    case 'capped':
      return {
        en: 'The visitor has seen it as often as is allowed.',
        ja: '表示回数の上限に達しました。',
      }[language]
    case 'not_allocated':
      return {
        en: 'The visitor is outside the allocated share.',
        ja: 'この訪問者は配信割合の対象外です。',
      }[language]
    case 'slot_taken':
      return {
        en: `“${reason.by}” stands earlier and has the slot “${reason.slot}”.`,
        ja: `順番が先の「${reason.by}」がスロット「${reason.slot}」を使っています。`,
      }[language]
    case 'won':
      return won(reason.arm, reason.sticky, language)
  }
}

function offSchedule(opensAt: number | null, language: ReasonLanguage, timeZone: string): string {
  if (opensAt === null) return { en: 'Its schedule has ended.', ja: '配信期間は終了しました。' }[language]
  const time = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(opensAt)
  return {
    en: `It is outside its schedule and opens on ${time} (${timeZone}).`,
    ja: `配信時間外です。次は ${time}（${timeZone}）に始まります。`,
  }[language]
}

function won(arm: string | null, sticky: boolean, language: ReasonLanguage): string {
  if (arm === null) {
    return {
      en: 'The visitor is in the control arm: the page stays as it is, and is counted.',
      ja: 'コントロール（比較対象）です。元のページのまま表示し、計測します。',
    }[language]
  }
  if (sticky) {
    return { en: `It shows “${arm}”, as before.`, ja: `前回と同じ「${arm}」を表示しています。` }[language]
  }
  return { en: `It shows “${arm}”.`, ja: `「${arm}」を表示しています。` }[language]
}
