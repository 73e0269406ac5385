/** Pieces of sentences in Japanese and English, and how they are joined. Not what they say: that is the other files here. */

import type { LabelLanguage } from '../condition/attribute-label.ts'

export type WordingLanguage = LabelLanguage

export interface Phrase {
  readonly text: string
  /** Of Japanese: what may follow. `雨` takes の and です, `始まる` does not. English phrases are verbs. */
  readonly ends: 'noun' | 'verb'
  /** Made of several, so that it stands in brackets beside others. */
  readonly joint: boolean
}

export const verb = (text: string): Phrase => ({ text, ends: 'verb', joint: false })
export const noun = (text: string): Phrase => ({ text, ends: 'noun', joint: false })

/** `A and B`, `A, B, and C`; 「A、かつB」. Of nothing: what is always so. */
export function allPhrases(phrases: readonly Phrase[], language: WordingLanguage): Phrase {
  if (phrases.length === 0) return { en: verb('it is always so'), ja: noun('無条件') }[language]
  return joined(phrases, { en: 'and', ja: '、かつ' }, language)
}

/** `A or B`; 「A、またはB」. Of nothing: what is never so. */
export function anyPhrase(phrases: readonly Phrase[], language: WordingLanguage): Phrase {
  if (phrases.length === 0) return { en: verb('it is never so'), ja: verb('決して当てはまらない') }[language]
  return joined(phrases, { en: 'or', ja: '、または' }, language)
}

function joined(phrases: readonly Phrase[], word: { en: string; ja: string }, language: WordingLanguage): Phrase {
  const [only] = phrases
  if (phrases.length === 1 && only) return only
  const texts = phrases.map((phrase) => (phrase.joint ? bracketed(phrase.text, language) : phrase.text))
  const last = phrases.at(-1)!
  const text = language === 'ja' ? texts.join(word.ja) : inEnglish(texts, word.en)
  return { text, ends: last.joint ? 'noun' : last.ends, joint: true }
}

function inEnglish(texts: readonly string[], word: string): string {
  return texts.length === 2 ? texts.join(` ${word} `) : `${texts.slice(0, -1).join(', ')}, ${word} ${texts.at(-1)}`
}

export const bracketed = (text: string, language: WordingLanguage): string =>
  language === 'ja' ? `（${text}）` : `(${text})`

export const quoted = (text: string, language: WordingLanguage): string =>
  language === 'ja' ? `「${text}」` : `“${text}”`

/** `A`, `A or B`, `A, B or C`; 「A、B、Cのいずれか」. `omitted` more are only counted. */
export function anyOf(words: readonly string[], omitted: number, language: WordingLanguage): string {
  const [one, two] = words
  const more = omitted > 0 ? [{ en: `${omitted} others`, ja: `ほか${omitted}件` }[language]] : []
  const all = [...words, ...more]
  if (all.length === 0) return { en: 'one of an empty list', ja: '空のリストのいずれか' }[language]
  if (all.length === 1) return one ?? all[0]!
  if (language === 'ja')
    return all.length === 2 && more.length === 0 ? `${one}または${two}` : `${all.join('、')}のいずれか`
  return `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}

/** `A and B`, `A, B and C`; 「AとB」, 「A、B、C」. */
export function allOf(words: readonly string[], omitted: number, language: WordingLanguage): string {
  const more = omitted > 0 ? [{ en: `${omitted} others`, ja: `ほか${omitted}件` }[language]] : []
  const all = [...words, ...more]
  if (language === 'ja') return all.length === 2 && more.length === 0 ? all.join('と') : all.join('、')
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

/** Names such as utm_source and traits.role stay as they are. */
export const capitalised = (text: string): string =>
  /^\S*[_.]\S/.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1)

/** Before Japanese that follows a Latin word. */
export const spaced = (text: string): string => (/[a-zA-Z0-9]$/.test(text) ? `${text} ` : text)
