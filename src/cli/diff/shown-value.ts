/** A value of a ruleset inside a sentence: short, and safe on a terminal. Not a condition: core/wording/. */

import type { AuthoredContent, AuthoredExperience, AuthoredSchedule, Localized } from '../../core/authored.ts'
import { visible } from '../visible.ts'
import type { DiffLanguage } from './difference-text.ts'
import { scheduleText } from './schedule-text.ts'

/** Longer texts are cut; the file has the whole. UTF-16 units. */
const MAX_SHOWN_LENGTH = 120
const MAX_LISTED_COUNT = 6

/** `key` is that of the ruleset under which the value stands. */
export function shownValue(key: string, value: unknown, language: DiffLanguage): string {
  if (value === undefined || value === null) return { en: 'nothing', ja: 'なし' }[language]
  if (key === 'schedule') return scheduleText(value as AuthoredSchedule, language)
  if (key === 'order') return orderText(value as OrderContent, language)
  if (key === 'cap') return capText(value as Cap, language)
  if (key === 'pin') return pinText(value as PinContent, language)
  if (key === 'name') return quoted(nameText(value as Localized, language), language)
  if (SHARES.has(key) && typeof value === 'number') return `${Number((value * 100).toFixed(2))} %`
  if (typeof value === 'string') return quoted(value, language)
  if (typeof value === 'boolean') return { en: value ? 'on' : 'off', ja: value ? 'オン' : 'オフ' }[language]
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return listed(value, language)
  return shortened(JSON.stringify(value))
}

/** The first ones, and how many more there are. */
function listed(items: readonly string[], language: DiffLanguage): string {
  const shown = items.slice(0, MAX_LISTED_COUNT).map((item) => quoted(item, language))
  const more = items.length - shown.length
  const rest = more > 0 ? [{ en: `${more} more`, ja: `ほか${more}件` }[language]] : []
  return [...shown, ...rest].join({ en: ', ', ja: '、' }[language])
}

type OrderContent = NonNullable<AuthoredContent['order']>
type PinContent = NonNullable<AuthoredContent['pin']>

function orderText({ first = [], last = [], by }: OrderContent, language: DiffLanguage): string {
  const parts = [
    ...(first.length > 0 ? [{ en: `first ${listed(first, language)}`, ja: `先頭に${listed(first, language)}` }] : []),
    ...(last.length > 0 ? [{ en: `last ${listed(last, language)}`, ja: `末尾に${listed(last, language)}` }] : []),
    ...(by === undefined ? [] : [{ en: 'the rest by affinity', ja: '残りは関心の順' }]),
  ]
  return parts.map((part) => part[language]).join({ en: ', ', ja: '、' }[language])
}

type Cap = NonNullable<AuthoredExperience['cap']>

const UNITS: { readonly [unit: string]: { readonly en: string; readonly ja: string } } = {
  m: { en: 'minute', ja: '分' },
  h: { en: 'hour', ja: '時間' },
  d: { en: 'day', ja: '日' },
}

function capText({ count, per }: Cap, language: DiffLanguage): string {
  const unit = UNITS[per.slice(-1)]
  const length = Number(per.slice(0, -1))
  if (unit === undefined) return shortened(`${count} / ${per}`)
  const plural = length === 1 ? '' : 's'
  return {
    en: `${count === 1 ? 'once' : `${count} times`} in ${length} ${unit.en}${plural}`,
    ja: `${length}${unit.ja}に${count}回`,
  }[language]
}

const pinText = (pin: PinContent, language: DiffLanguage): string =>
  Object.entries(pin)
    .map(
      ([key, place]) =>
        ({ en: `${quoted(key, 'en')} at place ${place}`, ja: `${quoted(key, 'ja')}を${place}番目` })[language],
    )
    .join({ en: ', ', ja: '、' }[language])

/** Written as 0..1, said in per cent. */
const SHARES: ReadonlySet<string> = new Set(['holdout', 'allocation', 'control'])

const nameText = (name: Localized, language: DiffLanguage): string =>
  typeof name === 'string' ? name : (name[language] ?? Object.values(name)[0] ?? '')

const quoted = (text: string, language: DiffLanguage): string =>
  language === 'ja' ? `「${shortened(text)}」` : `“${shortened(text)}”`

function shortened(text: string): string {
  const plain = visible(text)
  return plain.length <= MAX_SHOWN_LENGTH ? plain : `${plain.slice(0, MAX_SHOWN_LENGTH).trimEnd()}…`
}
