/** Whether an attribute can ever hold a value that it is compared with. Not operators: operator-rules.ts. */

import type { AttributeDescription, AttributeType } from '../core/condition/attribute.ts'
import { error, type Issue } from '../core/issue.ts'
import { MAX_OPERAND_LENGTH } from './limits.ts'
import { anyOf, didYouMean, shown, typeWord } from './phrase.ts'

/** Texts with a fixed form, which a slip would make unequal to everything. */
export const FORMS: { readonly [attribute: string]: readonly [form: RegExp, advice: string] } = {
  'geo.country': [/^[A-Z][A-Z0-9]$/, 'Write the two capital letters of ISO 3166, for example "JP".'],
  'geo.regionCode': [
    /^[A-Z0-9]{1,3}$/,
    'Write what ISO 3166-2 has behind the hyphen, for example "27" for Osaka, JP-27.',
  ],
  'time.date': [/^\d{4}-\d\d-\d\d$/, 'Write year, month and day as "2026-11-22".'],
}

const TYPES: { readonly [type in AttributeType]: readonly [word: string, javascript: string, advice: string] } = {
  string: ['a text', 'string', 'Compare it with a text, in double quotes.'],
  number: ['a number', 'number', 'Compare it with a number, without quotes.'],
  boolean: ['true or false', 'boolean', 'Compare it with true or false, without quotes.'],
  strings: ['a list of texts', 'string', 'Compare it with a text, in double quotes: one of the list is enough.'],
  place: ['a place', 'object', 'Of a place ask $near, or use geo.country, geo.city and so on.'],
  any: ['anything', 'any', 'Compare it with a text, a number, true or false.'],
}

export const typeOfAttribute = (type: AttributeType): string => TYPES[type][0]

/** `null` asks whether the value is missing, which every attribute may be. */
export function literalIssues(value: unknown, attribute: AttributeDescription, path: string): readonly Issue[] {
  const wrong = comparableIssues(value, attribute, path)
  if (wrong.length > 0) return wrong
  if (typeof value === 'number') return rangeIssues(value, attribute, path)
  return typeof value === 'string' ? valueIssues(value, attribute, path) : []
}

/** Whether the types agree and the value has a sound form and size: enough for order, and for comparing regardless of case. */
export function comparableIssues(value: unknown, attribute: AttributeDescription, path: string): readonly Issue[] {
  if (value === null) return []
  const [word, javascript, advice] = TYPES[attribute.type]
  if (typeof value === 'object' || (typeof value !== javascript && javascript !== 'any')) {
    const message = `${attribute.name} is ${word}, and ${shown(value)} is ${typeWord(value)}.`
    return [error(path, 'type_mismatch', message, advice)]
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return [error(path, 'bad_operand', 'The number is too large.', 'Write a smaller one.')]
  }
  if (typeof value !== 'string' || value.length <= MAX_OPERAND_LENGTH) return []
  const message = `The text has ${value.length} characters; at most ${MAX_OPERAND_LENGTH} are allowed.`
  return [error(path, 'too_long', message, 'Shorten it.')]
}

/** Whether a text has the form that all values of the attribute have. */
export function formIssues(value: unknown, { name }: AttributeDescription, path: string): readonly Issue[] {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined
  if (form === undefined || typeof value !== 'string' || form[0].test(value)) return []
  return [error(path, 'never_matches', `${name} is never ${shown(value)}.`, form[1])]
}

function rangeIssues(value: number, { name, range }: AttributeDescription, path: string): readonly Issue[] {
  if (range === null || (value >= range[0] && value <= range[1])) return []
  return [error(path, 'never_matches', `${name} is never ${value}.`, `It runs from ${range[0]} to ${range[1]}.`)]
}

function valueIssues(value: string, attribute: AttributeDescription, path: string): readonly Issue[] {
  const { name, values } = attribute
  if (values === null) return formIssues(value, attribute, path)
  if (values.includes(value)) return []
  const advice = didYouMean(value, values, `It is ${anyOf(values)}.`)
  return [error(path, 'never_matches', `${name} is never ${shown(value)}.`, advice)]
}
