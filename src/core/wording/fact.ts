/** What was seen of an attribute, as a sentence: “it is raining in Sendai”, 「宮城県は雨です」. Not what was asked: describe-condition.ts. */

import { attributeLabel } from '../condition/attribute-label.ts'
import { isAffinity, readerOf } from '../condition/lookup.ts'
import type { Seen } from '../condition/trace.ts'
import { UNKNOWN } from '../unknown.ts'
import { allOf, spaced, type WordingLanguage } from './phrase.ts'
import { subjectOf } from './subject.ts'
import { clock, valueWords } from './value-words.ts'
import { type YesNo, yesNo } from './yes-no.ts'

/** What sentences about one value borrow from others: where it rains, and the minutes of an hour. */
export interface Around {
  readonly language: WordingLanguage
  readonly place: string | null
  readonly minuteOfDay: number | null
}

const COUNTRY = readerOf('geo.country')
const REGION = readerOf('geo.regionName')
const CITY = readerOf('geo.city')
const MINUTE = readerOf('time.minuteOfDay')

const IN_JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Values of a list that are named. */
const MAX_NAMED_COUNT = 5

export function aroundOf(attributes: object, language: WordingLanguage): Around {
  const minute = MINUTE(attributes)
  return { language, place: placeOf(attributes, language), minuteOfDay: typeof minute === 'number' ? minute : null }
}

/** Networks name cities in English only, so that Japanese takes the prefecture where it is known. */
function placeOf(attributes: object, language: WordingLanguage): string | null {
  const region = text(REGION(attributes))
  const city = text(CITY(attributes))
  const country = text(COUNTRY(attributes))
  const inCountry = country === null ? null : valueWords('geo.country', country, language)
  if (language === 'ja') return region !== null && IN_JAPANESE.test(region) ? region : (city ?? inCountry)
  return city ?? (region === null || IN_JAPANESE.test(region) ? inCountry : region)
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** English in lower case, to go on; Japanese polite; neither with a full stop. */
export function factOf(attribute: string, seen: Seen, around: Around): string {
  const { language } = around
  const answered = yesNo(attribute)
  if (seen.state !== 'present') {
    return answered === null ? absent([attribute], seen.state, language) : absentYesNo(answered, seen.state, language)
  }
  if (answered !== null && typeof seen.value === 'boolean') {
    if (language === 'en') return answered.en[seen.value ? 0 : 1]
    return answered.ja + (seen.value ? 'です' : 'ではありません')
  }
  const value = seenWords(attribute, seen, around)
  if (attribute === 'weather.kind') return weatherNow(value, around)
  const about = subjectOf(attribute, language)
  return language === 'en'
    ? `${about.text} ${about.plural ? 'are' : 'is'} ${value}`
    : `${spaced(about.text)}は${value}です`
}

/** The value alone. */
export function seenWords(attribute: string, seen: Seen, { language, minuteOfDay }: Around): string {
  if (seen.state === 'unknown') return { en: 'not known', ja: '不明' }[language]
  if (seen.state === 'missing') return { en: 'none', ja: 'なし' }[language]
  const { value } = seen
  if (attribute === 'time.hour' && minuteOfDay !== null && Math.floor(minuteOfDay / 60) === value)
    return clock(minuteOfDay)
  if (attribute === 'geo') return coordinates(value, language)
  if (isAffinity(attribute) && typeof value === 'number') return String(Math.floor(value * 100) / 100)
  if (!Array.isArray(value)) return valueWords(attribute, value, language)
  const named = value.slice(0, MAX_NAMED_COUNT).map((one) => valueWords(attribute, one, language))
  return allOf(named, value.length - named.length, language) || { en: 'an empty list', ja: '空のリスト' }[language]
}

const LATITUDE = readerOf('latitude')
const LONGITUDE = readerOf('longitude')

/** Of the whole family only the point: what asks of it asks how far away it is. */
function coordinates(geo: unknown, language: WordingLanguage): string {
  const point = [LATITUDE(geo), LONGITUDE(geo)]
  if (point.includes(UNKNOWN)) return { en: 'not known', ja: '不明' }[language]
  if (!point.every((degrees) => typeof degrees === 'number')) return { en: 'none', ja: 'なし' }[language]
  return point.map((degrees) => valueWords('geo.latitude', degrees, language)).join(language === 'ja' ? '・' : ', ')
}

function absentYesNo(words: YesNo, state: 'missing' | 'unknown', language: WordingLanguage): string {
  if (language === 'ja') return `${words.ja}かどうか${state === 'unknown' ? 'まだ分かりません' : 'の情報がありません'}`
  return `${state === 'unknown' ? 'it is not known' : 'nothing says'} whether ${words.en[0]}`
}

const PLURAL = /^(?:languages|visits|pages of|days since|hours since|most views|recent searches|items )/

/** Several attributes, none of which has a value. */
export function absent(names: readonly string[], state: 'missing' | 'unknown', language: WordingLanguage): string {
  const labels = [...new Set(names.map((name) => attributeLabel(name, language)))]
  if (language === 'ja') {
    return `${spaced(labels.join('、'))}${state === 'unknown' ? 'がまだ分かりません' : 'がありません'}`
  }
  if (state === 'missing')
    return `there is ${allOf(
      labels.map((label) => `no ${label}`),
      0,
      language,
    )}`
  const isOne = labels.length === 1 && !PLURAL.test(labels[0]!)
  return `${allOf(
    labels.map((label) => (/[._]/.test(label) ? label : `the ${label}`)),
    0,
    language,
  )} ${isOne ? 'is' : 'are'} not known`
}

function weatherNow(value: string, { language, place }: Around): string {
  if (language === 'ja') return `${spaced(place ?? '天気')}は${value}です`
  return place === null ? `it is ${value}` : `it is ${value} in ${place}`
}
