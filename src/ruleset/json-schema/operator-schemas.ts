/** What each operator asks, in words, and the operands that are the same whatever the attribute. Not the others: spec-schema.ts. */

import { MAX_GLOB_LENGTH } from '../../core/condition/condition-options.ts'
import { MAX_PATTERN_LENGTH } from '../../core/condition/regex.ts'
import { MAX_OPERAND_LENGTH } from '../limits.ts'
import { MAX_DISTANCE_KM, VERSION } from '../operand-check.ts'
import { type JsonSchema, refTo } from './json-schema.ts'

const words = (description: string, most: number, ...examples: readonly string[]): JsonSchema => ({
  description,
  examples,
  type: 'string',
  minLength: 1,
  maxLength: most,
})

const version = (description: string): JsonSchema => ({
  description,
  examples: ['17.2'],
  type: 'string',
  pattern: VERSION.source,
  patternErrorMessage: 'Write a version as a text: "17.2" or "2.0.0-beta.1".',
})

const degrees = (description: string, most: number, example: number): JsonSchema => ({
  description,
  examples: [example],
  type: 'number',
  minimum: -most,
  maximum: most,
})

const near: JsonSchema = {
  description: 'The place lies within so many kilometres, as the crow flies.',
  examples: [{ latitude: 38.27, longitude: 140.87, km: 30 }],
  type: 'object',
  required: ['latitude', 'longitude', 'km'],
  properties: {
    latitude: degrees('Degrees north; south of the equator below 0.', 90, 38.27),
    longitude: degrees('Degrees east; west of Greenwich below 0.', 180, 140.87),
    km: { description: 'Kilometres.', examples: [30], type: 'number', minimum: 0, maximum: MAX_DISTANCE_KM },
    $comment: refTo('comment'),
  },
  additionalProperties: false,
}

const FOLDED = 'Case and width of letters do not matter.'

/** Operators whose operand does not depend on the attribute. */
export const OPERATORS: { readonly [operator: string]: JsonSchema } = {
  $exists: { description: 'true: there is a value; false: it is missing.', type: 'boolean' },
  $prefix: words(`The text begins with this. ${FOLDED}`, MAX_OPERAND_LENGTH, 'letter-'),
  $suffix: words(`The text ends with this. ${FOLDED}`, MAX_OPERAND_LENGTH, '-sale'),
  $contains: words(`This stands somewhere in the text. ${FOLDED}`, MAX_OPERAND_LENGTH, 'sale'),
  $glob: words(
    `The whole text is like this: * any run, ? one character, \\ takes the next as it is. ${FOLDED}`,
    MAX_GLOB_LENGTH,
    '/items/*-jacket',
  ),
  $regex: words(
    'The RE2 pattern is found in the text: no look-around, no back-references.',
    MAX_PATTERN_LENGTH,
    '^/items/\\d+$',
  ),
  $regexi: words('As $regex, regardless of case.', MAX_PATTERN_LENGTH, 'sale|outlet'),
  $near: near,
  $veq: version('The version is this one.'),
  $vne: version('The version is not this one; true where there is none.'),
  $vgt: version('The version is later.'),
  $vgte: version('The version is this one or a later one.'),
  $vlt: version('The version is earlier.'),
  $vlte: version('The version is this one or an earlier one.'),
}

/** What the others ask; their operands follow the attribute. */
export const ASKS = {
  $eq: 'The value is this; null: it is missing.',
  $ne: 'The value is not this; true where it is missing.',
  $in: 'The value is one of these.',
  $nin: 'The value is none of these; true where it is missing.',
  $ini: `The value is one of these. ${FOLDED}`,
  $nini: `The value is none of these; true where it is missing. ${FOLDED}`,
  $lt: 'The value is less, or an earlier date.',
  $lte: 'The value is this, less, or an earlier date.',
  $gt: 'The value is greater, or a later date.',
  $gte: 'The value is this, greater, or a later date.',
  $between: 'From the first to the second number, both included.',
  $betweenCyclic: 'From the first to the second number, both included; past the end and round again: 22 to 5.',
  $all: 'The list holds all of these.',
  $alli: `The list holds all of these. ${FOLDED}`,
  $elemMatch: 'One entry of the list is like this.',
  $size: 'The list has so many entries.',
  $type: 'The value is of this type; null: it is missing.',
  $not: 'This does not hold. Unknown stays unknown.',
  $and: 'All of these hold.',
  $or: 'One of these holds.',
  $nor: 'None of these holds.',
} as const
