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

export function schemaIssues({ traits = {}, scores = {}, ...of }: AuthoredSchema): readonly Issue[] {
  const { categories = [], categoryLabels } = of
  const categoriesPath = at(PATH, 'categories')
  return [
    ...Object.entries(traits).flatMap(([name, trait]) => traitIssues(name, trait, at(at(PATH, 'traits'), name))),
    ...Object.entries(scores).flatMap(([name, score]) => scoreIssues(name, score, at(at(PATH, 'scores'), name))),
    ...categories.flatMap((name, index) => categoryIssues(name, at(categoriesPath, index))),
    ...duplicateIssues(categories.map((name, index) => [name, at(categoriesPath, index)] as const)),
    ...labelsIssues(categoryLabels, of.categories, 'categories', at(PATH, 'categoryLabels')),
  ]
}

function traitIssues(name: string, trait: AuthoredTrait, path: string): readonly Issue[] {
  return [
    ...scoreIssues(name, trait, path),
    ...(trait.ask === undefined ? [] : localizedIssues(trait.ask, at(path, 'ask'))),
    ...valuesIssues(trait, at(path, 'values')),
    ...valueLabelsIssues(trait, at(path, 'valueLabels')),
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

function valueLabelsIssues({ values, valueLabels }: AuthoredTrait, path: string): readonly Issue[] {
  if (valueLabels === undefined || values !== undefined) return labelsIssues(valueLabels, values, 'values', path)
  const message = 'There are no values that these words could stand for.'
  return [error(path, 'no_effect', message, 'List the texts in values, or leave valueLabels out.')]
}

/** Words for what is not among the names would be shown to nobody. `names` undefined: any name may come. */
function labelsIssues(
  labels: { readonly [name: string]: Localized } = {},
  names: readonly string[] | undefined,
  list: 'values' | 'categories',
  path: string,
): readonly Issue[] {
  return Object.entries(labels).flatMap(([name, label]) => {
    if (names === undefined || names.includes(name)) return localizedIssues(label, at(path, name))
    const advice = didYouMean(name, names, `Add it to ${list}, or leave its words out.`)
    return [error(at(path, name), 'not_one_of', `${shown(name)} is not among the ${list}.`, advice)]
  })
}

/** A category is the last part of `affinity.CATEGORY`. */
function categoryIssues(name: string, path: string): readonly Issue[] {
  if (isFit(name) && !name.split('.').some((part) => part === '' || isForbiddenName(part))) return []
  const advice = 'Take another name, without quotation marks, backslashes and a dot at its ends.'
  return [error(path, 'bad_id', `${shown(name)} may not be a category.`, advice)]
}
