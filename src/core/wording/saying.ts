/** Both answers of a comparison in both languages, and how one is made of another. Not which comparison says what: predicate.ts. */

import { quoted, type WordingLanguage } from './phrase.ts'
import { shownText } from './shown-value.ts'

/** Both languages, and both answers: a comparison is negated in its own words. */
export interface Saying {
  readonly en: readonly [holds: string, not: string]
  readonly ja: readonly [particle: string, holds: string, not: string]
  readonly ends: 'noun' | 'verb'
}

export const EXISTS: Saying = {
  en: ['has a value', 'has no value'],
  ja: ['に', '値がある', '値がない'],
  ends: 'verb',
}

export function negative({ en, ja: [particle, holds, not], ends }: Saying): Saying {
  return {
    en: [en[1], en[0]],
    ja: [particle, not, ends === 'noun' ? `${holds}である` : holds],
    ends: 'verb',
  }
}

/** Compared regardless of case and width. */
export const folded = ({ en, ja: [particle, holds, not], ends }: Saying): Saying => ({
  en: [`${en[0]} (whatever the case)`, `${en[1]} (whatever the case)`],
  ja: [particle, `${holds}（大文字・小文字は問わない）`, `${not}（大文字・小文字は問わない）`],
  ends: ends === 'noun' ? 'noun' : 'verb',
})

export const nouns = (en: string, ja: string): Saying => ({
  en: [`is ${en}`, `is not ${en}`],
  ja: ['が', ja, `${ja}ではない`],
  ends: 'noun',
})

export function verbs(
  [holds, not]: readonly [string, string],
  [particle, before, jaHolds, jaNot]: readonly [string, string, string, string],
  operand: unknown,
  language: WordingLanguage,
): Saying {
  const text = quoted(shownText(operand), language)
  return {
    en: [`${holds} ${text}`, `${not} ${text}`],
    ja: [particle, `${before}${text}${jaHolds}`, `${before}${text}${jaNot}`],
    ends: 'verb',
  }
}
