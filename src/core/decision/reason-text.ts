/** A reason as a sentence for people, in Japanese and English. Not for logs or machines: those read the reason itself. */

import { attributeLabel, type LabelLanguage } from '../condition/attribute-label.ts'
import type { ConditionPath, Reason } from '../plan.ts'

export type ReasonLanguage = LabelLanguage

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
        en: 'It is drawn by lot or counted per visitor, and this visitor may not be remembered.',
        ja: '訪問者ごとに抽選したり回数を数えたりしますが、この訪問者を記憶する許可がありません。',
      }[language]
    case 'audience_false':
      return conditionsFalse(subjectOf(reason.because, language), language)
    case 'audience_unknown':
      return conditionsUnknown(subjectOf(reason.because, language), language)
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
    case 'dismissed':
      return {
        en: 'The visitor does not want to see it again.',
        ja: 'この訪問者は「興味がない」を選びました。',
      }[language]
    case 'capped':
      return capped(timeText(reason.until, language, timeZone), language, timeZone)
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

/** What a condition was about. Null: no attribute, or no audience, that alone made the difference. */
interface Subject {
  readonly attribute: string | null
  readonly audience: string | null
}

/** An operator with its operand and place in a list, such as `$audience(rainy)` and `$and[0]`. */
const OPERATORS = /\$\w+(?:\([^)]*\))?(?:\[\d+\])*/g

/** See cause.ts for what stands in a path. Of audiences within audiences the innermost is named. */
function subjectOf(path: ConditionPath, language: ReasonLanguage): Subject {
  const names = path.replace(OPERATORS, '').split('.')
  const attribute = names.filter((name) => name !== '').join('.')
  const audience = [...path.matchAll(/\$audience\(([^)]*)\)/g)].at(-1)?.[1]
  return { attribute: attribute === '' ? null : attributeLabel(attribute, language), audience: audience ?? null }
}

function conditionsFalse({ attribute, audience }: Subject, language: ReasonLanguage): string {
  if (attribute !== null) {
    return {
      en: `The condition on “${attribute}”${inAudience(audience, language)} does not hold.`,
      ja: `「${attribute}」が${inAudience(audience, language)}条件に合いません。`,
    }[language]
  }
  if (audience === null) return { en: 'Its conditions do not hold.', ja: '条件に合いません。' }[language]
  return {
    en: `The visitor is not in the audience “${audience}”.`,
    ja: `オーディエンス「${audience}」に当てはまりません。`,
  }[language]
}

function conditionsUnknown({ attribute, audience }: Subject, language: ReasonLanguage): string {
  if (attribute !== null) {
    return {
      en: `The condition${inAudience(audience, language)} asks for “${attribute}”, which is not known.`,
      ja: `「${attribute}」が分からないため、${inAudience(audience, language)}条件に合うか判断できません。`,
    }[language]
  }
  if (audience === null) {
    return { en: 'Whether its conditions hold is not known.', ja: '条件に合うか判断できません。' }[language]
  }
  return {
    en: `Whether the visitor is in the audience “${audience}” is not known.`,
    ja: `オーディエンス「${audience}」に当てはまるか判断できません。`,
  }[language]
}

function inAudience(audience: string | null, language: ReasonLanguage): string {
  if (audience === null) return ''
  return { en: ` of the audience “${audience}”`, ja: `オーディエンス「${audience}」の` }[language]
}

function offSchedule(opensAt: number | null, language: ReasonLanguage, timeZone: string): string {
  if (opensAt === null) return { en: 'Its schedule has ended.', ja: '配信期間は終了しました。' }[language]
  const time = timeText(opensAt, language, timeZone)
  return {
    en: `It is outside its schedule and opens on ${time} (${timeZone}).`,
    ja: `配信時間外です。次は ${time}（${timeZone}）に始まります。`,
  }[language]
}

const timeText = (time: number, language: ReasonLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(time)

const capped = (time: string, language: ReasonLanguage, timeZone: string): string =>
  ({
    en: `The visitor has seen it as often as is allowed, until ${time} (${timeZone}).`,
    ja: `表示回数の上限に達しました。${time}（${timeZone}）からまた表示できます。`,
  })[language]

function won(arm: string | null, sticky: boolean, language: ReasonLanguage): string {
  if (arm === null) {
    return {
      en: 'The visitor is in the control arm: the page stays as it is, and is counted.',
      ja: '対照群です。元のページのまま表示し、計測します。',
    }[language]
  }
  if (sticky) {
    return { en: `It shows “${arm}”, as before.`, ja: `前回と同じ「${arm}」を表示しています。` }[language]
  }
  return { en: `It shows “${arm}”.`, ja: `「${arm}」を表示しています。` }[language]
}
