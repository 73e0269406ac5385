/** Merge fields that always show their fallback, or that show a word of the rules to people. Not their form: template-check.ts. */

import type { MergeField, Template } from '../../core/compiled.ts'
import { describeAttribute } from '../../core/condition/attribute.ts'
import * as valueSet from '../../core/conjunction/value-set.ts'
import { fieldsOf, parseTemplate } from '../../core/content/parse-template.ts'
import { type Issue, warning } from '../../core/issue.ts'
import { shown } from '../phrase.ts'
import { contentsOf, type PlacedText, textsOf } from './contents.ts'
import { possible, type ReadExperience, type Reading } from './reading.ts'

export const mergeFieldIssues = (reading: Reading): readonly Issue[] =>
  reading.experiences
    .filter(({ enabled }) => enabled)
    .flatMap((experience) =>
      experience.authored.variants.flatMap((variant, index) =>
        contentsOf(variant, index, experience, reading.authored.slots)
          .flatMap(textsOf)
          .flatMap((text) => textIssues(text, experience, reading)),
      ),
    )

function textIssues(placed: PlacedText, experience: ReadExperience, reading: Reading): readonly Issue[] {
  if (!placed.text.includes('{{')) return []
  const parsed = parseTemplate(placed.text)
  if (!parsed.ok) return []
  return fieldsOf(parsed.value).flatMap(
    (field) => sourceIssue(field, placed, experience, reading) ?? wordingIssue(field, parsed.value, placed) ?? [],
  )
}

const written = ({ attribute, fallback }: MergeField): string => `{{${attribute}|${fallback}}}`

function sourceIssue(
  field: MergeField,
  { path }: PlacedText,
  experience: ReadExperience,
  reading: Reading,
): readonly Issue[] | null {
  const { attribute } = field
  const why =
    describeAttribute(attribute)?.needsProfile && !reading.memory
      ? `${attribute} is never known, because site.memory is "off"`
      : isMissing(attribute, experience, reading)
        ? `the condition asks for visitors without ${attribute}`
        : null
  if (why === null) return null
  const message = `${written(field)} always shows its fallback: ${why}.`
  return [
    warning(path, 'merge_field_without_source', message, 'Write the words themselves, or take another attribute.'),
  ]
}

/** Whether in every way in which the condition can hold the value is known to be missing. */
function isMissing(attribute: string, { condition }: ReadExperience, { alternatives }: Reading): boolean {
  if (condition === null) return false
  const either = possible(alternatives(condition, 'experience'))
  return either.length > 0 && either.every(({ terms }) => isOnlyMissing(terms.get(attribute)?.plain))
}

const isOnlyMissing = (values: valueSet.ValueSet | undefined): boolean =>
  values !== undefined && valueSet.isWithin(values, { ...valueSet.NO_VALUE, missing: true })

/** Where people read it as it is. */
const READ_KEYS: ReadonlySet<string> = new Set(['text', 'alt'])
const CODES: { readonly [attribute: string]: string } = {
  'geo.country': 'JP',
  'geo.continent': 'AS',
  'geo.regionCode': '13',
  language: 'ja',
}
/** Among Latin letters "rain" may be meant; in a Japanese sentence it is not. */
const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/u

function wordingIssue(field: MergeField, template: Template, { path, key }: PlacedText): readonly Issue[] | null {
  const attribute = describeAttribute(field.attribute)
  if (attribute === null || !READ_KEYS.has(key)) return null
  const advice = 'Write an experience for each value, with words of its own.'
  if (attribute.type === 'boolean') {
    return [warning(path, 'merge_field_wording', `${written(field)} shows "true" or "false".`, advice)]
  }
  const example = CODES[field.attribute] ?? attribute.values?.[0]
  if (example === undefined || !NOT_LATIN.test(wordsAround(field, template))) return null
  const message = `${written(field)} shows a word of the rules, such as ${shown(example)}, inside this text.`
  return [warning(path, 'merge_field_wording', message, advice)]
}

const wordsAround = ({ fallback }: MergeField, template: Template): string =>
  [fallback, ...(typeof template === 'string' ? [] : template.filter((piece) => typeof piece === 'string'))].join(' ')
