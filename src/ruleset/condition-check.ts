/** Holds a condition against attributes, operators and saved audiences. Not what operators take: operator-rules.ts. Not evaluation. */

import { at, error, type Issue } from '../core/issue.ts'
import type { FindAttribute } from './attribute-check.ts'
import { MAX_CONDITION_NESTING_COUNT, MAX_CONDITION_TERMS_COUNT } from './limits.ts'
import { specIssues, unknownOperator, VALUE_OPERATORS } from './operator-rules.ts'
import { didYouMean, shown, typeWord } from './phrase.ts'

/** What a condition may name. */
export interface Nameable {
  readonly audiences: ReadonlySet<string>
  readonly find: FindAttribute
}

/** `path` is where the condition stands. */
export function conditionIssues(condition: unknown, path: string, known: Nameable): readonly Issue[] {
  const { depth, terms } = sizeOf(condition)
  if (depth > MAX_CONDITION_NESTING_COUNT) {
    const message = `The condition lies ${depth} deep in itself; at most ${MAX_CONDITION_NESTING_COUNT} are allowed.`
    return [error(path, 'too_deep', message, 'Save an inner part as an audience and name it with $audience.')]
  }
  if (terms > MAX_CONDITION_TERMS_COUNT) {
    const message = `The condition has ${terms} terms; at most ${MAX_CONDITION_TERMS_COUNT} are allowed.`
    return [error(path, 'too_many', message, 'Gather values with $in, or save parts of it as audiences.')]
  }
  return partIssues(condition, path, known)
}

/** Objects inside each other, and keys in all. */
function sizeOf(value: unknown): { readonly depth: number; readonly terms: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, terms: 0 }
  const isList = Array.isArray(value)
  let depth = 0
  let terms = isList ? 0 : Object.keys(value).length
  for (const nested of Object.values(value)) {
    const size = sizeOf(nested)
    depth = Math.max(depth, size.depth)
    terms += size.terms
  }
  return { depth: depth + (isList ? 0 : 1), terms }
}

function partIssues(condition: unknown, path: string, known: Nameable): readonly Issue[] {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    const advice = 'Write { "attribute": value }, for example { "weather.kind": "rain" }.'
    return [error(path, 'wrong_type', `A condition must be an object, not ${typeWord(condition)}.`, advice)]
  }
  return Object.entries(condition).flatMap(([key, operand]) => entryIssues(key, operand, at(path, key), known))
}

function entryIssues(key: string, operand: unknown, path: string, known: Nameable): readonly Issue[] {
  if (key === '$and' || key === '$or' || key === '$nor') return partListIssues(key, operand, path, known)
  if (key === '$not') return partIssues(operand, path, known)
  if (key === '$audience') return audienceIssues(operand, path, known.audiences)
  if (VALUE_OPERATORS.includes(key)) {
    const advice = `Write { "attribute": { "${key}": … } }.`
    return [error(path, 'bad_operand', `${key} stands where an attribute should.`, advice)]
  }
  if (key.startsWith('$')) return unknownOperator(key, path)
  const attribute = known.find(key, path)
  return attribute.ok ? specIssues(operand, path, attribute.value) : attribute.error
}

function partListIssues(key: string, operand: unknown, path: string, known: Nameable): readonly Issue[] {
  if (Array.isArray(operand) && operand.length > 0) {
    return operand.flatMap((condition, index) => partIssues(condition, at(path, index), known))
  }
  const message = `${key} takes a list of conditions, not ${Array.isArray(operand) ? 'an empty one' : typeWord(operand)}.`
  const advice = `For example { "${key}": [{ "geo.country": "JP" }, { "language": "ja" }] }.`
  return [error(path, 'bad_operand', message, advice)]
}

/** `name` should be that of a saved audience. */
export function audienceIssues(name: unknown, path: string, audiences: ReadonlySet<string>): readonly Issue[] {
  if (typeof name !== 'string') {
    const message = `$audience takes the name of an audience, not ${typeWord(name)}.`
    return [error(path, 'bad_operand', message, 'For example { "$audience": "rainy-hikers" }.')]
  }
  if (audiences.has(name)) return []
  const advice = didYouMean(name, [...audiences], 'Add it to audiences, or take the reference out.')
  return [error(path, 'unknown_audience', `There is no audience ${shown(name)}.`, advice)]
}
