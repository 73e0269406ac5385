/** What a site declares of its visitors: traits, scores, categories. Not their shape: shape.ts; not who names them: attribute-check.ts. */

import type { AuthoredSchema, AuthoredScore, AuthoredTrait, Localized } from '../core/authored.ts'
import { isPurpose } from '../core/compile/compile-site.ts'
import { isForbiddenName } from '../core/condition/lookup.ts'
import { PURPOSES } from '../core/consent.ts'
import { at, error, type Issue, warning } from '../core/issue.ts'
import { isFit } from '../core/memory/names.ts'
import { durationIssues } from './duration-check.ts'
import { duplicateIssues, idIssues } from './id-check.ts'
import { localizedIssues } from './language-check.ts'
import { MAX_RETENTION_DAYS } from './limits.ts'
import { anyOf, didYouMean, shown } from './phrase.ts'

const PATH = 'site.schema'

export function schemaIssues({ traits = {}, scores = {}, categories = [] }: AuthoredSchema): readonly Issue[] {
  const categoriesPath = at(PATH, 'categories')
  return [
    ...Object.entries(traits).flatMap(([name, trait]) => traitIssues(name, trait, at(at(PATH, 'traits'), name))),
    ...Object.entries(scores).flatMap(([name, score]) => scoreIssues(name, score, at(at(PATH, 'scores'), name))),
    ...categories.flatMap((name, index) => categoryIssues(name, at(categoriesPath, index))),
    ...duplicateIssues(categories.map((name, index) => [name, at(categoriesPath, index)] as const)),
  ]
}

function traitIssues(name: string, trait: AuthoredTrait, path: string): readonly Issue[] {
  return [
    ...scoreIssues(name, trait, path),
    ...(trait.ask === undefined ? [] : localizedIssues(trait.ask, at(path, 'ask'))),
    ...valuesIssues(trait, at(path, 'values')),
    ...(trait.sensitive === true && !isTold(trait.purpose) ? [untold(name, at(path, 'purpose'))] : []),
  ]
}

function scoreIssues(name: string, { label, purpose, retention }: AuthoredScore, path: string): readonly Issue[] {
  return [
    ...idIssues(name, path),
    ...(label === undefined ? [] : localizedIssues(label, at(path, 'label'))),
    ...(purpose === undefined ? [] : purposeIssues(purpose, at(path, 'purpose'))),
    ...(retention === undefined ? [] : durationIssues(retention, at(path, 'retention'), MAX_RETENTION_DAYS, '365d')),
  ]
}

/** One word in small letters tells people nothing, so that a purpose of the list was meant. */
const WORD = /^[a-z]+$/

function purposeIssues(purpose: Localized, path: string): readonly Issue[] {
  if (typeof purpose !== 'string') return localizedIssues(purpose, path)
  if (isPurpose(purpose) || !WORD.test(purpose)) return []
  const advice = didYouMean(purpose, PURPOSES, `Write ${anyOf(PURPOSES)}, or a sentence for people.`)
  return [error(path, 'not_one_of', `${shown(purpose)} is not a consent purpose.`, advice)]
}

const isTold = (purpose: Localized | undefined): boolean => purpose !== undefined && !isPurpose(purpose)

const untold = (name: string, path: string): Issue =>
  warning(
    path,
    'no_purpose',
    `The trait ${name} is sensitive, and nobody is told what it is for.`,
    'Write a sentence for people, for example { "ja": "…", "en": "To show what fits your diet." }.',
  )

function valuesIssues({ type, values }: AuthoredTrait, path: string): readonly Issue[] {
  if (values === undefined) return []
  if (type === 'string' || type === 'strings') {
    return duplicateIssues(values.map((value, index) => [value, at(path, index)] as const))
  }
  const advice = 'Leave values out, or take the type string.'
  return [error(path, 'no_effect', `A trait of the type ${type} has no values to choose from.`, advice)]
}

/** A category is the last part of `affinity.CATEGORY`. */
function categoryIssues(name: string, path: string): readonly Issue[] {
  if (isFit(name) && !name.split('.').some((part) => part === '' || isForbiddenName(part))) return []
  const advice = 'Take another name, without quotation marks, backslashes and a dot at its ends.'
  return [error(path, 'bad_id', `${shown(name)} may not be a category.`, advice)]
}
