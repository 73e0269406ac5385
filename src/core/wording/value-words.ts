/** The values of attributes as people say them: rain, Friday, Japan, 12 °C. Not what is asked about them: predicate.ts. */

import { describeAttribute } from '../condition/attribute.ts'
import { UNKNOWN } from '../unknown.ts'
import { quoted, type WordingLanguage } from './phrase.ts'
import { shownText } from './shown-value.ts'

type Words = { readonly [value: string]: { readonly ja: string; readonly en: string } }

const WEATHER: Words = {
  clear: { ja: '晴れ', en: 'clear' },
  cloudy: { ja: 'くもり', en: 'cloudy' },
  fog: { ja: '霧', en: 'foggy' },
  drizzle: { ja: '霧雨', en: 'drizzling' },
  rain: { ja: '雨', en: 'raining' },
  snow: { ja: '雪', en: 'snowing' },
  thunderstorm: { ja: '雷雨', en: 'thundery' },
}

/** Of hours to come, which is not a verb. */
const OUTLOOK: Words = {
  ...WEATHER,
  drizzle: { ja: '霧雨', en: 'drizzly' },
  rain: { ja: '雨', en: 'rainy' },
  snow: { ja: '雪', en: 'snowy' },
}

const WORDS: { readonly [attribute: string]: Words } = {
  'weather.kind': WEATHER,
  'weather.next12h.kind': OUTLOOK,
  'weather.next24h.kind': OUTLOOK,
  'time.season': {
    spring: { ja: '春', en: 'spring' },
    summer: { ja: '夏', en: 'summer' },
    autumn: { ja: '秋', en: 'autumn' },
    winter: { ja: '冬', en: 'winter' },
  },
  'time.dayPart': {
    morning: { ja: '朝', en: 'morning' },
    day: { ja: '昼', en: 'daytime' },
    evening: { ja: '夕方から夜', en: 'evening' },
    night: { ja: '深夜', en: 'night' },
  },
  'device.kind': {
    mobile: { ja: 'スマートフォン', en: 'a phone' },
    tablet: { ja: 'タブレット', en: 'a tablet' },
    desktop: { ja: 'パソコン', en: 'a computer' },
  },
  'referrer.channel': {
    direct: { ja: '直接', en: 'direct' },
    search: { ja: '検索', en: 'search' },
    social: { ja: 'SNS', en: 'social media' },
    mail: { ja: 'メール', en: 'mail' },
    ads: { ja: '広告', en: 'ads' },
    referral: { ja: 'ほかのサイト', en: 'another site' },
    internal: { ja: 'サイト内', en: 'this site' },
  },
  'geo.continent': {
    AF: { ja: 'アフリカ', en: 'Africa' },
    AN: { ja: '南極', en: 'Antarctica' },
    AS: { ja: 'アジア', en: 'Asia' },
    EU: { ja: 'ヨーロッパ', en: 'Europe' },
    NA: { ja: '北アメリカ', en: 'North America' },
    OC: { ja: 'オセアニア', en: 'Oceania' },
    SA: { ja: '南アメリカ', en: 'South America' },
  },
}

/** Names of places stand without quotation marks. */
const PLAIN: ReadonlySet<string> = new Set([
  'geo.city',
  'geo.region',
  'geo.regionName',
  'geo.regionCode',
  'geo.timeZone',
  'time.date',
  'time.holiday',
  'device.os',
  'device.browser',
])

const MINUTES_AN_HOUR = 60
/** Measured values are no more exact than this. */
const SHOWN_DECIMALS = 1e6

/** `attribute` null: an item of a list. Never throws, and never longer than a line. */
export function valueWords(attribute: string | null, value: unknown, language: WordingLanguage): string {
  if (value === UNKNOWN) return { en: 'something not known', ja: '不明な値' }[language]
  if (value === null || value === undefined) return { en: 'no value', ja: '値なし' }[language]
  if (typeof value === 'boolean') return { en: value ? 'yes' : 'no', ja: value ? 'はい' : 'いいえ' }[language]
  if (typeof value === 'number') return numberWords(attribute, value, language)
  if (typeof value === 'string') return textWords(attribute ?? '', value, language)
  return shownText(value)
}

function textWords(attribute: string, value: string, language: WordingLanguage): string {
  const words = Object.hasOwn(WORDS, attribute) ? WORDS[attribute]! : null
  if (words !== null && Object.hasOwn(words, value)) return words[value]![language]
  if (attribute === 'geo.country' && /^[A-Z]{2}$/.test(value)) return named('region', value, language)
  if ((attribute === 'language' || attribute === 'languages') && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(value)) {
    return named('language', value, language)
  }
  if (value === '') return { en: 'an empty text', ja: '空の文字列' }[language]
  const text = shownText(value)
  return PLAIN.has(attribute) ? text : quoted(text, language)
}

/** The code itself where nobody has a name for it. */
function named(type: 'region' | 'language', code: string, language: WordingLanguage): string {
  try {
    const name = new Intl.DisplayNames([language], { type }).of(code) ?? code
    return language === 'en' && WITH_ARTICLE.test(name) ? `the ${name}` : name
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

const WITH_ARTICLE = /^(?:United |Netherlands$|Philippines$|Bahamas$|Maldives$|Dominican Republic$)/

/** ISO 8601: 1 is Monday. 2024-01-01 was one. */
const weekdayName = (day: number, language: WordingLanguage): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))

const monthName = (month: number, language: WordingLanguage): string =>
  new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 1))

function numberWords(attribute: string | null, value: number, language: WordingLanguage): string {
  const isWhole = Number.isInteger(value)
  if (attribute === 'time.weekday' && isWhole && value >= 1 && value <= 7) return weekdayName(value, language)
  if (attribute === 'time.month' && isWhole && value >= 1 && value <= 12) return monthName(value, language)
  if (attribute === 'time.hour' && isWhole) return { en: `${value}:00–${value}:59`, ja: `${value}時台` }[language]
  if (attribute === 'time.minuteOfDay' && isWhole) return clock(value)
  const figure = Number.isFinite(value) ? String(Math.round(value * SHOWN_DECIMALS) / SHOWN_DECIMALS) : String(value)
  return withUnit(attribute ?? '', figure, language)
}

/** 24 hours; minutes of the day. */
export const clock = (minutes: number): string =>
  `${Math.floor(minutes / MINUTES_AN_HOUR)}:${String(minutes % MINUTES_AN_HOUR).padStart(2, '0')}`

const COUNTERS: { readonly [attribute: string]: string } = {
  'visit.count': '回',
  'visit.pageCount': 'ページ',
  'visit.daysSinceLast': '日',
  'time.dayOfMonth': '日',
  'profile.purchaseCount': '回',
  'profile.daysSincePurchase': '日',
  'profile.itemViews': '回',
  'profile.daysKnown': '日',
  'cart.quantity': '点',
  'cart.hoursSinceChange': '時間',
}

function withUnit(attribute: string, figure: string, language: WordingLanguage): string {
  if (language === 'ja' && Object.hasOwn(COUNTERS, attribute)) return figure + COUNTERS[attribute]
  const unit = describeAttribute(attribute)?.unit ?? null
  switch (unit) {
    case null:
      return figure
    case '°C':
      return { en: `${figure} °C`, ja: `${figure}℃` }[language]
    case '°':
      return { en: `${figure}°`, ja: `${figure}度` }[language]
    case 'days':
    case 'hours':
      return figure === '1' ? `1 ${unit.slice(0, -1)}` : `${figure} ${unit}`
    default:
      return `${figure} ${unit}`
  }
}
