/** A value held against a valibot schema, and valibot's findings as issues a marketer can read. Not the schema: shape.ts. */

import * as v from 'valibot'
import { at, error, type Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { withoutComments } from './comment.ts'
import { allOf, anyOf, didYouMean, shown, typeWord } from './phrase.ts'

type Keys = readonly (string | number)[]

/** `path`: where `written` stands in the document. Comments are no part of a shape, and come out of it no more. */
export function readShape<S extends v.GenericSchema>(
  schema: S,
  written: unknown,
  path = '',
): Result<v.InferOutput<S>, Issue[]> {
  const { value, issues } = withoutComments(written, path)
  const read = v.safeParse(schema, value)
  if (read.success && issues.length === 0) return ok(read.output)
  return fail([...issues, ...(read.issues ?? []).map((issue) => toIssue(issue, schema, value, path))])
}

function toIssue(issue: v.BaseIssue<unknown>, schema: v.GenericSchema, value: unknown, base: string): Issue {
  const keys: Keys = (issue.path ?? []).map((item) => item.key as string | number)
  const path = keys.reduce<string>(at, base)
  const name = nameOf(keys, base)
  const found = keys.reduce<unknown>(entryOf, value)
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(path, keys, schema)
  if (issue.type === 'strict_object' && issue.path?.at(-1)?.origin === 'key') return missing(path, name)
  return byAction(issue, path, name, found) ?? wrongType(issue, path, name, found)
}

function unknownKey(path: string, keys: Keys, schema: v.GenericSchema): Issue {
  const known = entriesOf(keys.slice(0, -1).reduce<unknown>(schemaOf, schema))
  const advice = didYouMean(String(keys.at(-1)), known, `Known here: ${allOf(known)}.`)
  return error(path, 'unknown_key', `${shown(String(keys.at(-1)))} is not known here.`, advice)
}

const EXAMPLES: { readonly [key: string]: string } = {
  format: '1',
  site: '{ "timeZone": "Asia/Tokyo", "locale": "ja" }',
  timeZone: '"Asia/Tokyo"',
  locale: '"ja"',
  slots: '{ … }',
  experiences: '[ … ]',
  variants: '[ … ]',
  paths: '["/"]',
  selector: '"section.hero"',
  id: '"rain-jackets"',
  days: '["sat", "sun"]',
  from: '"16:00"',
  to: '"22:00"',
  count: '3',
  per: '"7d"',
  type: '"string"',
  match: '"/category/:name/*"',
}

const missing = (path: string, name: string): Issue =>
  error(path, 'missing', `${name} is missing.`, `Add it, for example "${name}": ${EXAMPLES[name] ?? '…'}.`)

const SHARE_ADVICE = 'A share runs from 0 to 1; write 0.1 for 10 %.'
const NUMBER_ADVICE: { readonly [key: string]: string } = {
  allocation: SHARE_ADVICE,
  control: SHARE_ADVICE,
  holdout: SHARE_ADVICE,
  weight: 'Weights are relative: 1 and 1 share evenly, 3 and 1 give three quarters to the first.',
}

/** Findings about a value whose type is right. */
function byAction(issue: v.BaseIssue<unknown>, path: string, name: string, found: unknown): Issue | null {
  const limit = (issue as { readonly requirement?: unknown }).requirement
  const outOfRange = (must: string): Issue =>
    error(
      path,
      'out_of_range',
      `${name} must be ${must}; it is ${shown(found)}.`,
      NUMBER_ADVICE[name] ?? 'Correct the number.',
    )
  switch (issue.type) {
    case 'min_value':
      return outOfRange(`at least ${limit}`)
    case 'max_value':
      return outOfRange(`at most ${limit}`)
    case 'gt_value':
      return outOfRange(`greater than ${limit}`)
    case 'integer':
      return outOfRange('a whole number')
    case 'non_empty':
      return error(
        path,
        'empty',
        `${name} is empty.`,
        `Give at least one ${typeof found === 'string' ? 'character' : 'entry'}.`,
      )
    case 'max_length':
      return typeof found === 'string' ? tooLong(path, name, found.length, limit) : tooMany(path, name, found, limit)
    case 'max_entries':
      return tooMany(path, name, found, limit)
    case 'picklist':
    case 'literal':
      return typeof found === 'object' ? null : notOneOf(path, name, found, issue)
    default:
      return null
  }
}

const tooLong = (path: string, name: string, length: number, limit: unknown): Issue =>
  error(path, 'too_long', `${name} has ${length} characters; at most ${limit} are allowed.`, 'Shorten it.')

function tooMany(path: string, name: string, found: unknown, limit: unknown): Issue {
  const count = Object.keys(found as object).length
  return error(
    path,
    'too_many',
    `${name} has ${count} entries; at most ${limit} are allowed.`,
    'Remove what is not needed.',
  )
}

function notOneOf(path: string, name: string, found: unknown, issue: v.BaseIssue<unknown>): Issue {
  const allowed = (issue.expected ?? '').replace(/^\(|\)$/g, '').split(' | ')
  const bare = allowed.map((word) => word.replaceAll('"', ''))
  const advice = allowed.length === 1 ? `Write ${allowed[0]}.` : didYouMean(String(found), bare, 'Choose one of them.')
  return error(path, 'not_one_of', `${name} must be ${anyOf(allowed)}, not ${shown(found)}.`, advice)
}

const TYPES: { readonly [type: string]: readonly [word: string, advice: string] } = {
  string: ['a text', 'Write it in double quotes.'],
  picklist: ['a text', 'Write it in double quotes.'],
  number: ['a number', 'Write it without quotes.'],
  literal: ['a number', 'Write it without quotes.'],
  boolean: ['true or false', 'Write true or false, without quotes.'],
  array: ['a list', 'Write it in square brackets: [ … ].'],
  strict_object: ['an object', 'Write it in curly brackets: { … }.'],
  record: ['an object', 'Write it in curly brackets: { … }.'],
}

const LOCALIZED = ['a text, or one text for each language', 'Write "…" or { "ja": "…", "en": "…" }.'] as const

const UNIONS: { readonly [key: string]: readonly [word: string, advice: string] } = {
  name: LOCALIZED,
  label: LOCALIZED,
  purpose: LOCALIZED,
  ask: LOCALIZED,
  hide: ['true, false or a list of keys', 'Write true, or for the items of a list ["key"].'],
}

function wrongType(issue: v.BaseIssue<unknown>, path: string, name: string, found: unknown): Issue {
  const [word, advice] = TYPES[issue.type] ?? UNIONS[name] ?? [`${issue.expected}`, 'Correct its type.']
  return error(path, 'wrong_type', `${name} must be ${word}, not ${typeWord(found)}.`, advice)
}

/** The last key, for a sentence: `paths`, `entry 3 of paths`, `the ruleset`. */
function nameOf(keys: Keys, base: string): string {
  const last = keys.at(-1)
  if (last === undefined) return base === '' ? 'The ruleset' : (/[^.]+$/.exec(base)?.[0] ?? base)
  return typeof last === 'string' ? last : `entry ${last + 1} of ${nameOf(keys.slice(0, -1), base)}`
}

const entryOf = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly [key: string | number]: unknown })[key] : undefined

interface AnySchema {
  readonly entries?: { readonly [key: string]: unknown }
  readonly item?: unknown
  readonly value?: unknown
  readonly wrapped?: unknown
}

const bare = (schema: unknown): AnySchema => {
  const { wrapped } = schema as AnySchema
  return wrapped === undefined ? (schema as AnySchema) : bare(wrapped)
}

function schemaOf(schema: unknown, key: string | number): unknown {
  const { entries, item, value } = bare(schema)
  return typeof key === 'number' ? item : (entries?.[key] ?? value)
}

const entriesOf = (schema: unknown): readonly string[] => Object.keys(bare(schema).entries ?? {})
