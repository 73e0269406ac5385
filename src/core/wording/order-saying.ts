/** What comes before and after: `$lt` … `$gte`, `$between` and the versions, in words. Not the other comparisons: predicate.ts. */

import type { WordingLanguage } from './phrase.ts'
import { negative, nouns, type Saying } from './saying.ts'
import type { Subject } from './subject.ts'
import { clock, valueWords } from './value-words.ts'

const TEMPORAL: ReadonlySet<string> = new Set(['time.date', 'time.minuteOfDay', 'time.month', 'time.weekday'])

export type Order = '$lt' | '$lte' | '$gt' | '$gte'

export function order(operator: Order, operand: unknown, about: Subject, language: WordingLanguage): Saying {
  const hours = about.attribute === 'time.hour' ? asClock(operator, operand) : null
  if (hours !== null) return temporal(hours[0], clock(hours[1]))
  const words = withSpace(valueWords(about.attribute, operand, language), language)
  if (about.attribute !== null && TEMPORAL.has(about.attribute)) return temporal(operator, words)
  switch (operator) {
    case '$lt':
      return { en: [`is less than ${words}`, `is not less than ${words}`], ...ja(`${words}未満`) }
    case '$lte':
      return { en: [`is ${words} or less`, `is not ${words} or less`], ...ja(`${words}以下`) }
    case '$gt':
      return {
        en: [`is more than ${words}`, `is not more than ${words}`],
        ja: ['が', `${words}を超える`, `${words}を超えない`],
        ends: 'verb',
      }
    case '$gte':
      return { en: [`is ${words} or more`, `is not ${words} or more`], ...ja(`${words}以上`) }
  }
}

const ja = (text: string): Pick<Saying, 'ja' | 'ends'> => ({ ja: ['が', text, `${text}ではない`], ends: 'noun' })

function temporal(operator: Order, words: string): Saying {
  switch (operator) {
    case '$lt':
      return { en: [`is before ${words}`, `is not before ${words}`], ...ja(`${words}より前`) }
    case '$lte':
      return { en: [`is ${words} or earlier`, `is not ${words} or earlier`], ...ja(`${words}以前`) }
    case '$gt':
      return { en: [`is after ${words}`, `is not after ${words}`], ...ja(`${words}より後`) }
    case '$gte':
      return { en: [`is ${words} or later`, `is not ${words} or later`], ...ja(`${words}以降`) }
  }
}

const MINUTES_AN_HOUR = 60

/** Hours are whole: after hour 17 is from 18:00 on. Null where no hour is asked about. */
function asClock(operator: Order, operand: unknown): readonly [Order, number] | null {
  if (!Number.isInteger(operand)) return null
  const hour = operand as number
  const from = operator === '$gt' || operator === '$lte' ? hour + 1 : hour
  return [operator === '$gt' || operator === '$gte' ? '$gte' : '$lt', from * MINUTES_AN_HOUR]
}

export function between([low, high]: readonly [unknown, unknown], about: Subject, language: WordingLanguage): Saying {
  if (about.attribute === 'time.hour' && Number.isInteger(low) && Number.isInteger(high)) {
    const [from, to] = [clock(Number(low) * MINUTES_AN_HOUR), clock(Number(high) * MINUTES_AN_HOUR + 59)]
    return range(from, to)
  }
  return range(valueWords(about.attribute, low, language), valueWords(about.attribute, high, language))
}

const range = (from: string, to: string): Saying => ({
  en: [`is from ${from} to ${to}`, `is not between ${from} and ${to}`],
  ja: ['が', `${from}から${to}まで`, `${from}から${to}までの間ではない`],
  ends: 'noun',
})

export type VersionOperator = '$veq' | '$vne' | '$vgt' | '$vgte' | '$vlt' | '$vlte'

export function version(operator: VersionOperator, words: string): Saying {
  switch (operator) {
    case '$veq':
      return nouns(`version ${words}`, `バージョン${words}`)
    case '$vne':
      return negative(nouns(`version ${words}`, `バージョン${words}`))
    case '$vgt':
      return nouns(`later than version ${words}`, `バージョン${words}より後`)
    case '$vgte':
      return nouns(`version ${words} or later`, `バージョン${words}以降`)
    case '$vlt':
      return nouns(`earlier than version ${words}`, `バージョン${words}より前`)
    case '$vlte':
      return nouns(`version ${words} or earlier`, `バージョン${words}以前`)
  }
}

/** Units in Latin letters stand apart from what follows in Japanese. */
const withSpace = (words: string, language: WordingLanguage): string =>
  language === 'ja' && /[a-zA-Z]$/.test(words) ? `${words} ` : words
