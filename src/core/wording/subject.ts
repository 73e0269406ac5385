/** What a sentence is about: an attribute, or an item of a list. Not what it says of it: predicate.ts. */

import { describeAttribute } from '../condition/attribute.ts'
import { attributeLabel } from '../condition/attribute-label.ts'
import { quoted, type WordingLanguage } from './phrase.ts'

export interface Subject {
  /** With its article in English; empty where the predicate says it all. */
  readonly text: string
  /** Null: an item of a list, of which nothing is known. */
  readonly attribute: string | null
  readonly plural: boolean
  /** The site's words for a value of it; null: it has none. Absent: for no value. */
  readonly words?: (value: string) => string | null
}

/** Where the label with an article would not make a sentence. */
const ENGLISH: { readonly [attribute: string]: string } = {
  'weather.kind': 'it',
  'time.hour': 'the time',
  'time.minuteOfDay': 'the time',
  'time.weekday': 'it',
  'time.month': 'it',
  'time.season': 'it',
  'time.dayPart': 'it',
  'visit.daysSinceLast': 'the time since the last visit',
  'visit.pageCount': 'the number of pages seen in this visit',
  languages: 'the languages',
  'profile.daysSincePurchase': 'the time since the last purchase',
  'profile.daysKnown': 'the time since the first visit',
  'profile.itemViews': 'the largest number of views of one item',
  'cart.hoursSinceChange': 'the time since the cart changed',
}

const PLURAL: ReadonlySet<string> = new Set(['languages', 'profile.searches', 'profile.items', 'cart.items'])

export function subjectOf(attribute: string, language: WordingLanguage): Subject {
  return { text: subjectText(attribute, language), attribute, plural: PLURAL.has(attribute) }
}

function subjectText(attribute: string, language: WordingLanguage): string {
  const label = attributeLabel(attribute, language)
  if (language === 'ja') return label
  if (Object.hasOwn(ENGLISH, attribute)) return ENGLISH[attribute]!
  if ((label === attribute && attribute.includes('.')) || label.startsWith('utm_')) return label
  return describeAttribute(attribute)?.family === 'page' && label.endsWith('in the address') ? label : `the ${label}`
}

/** A field of an item, whose names are the site's own. */
export const fieldOf = (name: string, language: WordingLanguage): Subject => ({
  text: quoted(name, language),
  attribute: null,
  plural: false,
})

export const subject = (text: string): Subject => ({ text, attribute: null, plural: false })
