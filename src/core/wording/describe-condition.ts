/** A condition as one sentence fragment: “it is raining and the temperature is 12 °C or less”. Not its answer: describe-why.ts. */

import type { ConditionOptions } from '../condition/condition-options.ts'
import { type ConditionNode, conditionTrees } from '../condition/condition-tree.ts'
import { allPhrases, anyPhrase, type Phrase, quoted, spaced, verb, type WordingLanguage } from './phrase.ts'
import { type Predicate, predicate, senseless, type Wording } from './predicate.ts'
import { fieldOf, type Subject, subjectOf } from './subject.ts'

export interface WordingLimits {
  /** Values of one list that are named; the others are counted. */
  readonly valuesCount: number
  /** Parts that are joined in one place; the others are counted. */
  readonly partsCount: number
}

export const WORDING_LIMITS: WordingLimits = { valuesCount: 8, partsCount: 12 }

/**
 * Without a capital or a full stop. Audiences stand by their names. Never throws: what makes no sense is said not to be
 * judged. `groups` are only needed for `$inGroup`.
 */
export function describeCondition(
  condition: unknown,
  language: WordingLanguage,
  { limits = WORDING_LIMITS, ...options }: Omit<ConditionOptions, 'audiences'> & { limits?: WordingLimits } = {},
): string {
  return describeNode(conditionTrees({ ...options, regex: null })(condition), language, limits).text
}

/** What a node of a condition's tree needs to have to be put into words: those of trace.ts have it, too. */
export interface Asked {
  readonly step: string
  readonly rule: ConditionNode['rule'] | 'audience'
  readonly asks: ConditionNode['asks']
  readonly parts: readonly Asked[]
}

export function describeNode(node: Asked, language: WordingLanguage, limits: WordingLimits = WORDING_LIMITS): Phrase {
  return describeAs(node, language, (name) => subjectOf(name, language), limits)
}

/** `subject`: what a sentence about an attribute is about, where that is not for us to say alone. */
export const describeAs = (
  node: Asked,
  language: WordingLanguage,
  subject: (attribute: string) => Subject,
  limits: WordingLimits = WORDING_LIMITS,
): Phrase => phraseOf(node, false, wordsFor(language, limits, subject))

/** One comparison, or several, of an attribute's value. */
export function describePart(node: Asked, attribute: string, language: WordingLanguage): Phrase {
  const words = wordsFor(language, WORDING_LIMITS, (name) => subjectOf(name, language))
  const about = subjectOf(attribute, language)
  return sentence(about, predicateOf(node, about, false, words), language)
}

interface Words extends Wording {
  readonly partsCount: number
  readonly subject: (name: string) => Subject
}

function wordsFor(language: WordingLanguage, limits: WordingLimits, subject: Words['subject'], depth = 0): Words {
  const inside = (): Words => wordsFor(language, limits, (name) => fieldOf(name, language), depth + 1)
  return {
    language,
    ...limits,
    subject,
    nested: (spec, it) => (depth < MAX_NESTED_DEPTH ? nestedPhrase(spec, it, inside()) : verb('…')),
  }
}

/** Lists of lists of lists: what lies deeper no sentence can hold. */
const MAX_NESTED_DEPTH = 3

const ANY_NAME = 'value'

/** Operators and literals are about the item itself, other keys about its fields. */
function nestedPhrase(spec: unknown, it: Subject, words: Words): Phrase {
  const isFields = typeof spec === 'object' && spec !== null && !Array.isArray(spec)
  const ofFields = isFields && Object.keys(spec).some((key) => !key.startsWith('$'))
  if (ofFields) return phraseOf(conditionTrees({})(spec), false, words)
  const value = conditionTrees({})({ [ANY_NAME]: spec }).parts[0]!
  return sentence(it, predicateOf({ ...value, rule: 'every' }, it, false, words), words.language)
}

function phraseOf(node: Asked, negated: boolean, words: Words): Phrase {
  switch (node.rule) {
    case 'audience':
      return audiencePhrase(node, negated, words.language)
    case 'attribute': {
      const about = words.subject(node.step)
      return sentence(about, predicateOf({ ...node, rule: 'every' }, about, negated, words), words.language)
    }
    case 'test':
      return node.step.startsWith('$audience(')
        ? audiencePhrase(node, negated, words.language)
        : sentence(WHOLE[words.language], senseless(node.step, words.language), words.language)
    case 'every':
      if (node.step.startsWith('$audience(')) return audiencePhrase(node, negated, words.language)
      return joinedPhrase(node, negated, negated, words)
    case 'some':
      return joinedPhrase(node, !negated, negated, words)
    case 'none':
      return joinedPhrase(node, negated, !negated, words)
    case 'not':
      return joinedPhrase(node, false, !negated, words)
  }
}

const WHOLE = {
  en: { text: 'the condition', attribute: null, plural: false },
  ja: { text: '条件', attribute: null, plural: false },
} as const

/** By De Morgan's laws, which hold with three answers, too: a negation is said of each part. */
function joinedPhrase({ parts }: Asked, any: boolean, negated: boolean, words: Words): Phrase {
  const shown = parts.slice(0, words.partsCount).map((part) => phraseOf(part, negated, words))
  const more = countPhrase(parts.length - shown.length, words.language)
  return (any ? anyPhrase : allPhrases)([...shown, ...more], words.language)
}

const countPhrase = (omitted: number, language: WordingLanguage): readonly Phrase[] =>
  omitted === 0 ? [] : [verb({ en: `${omitted} more`, ja: `ほか${omitted}件` }[language])]

function audiencePhrase({ step }: Asked, negated: boolean, language: WordingLanguage): Phrase {
  const name = quoted(step.slice('$audience('.length, -1), language)
  return verb(
    {
      en: `the visitor is ${negated ? 'not ' : ''}in the audience ${name}`,
      ja: `オーディエンス${name}に当てはま${negated ? 'らない' : 'る'}`,
    }[language],
  )
}

function predicateOf(node: Asked, about: Subject, negated: boolean, words: Words): Predicate {
  switch (node.rule) {
    case 'every':
    case 'attribute':
      return joinedPredicate(node, about, negated, negated, words)
    case 'some':
      return joinedPredicate(node, about, !negated, negated, words)
    case 'none':
      return joinedPredicate(node, about, negated, !negated, words)
    case 'not':
      return joinedPredicate(node, about, false, !negated, words)
    default:
      return node.asks === null ? senseless(node.step, words.language) : predicate(node.asks, about, negated, words)
  }
}

function joinedPredicate({ parts }: Asked, about: Subject, any: boolean, negated: boolean, words: Words): Predicate {
  const all = parts.slice(0, words.partsCount).map((part) => predicateOf(part, about, negated, words))
  const [first] = all
  if (all.length === 1 && first) return first
  const { language } = words
  const phrases = all.map((one, at): Phrase => {
    const repeats =
      language === 'ja' && !one.complete && at > 0 && (one.particle !== first!.particle || first!.complete)
    return { ...one, text: repeats ? spaced(about.text) + one.particle + one.text : one.text }
  })
  const more = countPhrase(parts.length - all.length, language)
  const joined = (any ? anyPhrase : allPhrases)([...phrases, ...more], language)
  return { ...joined, particle: first?.particle ?? '', complete: first?.complete ?? true }
}

function sentence(about: Subject, said: Predicate, language: WordingLanguage): Phrase {
  if (said.complete) return said
  const text = language === 'en' ? `${about.text} ${said.text}` : spaced(about.text) + said.particle + said.text
  return { ...said, text }
}
