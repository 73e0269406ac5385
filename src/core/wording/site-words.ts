/** What a site calls its own names: traits, their values, categories, scores. Not our words for everything else: value-words.ts. */

import type { CompiledSchema, Labels } from '../compiled.ts'
import type { TraitValue } from '../memory.ts'
import { localized } from './localized.ts'
import { quoted, type WordingLanguage } from './phrase.ts'
import { type Subject, subjectOf } from './subject.ts'

/** What the site has no words for keeps its name, and its value stands as it is. */
export interface SiteWords {
  trait(name: string): string
  /** Numbers and booleans as people of the language write them. */
  value(trait: string, value: TraitValue): string
  category(name: string): string
  score(name: string): string
  /** What a sentence about the attribute is about, in the site's words where it has some. */
  subject(attribute: string): Subject
}

const NO_LABELS: Labels = {}

export function siteWords(schema: CompiledSchema, language: WordingLanguage): SiteWords {
  const { traits, scores, categoryLabels = NO_LABELS } = schema
  const traitWord = (name: string): string | null => localized(own(traits, name)?.label ?? null, language)
  const scoreWord = (name: string): string | null => localized(own(scores, name)?.label ?? null, language)
  const categoryWord = (name: string): string | null => localized(own(categoryLabels, name), language)
  const valueWord = (trait: string, value: string): string | null =>
    localized(own(own(traits, trait)?.valueLabels ?? NO_LABELS, value), language)

  function subject(attribute: string): Subject {
    const ours = subjectOf(attribute, language)
    const dot = attribute.indexOf('.')
    const name = attribute.slice(dot + 1)
    const as = (word: string | null, text: (quotedWord: string) => string): Subject =>
      word === null ? ours : { ...ours, text: text(quoted(word, language)) }
    switch (attribute.slice(0, dot)) {
      case 'traits':
        return { ...as(traitWord(name), (word) => word), words: (value) => quotedOrNull(valueWord(name, value)) }
      case 'affinity':
        return as(categoryWord(name), (word) => ({ ja: `${word}への関心`, en: `the interest in ${word}` })[language])
      case 'score':
        return as(scoreWord(name), (word) => word)
      default:
        return ours
    }
  }
  const quotedOrNull = (word: string | null): string | null => (word === null ? null : quoted(word, language))

  return {
    trait: (name) => traitWord(name) ?? name,
    value: (trait, value) => valueText(value, language, (text) => valueWord(trait, text) ?? text),
    category: (name) => categoryWord(name) ?? name,
    score: (name) => scoreWord(name) ?? name,
    subject,
  }
}

const own = <T>(entries: { readonly [name: string]: T }, name: string): T | null =>
  Object.hasOwn(entries, name) ? entries[name]! : null

function valueText(value: TraitValue, language: WordingLanguage, word: (text: string) => string): string {
  if (typeof value === 'boolean') return { ja: value ? 'はい' : 'いいえ', en: value ? 'Yes' : 'No' }[language]
  if (typeof value === 'number') return numberText(value, language)
  if (typeof value === 'string') return word(value)
  return value.map(word).join({ ja: '、', en: ', ' }[language])
}

const MAX_DECIMALS_COUNT = 6

/** Four digits stand together, because they may be a year. */
export const numberText = (value: number, language: WordingLanguage): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: MAX_DECIMALS_COUNT, useGrouping: 'min2' }).format(value)
