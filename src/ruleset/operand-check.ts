/** What an operator takes, whatever the attribute: texts, patterns, versions, places, lists. Not which attributes: operator-rules.ts. */

import { MAX_PATTERN_LENGTH, re2 } from '../core/condition/regex.ts'
import { at, error, type Issue } from '../core/issue.ts'
import { MAX_OPERANDS_COUNT } from './limits.ts'
import { shown, typeWord } from './phrase.ts'

export const VERSION = /^v?\d{1,9}(\.\d{1,9}){0,5}(-[\w.-]{1,40})?(\+[\w.-]{1,40})?$/
/** Half of the Earth's circumference, rounded up. */
export const MAX_DISTANCE_KM = 20_100
const NEAR_ADVICE = 'Write { "$near": { "latitude": 38.27, "longitude": 140.87, "km": 30 } }.'

export function textIssues(operand: unknown, path: string, most: number): readonly Issue[] {
  if (typeof operand !== 'string' || operand === '') {
    const found = operand === '' ? 'an empty one' : typeWord(operand)
    return [error(path, 'bad_operand', `A text belongs here, not ${found}.`, 'Write it in double quotes.')]
  }
  if (operand.length <= most) return []
  const message = `The text has ${operand.length} characters; at most ${most} are allowed.`
  return [error(path, 'too_long', message, 'Shorten it.')]
}

export function regexIssues(operand: unknown, path: string): readonly Issue[] {
  const wrong = textIssues(operand, path, MAX_PATTERN_LENGTH)
  if (wrong.length > 0 || re2.compile(operand as string, '') !== null) return wrong
  const message = `${shown(operand)} is not a pattern that RE2 takes.`
  const advice = 'RE2 has no look-around and no back-references, and bounds repetition; $contains or $glob often do.'
  return [error(path, 'bad_regex', message, advice)]
}

export function versionIssues(operand: unknown, path: string): readonly Issue[] {
  if (typeof operand === 'string' && VERSION.test(operand)) return []
  const advice = 'Write it as a text, for example "17.2" or "2.0.0-beta.1".'
  return [error(path, 'bad_operand', `${shown(operand)} is not a version.`, advice)]
}

export function existsIssues(operand: unknown, path: string): readonly Issue[] {
  if (typeof operand === 'boolean') return []
  const message = `$exists takes true or false, not ${typeWord(operand)}.`
  return [error(path, 'bad_operand', message, 'Write { "$exists": true }.')]
}

/** Degrees and kilometres. */
export function nearIssues(operand: unknown, path: string): readonly Issue[] {
  const keys = typeof operand === 'object' && operand !== null ? Object.keys(operand).sort().join() : ''
  if (keys !== 'km,latitude,longitude') {
    return [error(path, 'bad_operand', '$near takes latitude, longitude and km, and nothing else.', NEAR_ADVICE)]
  }
  const { latitude, longitude, km } = operand as { readonly [key: string]: unknown }
  return [
    ...numberIssues(latitude, -90, 90, at(path, 'latitude')),
    ...numberIssues(longitude, -180, 180, at(path, 'longitude')),
    ...numberIssues(km, 0, MAX_DISTANCE_KM, at(path, 'km')),
  ]
}

function numberIssues(value: unknown, least: number, most: number, path: string): readonly Issue[] {
  if (typeof value === 'number' && value >= least && value <= most) return []
  const message = `A number from ${least} to ${most} belongs here, not ${shown(value)}.`
  return [error(path, 'bad_operand', message, NEAR_ADVICE)]
}

/** `entry` checks one value of the list. */
export function listIssues(
  operand: unknown,
  path: string,
  entry: (value: unknown, path: string) => readonly Issue[],
): readonly Issue[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    const found = Array.isArray(operand) ? 'an empty one' : typeWord(operand)
    const message = `A list of values belongs here, not ${found}.`
    return [error(path, 'bad_operand', message, 'For example ["rain", "snow"].')]
  }
  if (operand.length > MAX_OPERANDS_COUNT) {
    const message = `The list has ${operand.length} values; at most ${MAX_OPERANDS_COUNT} are allowed.`
    return [error(path, 'too_many', message, 'Look for what the values have in common, or save several audiences.')]
  }
  return operand.flatMap((value, index) => entry(value, at(path, index)))
}
