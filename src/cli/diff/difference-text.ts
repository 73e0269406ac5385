/** Differences between two rulesets as sentences in Japanese and English, under headings. Not what differs: ruleset/difference.ts. */

import type { AuthoredExperience, Condition } from '../../core/authored.ts'
import { describeCondition } from '../../core/wording/describe-condition.ts'
import type { Difference, ExperienceDifference, ExperienceKey } from '../../ruleset/difference.ts'
import { shownValue } from './shown-value.ts'

export type DiffLanguage = 'ja' | 'en'

export interface Section {
  readonly heading: string
  readonly sentences: readonly string[]
}

/** One section for everything that is said of the same thing, in the order of the differences. */
export function describeDifferences(differences: readonly Difference[], language: DiffLanguage): readonly Section[] {
  const sections = Map.groupBy(differences, (difference) => headingOf(difference, language))
  return [...sections].map(([heading, own]) => ({
    heading,
    sentences: own.map((difference) => sentenceFor(difference, language)),
  }))
}

function headingOf(difference: Difference, language: DiffLanguage): string {
  switch (difference.in) {
    case 'site':
      return { en: 'Site', ja: 'サイト' }[language]
    case 'slot':
      return { en: `Slot “${difference.slot}”`, ja: `スロット「${difference.slot}」` }[language]
    case 'audience':
      return { en: `Audience “${difference.audience}”`, ja: `オーディエンス「${difference.audience}」` }[language]
    case 'experience':
      return { en: `Experience “${difference.experience}”`, ja: `施策「${difference.experience}」` }[language]
  }
}

function sentenceFor(difference: Difference, language: DiffLanguage): string {
  switch (difference.in) {
    case 'site':
      return becomes(keyLabel(difference.key, language), difference, language)
    case 'slot':
      if (difference.change !== 'changed') return addedOrRemoved(difference.change, language)
      return becomes(keyLabel(difference.key, language), difference, language)
    case 'audience':
      return audienceSentence(difference.before, difference.after, language)
    case 'experience':
      return experienceSentence(difference, language)
  }
}

const addedOrRemoved = (change: 'added' | 'removed', language: DiffLanguage): string =>
  ({
    added: { en: 'It is new.', ja: '新しく加わりました。' },
    removed: { en: 'It is gone.', ja: 'なくなりました。' },
  })[change][language]

function becomes(
  what: string,
  { key, before, after }: { readonly key: string; readonly before: unknown; readonly after: unknown },
  language: DiffLanguage,
): string {
  if (isPart(key)) return before === undefined ? partIsNew(what, language) : partIsGone(what, language)
  const [old, now] = [shownValue(key, before, language), shownValue(key, after, language)]
  if (before === undefined)
    return { en: `The ${what} is ${now}; there was none.`, ja: `${what}が${now}になりました（以前は指定なし）。` }[
      language
    ]
  if (after === undefined)
    return {
      en: `There is no ${what} any more; it was ${old}.`,
      ja: `${what}の指定がなくなりました（以前は${old}）。`,
    }[language]
  return { en: `The ${what} is ${now}; it was ${old}.`, ja: `${what}が${old}から${now}になりました。` }[language]
}

/** A part as a whole: what it holds is for whoever opens the file. */
const isPart = (key: string): boolean => /^parts\.[^.]+$/.test(key)

const partIsNew = (what: string, language: DiffLanguage): string =>
  ({ en: `The ${what} is new.`, ja: `${what}が加わりました。` })[language]

const partIsGone = (what: string, language: DiffLanguage): string =>
  ({ en: `The ${what} is gone.`, ja: `${what}がなくなりました。` })[language]

function audienceSentence(before: Condition | undefined, after: Condition | undefined, language: DiffLanguage): string {
  const [old, now] = [conditionText(before, language), conditionText(after, language)]
  if (before === undefined)
    return { en: `It is new, and means: ${now}.`, ja: `新しく加わりました。条件: ${now}。` }[language]
  if (after === undefined)
    return { en: `It is gone; it meant: ${old}.`, ja: `なくなりました。以前の条件: ${old}。` }[language]
  return { en: `It means: ${now}. Before: ${old}.`, ja: `条件が「${old}」から「${now}」になりました。` }[language]
}

/** Nothing asked is always true. */
function conditionText(condition: Condition | undefined, language: DiffLanguage): string {
  if (condition === undefined || Object.keys(condition).length === 0) return { en: 'always', ja: '無条件' }[language]
  return describeCondition(condition, language)
}

function experienceSentence(difference: ExperienceDifference, language: DiffLanguage): string {
  switch (difference.change) {
    case 'added':
      return {
        en: `It is new. ${applies(difference.whole, language)}`,
        ja: `新しく加わりました。${applies(difference.whole, language)}`,
      }[language]
    case 'removed':
      return addedOrRemoved('removed', language)
    case 'moved':
      return moved(difference.behind, language)
    case 'changed':
      return changed(difference.key, difference.before, difference.after, language)
    case 'variant added':
      return {
        en: `The variant “${difference.variant}” is new.`,
        ja: `バリエーション「${difference.variant}」が加わりました。`,
      }[language]
    case 'variant removed':
      return {
        en: `The variant “${difference.variant}” is gone.`,
        ja: `バリエーション「${difference.variant}」がなくなりました。`,
      }[language]
    case 'weight':
      return becomes(
        { en: `weight of “${difference.variant}”`, ja: `「${difference.variant}」の重み` }[language],
        { key: 'weight', before: difference.before, after: difference.after },
        language,
      )
    case 'content':
      return contentSentence(difference, language)
  }
}

/** For whom, and where. */
function applies({ audience, when, enabled = true, variants }: AuthoredExperience, language: DiffLanguage): string {
  const asked = [...(audience === undefined ? [] : [{ $audience: audience }]), ...(when === undefined ? [] : [when])]
  const slots = [...new Set(variants.flatMap(({ slots }) => Object.keys(slots)))].map((slot) => quoted(slot, language))
  const off = enabled ? '' : { en: ' It is switched off.', ja: '現在は無効です。' }[language]
  const condition = conditionText(asked.length > 1 ? { $and: asked } : asked[0], language)
  return {
    en: `It changes ${slots.join(', ')} when: ${condition}.${off}`,
    ja: `${slots.join('、')}を変えます。条件: ${condition}。${off}`,
  }[language]
}

function moved(behind: string | null, language: DiffLanguage): string {
  if (behind === null) return { en: 'It now stands first.', ja: '順番が先頭になりました。' }[language]
  return { en: `It now stands behind “${behind}”.`, ja: `順番が「${behind}」の次になりました。` }[language]
}

function changed(key: ExperienceKey, before: unknown, after: unknown, language: DiffLanguage): string {
  switch (key) {
    case 'enabled':
      return after === false
        ? { en: 'It is switched off.', ja: '無効になりました。' }[language]
        : { en: 'It is switched on.', ja: '有効になりました。' }[language]
    case 'when': {
      const [old, now] = [before as Condition | undefined, after as Condition | undefined].map((condition) =>
        conditionText(condition, language),
      )
      return {
        en: `It applies when: ${now}. Before: ${old}.`,
        ja: `条件が「${old}」から「${now}」になりました。`,
      }[language]
    }
    default:
      return becomes(
        keyLabel(key, language),
        { key, before: before ?? DEFAULT_SHARES[key], after: after ?? DEFAULT_SHARES[key] },
        language,
      )
  }
}

/** Left out, everybody enters and nobody is control. */
const DEFAULT_SHARES: { readonly [key: string]: number } = { allocation: 1, control: 0 }

function contentSentence(
  difference: ExperienceDifference & { readonly change: 'content' },
  language: DiffLanguage,
): string {
  const { variant, slot, part, key } = difference
  const place =
    part === null ? quoted(slot, language) : { en: `“${slot}”, ${part}`, ja: `「${slot}」の「${part}」` }[language]
  const where = { en: `“${variant}” in ${place}: `, ja: `「${variant}」の${place}: ` }[language]
  const sentence = becomes(keyLabel(key, language), difference, language)
  return where + (language === 'en' ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence)
}

const quoted = (text: string, language: DiffLanguage): string => (language === 'ja' ? `「${text}」` : `“${text}”`)

/** `parts.headline.selector` → selector of the part “headline”. */
function keyLabel(key: string, language: DiffLanguage): string {
  const [parts, part, inner] = key.split('.')
  if (parts === 'parts' && part !== undefined) {
    if (inner === undefined) return { en: `part “${part}”`, ja: `パーツ「${part}」` }[language]
    return {
      en: `${keyLabel(inner, language)} of the part “${part}”`,
      ja: `パーツ「${part}」の${keyLabel(inner, language)}`,
    }[language]
  }
  return LABELS[key]?.[language] ?? key
}

const LABELS: { readonly [key: string]: { readonly en: string; readonly ja: string } } = {
  timeZone: { en: 'time zone', ja: 'タイムゾーン' },
  locale: { en: 'language', ja: '言語' },
  memory: { en: 'memory setting', ja: '記憶の設定' },
  holdout: { en: 'holdout', ja: 'ホールドアウトの割合' },
  weather: { en: 'weather setting', ja: '天気の設定' },
  script: { en: 'script tag setting', ja: 'スクリプトタグの設定' },
  schema: { en: 'schema of what is remembered', ja: '訪問者について覚える項目' },
  paths: { en: 'list of pages', ja: '対象ページ' },
  selector: { en: 'selector', ja: 'セレクター' },
  match: { en: 'setting “match”', ja: '「match」の設定' },
  kind: { en: 'kind', ja: '種類' },
  item: { en: 'item selector', ja: '項目のセレクター' },
  key: { en: 'item key', ja: '項目のキー' },
  about: { en: 'setting “about”', ja: '「about」の設定' },
  name: { en: 'name', ja: '名前' },
  audience: { en: 'audience', ja: 'オーディエンス' },
  schedule: { en: 'schedule', ja: '配信期間' },
  group: { en: 'group', ja: 'グループ' },
  allocation: { en: 'share of visitors who enter', ja: '配信割合' },
  cap: { en: 'cap', ja: '表示回数の上限' },
  control: { en: 'share of the control arm', ja: '対照群の割合' },
  goal: { en: 'goal', ja: '目標' },
  campaign: { en: 'campaign', ja: 'キャンペーン' },
  text: { en: 'text', ja: 'テキスト' },
  html: { en: 'HTML', ja: 'HTML' },
  attributes: { en: 'attributes', ja: '属性' },
  classes: { en: 'classes', ja: 'クラス' },
  hide: { en: 'setting “hide”', ja: '非表示の設定' },
  remove: { en: 'setting “remove”', ja: '削除の設定' },
  before: { en: 'HTML before it', ja: '前に置くHTML' },
  after: { en: 'HTML after it', ja: '後に置くHTML' },
  prepend: { en: 'HTML at its beginning', ja: '先頭に入れるHTML' },
  append: { en: 'HTML at its end', ja: '末尾に入れるHTML' },
  replace: { en: 'HTML in its place', ja: '置き換えるHTML' },
  src: { en: 'image', ja: '画像' },
  alt: { en: 'image description', ja: '画像の説明（alt）' },
  srcset: { en: 'image sizes (srcset)', ja: '画像サイズ（srcset）' },
  sizes: { en: 'image sizes (sizes)', ja: '画像サイズ（sizes）' },
  href: { en: 'link', ja: 'リンク先' },
  order: { en: 'order', ja: '並び順' },
  pin: { en: 'pinning', ja: '固定する項目' },
}
