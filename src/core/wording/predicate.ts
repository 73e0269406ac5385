/** One comparison in words, without its subject: “is 20 °C or more”, 「が20℃以上」. Not how comparisons are joined: describe-condition.ts. */

import type { Comparison } from '../condition/condition-tree.ts'
import { between, order, version } from './order-saying.ts'
import { allOf, anyOf, bracketed, type Phrase, type WordingLanguage } from './phrase.ts'
import { EXISTS, folded, negative, nouns, type Saying, verbs } from './saying.ts'
import { shownText } from './shown-value.ts'
import type { Subject } from './subject.ts'
import { valueWords } from './value-words.ts'
import { yesNo } from './yes-no.ts'

export interface Predicate {
  /** Japanese: what joins it to its subject; predicates with the same one need not repeat it. */
  readonly particle: string
  readonly text: string
  readonly ends: 'noun' | 'verb'
  readonly joint: boolean
  /** A sentence by itself, without the subject. */
  readonly complete: boolean
}

/** Puts a nested comparison, of items or of their number, into words: `it` is what it is about. */
export type Nested = (spec: unknown, it: Subject) => Phrase

export interface Wording {
  readonly language: WordingLanguage
  /** Values of a list that are named; the others are counted. */
  readonly valuesCount: number
  readonly nested: Nested
}

export function predicate(asks: Comparison, about: Subject, negated: boolean, wording: Wording): Predicate {
  const whole = asYesNo(asks, about, negated, wording.language)
  if (whole !== null) return whole
  const said = sayings(asks, about, wording)
  if (wording.language === 'en') return { ...PLAIN, text: said.en[negated ? 1 : 0] }
  const [particle, holds, not] = said.ja
  return { ...PLAIN, particle, text: negated ? not : holds, ends: negated ? 'verb' : said.ends }
}

const PLAIN = { particle: '', ends: 'verb', joint: false, complete: false } as const

/** What is no operator, or has an operand that makes no sense, cannot be answered. */
export const senseless = (step: string, language: WordingLanguage): Predicate => ({
  ...PLAIN,
  particle: 'は',
  text: {
    en: step === '' ? 'cannot be judged' : `cannot be judged by “${step}”`,
    ja: step === '' ? '判断できない' : `「${step}」では判断できない`,
  }[language],
})

function asYesNo(
  { operator, operand }: Comparison,
  { attribute }: Subject,
  negated: boolean,
  language: WordingLanguage,
): Predicate | null {
  const words = yesNo(attribute)
  if (words === null || typeof operand !== 'boolean' || (operator !== '$eq' && operator !== '$ne')) return null
  const holds = (operator === '$eq') === operand
  const yes = holds !== negated
  if (language === 'en') return { ...PLAIN, text: words.en[yes ? 0 : 1], complete: true }
  return { ...PLAIN, text: yes ? words.ja : `${words.ja}ではない`, ends: yes ? 'noun' : 'verb', complete: true }
}

function sayings({ operator, operand }: Comparison, about: Subject, wording: Wording): Saying {
  const { language } = wording
  const value = (one: unknown): string => wordsFor(one, about, language)
  switch (operator) {
    case '$eq':
      return isNothing(operand) ? negative(EXISTS) : same([operand], about, wording)
    case '$ne':
      return negative(isNothing(operand) ? negative(EXISTS) : same([operand], about, wording))
    case '$in':
      return same(operand, about, wording)
    case '$nin':
      return negative(same(operand, about, wording))
    case '$ini':
      return folded(same(operand, about, wording))
    case '$nini':
      return folded(negative(same(operand, about, wording)))
    case '$inGroup':
      return verbs(
        ['is in the group', 'is not in the group'],
        ['が', 'グループ', 'に含まれる', 'に含まれない'],
        operand,
        language,
      )
    case '$notInGroup':
      return negative(
        verbs(
          ['is in the group', 'is not in the group'],
          ['が', 'グループ', 'に含まれる', 'に含まれない'],
          operand,
          language,
        ),
      )
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return order(operator, operand, about, language)
    case '$between':
      return between(operand as readonly [unknown, unknown], about, language)
    case '$exists':
      return operand ? EXISTS : negative(EXISTS)
    case '$type':
      return kind(String(operand))
    case '$prefix':
      return verbs(['begins with', 'does not begin with'], ['が', '', 'で始まる', 'で始まらない'], operand, language)
    case '$suffix':
      return verbs(['ends with', 'does not end with'], ['が', '', 'で終わる', 'で終わらない'], operand, language)
    case '$contains':
      return verbs(['contains', 'does not contain'], ['に', '', 'が含まれる', 'が含まれない'], operand, language)
    case '$glob':
      return verbs(
        ['matches the pattern', 'does not match the pattern'],
        ['が', 'パターン', 'に合う', 'に合わない'],
        operand,
        language,
      )
    case '$regex':
      return expression(operand, language)
    case '$regexi':
      return folded(expression(operand, language))
    case '$near':
      return near(operand as Circle)
    case '$all':
      return holdsAll(operand as readonly unknown[], about, wording)
    case '$alli':
      return folded(holdsAll(operand as readonly unknown[], about, wording))
    case '$elemMatch': {
      const inner = wording.nested(operand, ITEM[language]).text
      const has = about.plural ? 'have' : 'has'
      return {
        en: [`${has} an item of which this holds: ${inner}`, `${has} no item of which this holds: ${inner}`],
        ja: ['に', `次の項目がある（${inner}）`, `次の項目がない（${inner}）`],
        ends: 'verb',
      }
    }
    case '$size':
      return about.plural
        ? howMany(wording.nested(operand, HOW_MANY[language]))
        : size(wording.nested(operand, NUMBER[language]))
    case '$veq':
    case '$vne':
    case '$vgt':
    case '$vgte':
    case '$vlt':
    case '$vlte':
      return version(operator, shownText(operand))
    default:
      return nouns(`${operator} ${value(operand)}`, `${operator} ${value(operand)}`)
  }
}

/** The site's word for one of its own values comes before ours. */
const wordsFor = (value: unknown, { attribute, words }: Subject, language: WordingLanguage): string =>
  (typeof value === 'string' ? words?.(value) : null) ?? valueWords(attribute, value, language)

const isNothing = (operand: unknown): boolean => operand === null || operand === undefined

const ITEM = {
  en: { text: 'it', attribute: null, plural: false },
  ja: { text: '項目', attribute: null, plural: false },
} as const
const NUMBER = {
  en: { text: 'whose number of items', attribute: null, plural: false },
  ja: { text: '項目数', attribute: null, plural: false },
} as const

const HOW_MANY = {
  en: NUMBER.en,
  ja: { text: '数', attribute: null, plural: false },
} as const

function size({ text, ends }: Phrase): Saying {
  const list = nouns(`a list ${text}`, `${text}${ends === 'noun' ? 'の' : ''}リスト`)
  return { ...list, ja: ['は', list.ja[1], list.ja[2]] }
}

/** Of what is a list anyway. */
const howMany = ({ text, ends }: Phrase): Saying => ({
  en: [`are a list ${text}`, `are not a list ${text}`],
  ja: ['の', text, `${text}${ends === 'noun' ? 'ではない' : 'ことはない'}`],
  ends,
})

const expression = (operand: unknown, language: WordingLanguage): Saying =>
  verbs(
    ['matches the regular expression', 'does not match the regular expression'],
    ['が', '正規表現', 'に合う', 'に合わない'],
    operand,
    language,
  )

/** One of several values; of a list of values: it holds one of them. */
function same(operand: unknown, about: Subject, { language, valuesCount }: Wording): Saying {
  const values = operand as readonly unknown[]
  const named = values.slice(0, valuesCount).map((one) => wordsFor(one, about, language))
  const omitted = values.length - named.length
  const any = anyOf(named, omitted, language)
  if (about.plural) {
    return {
      en: [`include ${any}`, `do not include ${any}`],
      ja: [
        'に',
        `${any}が含まれる`,
        values.length > 1 ? `${allOf(named, omitted, language)}がどれも含まれない` : `${any}が含まれない`,
      ],
      ends: 'verb',
    }
  }
  if (values.length < 2) return nouns(any, any)
  const all = allOf(named, omitted, language)
  return {
    en: [`is ${any}`, values.length === 2 ? `is neither ${named.join(' nor ')}` : `is none of ${all}`],
    ja: ['が', any, omitted > 0 ? `${all}のどれでもない` : `${named.map((one) => `${one}でも`).join('')}ない`],
    ends: 'noun',
  }
}

const KINDS: { readonly [type: string]: readonly [en: string, ja: string] } = {
  string: ['a text', '文字列'],
  number: ['a number', '数値'],
  boolean: ['yes or no', '真偽値'],
  array: ['a list', 'リスト'],
  object: ['an object', 'オブジェクト'],
}

function kind(type: string): Saying {
  if (type === 'null') return negative(EXISTS)
  const [en, word] = Object.hasOwn(KINDS, type) ? KINDS[type]! : [`of the type “${type}”`, `「${type}」型の値`]
  return nouns(en, word)
}

interface Circle {
  readonly latitude: number
  readonly longitude: number
  readonly km: number
}

const near = ({ latitude, longitude, km }: Circle): Saying =>
  nouns(
    `within ${km} km of ${latitude}°, ${longitude}°`,
    `${latitude < 0 ? '南緯' : '北緯'}${Math.abs(latitude)}度・${longitude < 0 ? '西経' : '東経'}${Math.abs(longitude)}度から${km} km 以内`,
  )

function holdsAll(specs: readonly unknown[], about: Subject, { language, valuesCount, nested }: Wording): Saying {
  const named = specs
    .slice(0, valuesCount)
    .map((spec) =>
      isLiteral(spec) ? wordsFor(spec, about, language) : bracketed(nested(spec, ITEM[language]).text, language),
    )
  const all = allOf(named, specs.length - named.length, language)
  const both = specs.length > 1
  return {
    en: [
      `${about.plural ? 'include' : 'includes'} ${both ? 'all of ' : ''}${all}`,
      `${about.plural ? 'do' : 'does'} not include ${both ? 'all of ' : ''}${all}`,
    ],
    ja: ['に', `${all}が${both ? 'すべて' : ''}含まれる`, both ? `${all}のどれかが含まれない` : `${all}が含まれない`],
    ends: 'verb',
  }
}

const isLiteral = (spec: unknown): boolean => typeof spec !== 'object' || spec === null || Array.isArray(spec)
