/** What an attribute may be compared with, as JSON Schema: a bare value, or an object of operators. Never stricter than operator-rules.ts. */

import type { AttributeDescription } from '../../core/condition/attribute.ts'
import { MAX_OPERAND_LENGTH, MAX_OPERANDS_COUNT } from '../limits.ts'
import { FORMS } from '../literal-check.ts'
import { operatorsOf, TYPE_NAMES } from '../operator-rules.ts'
import { type JsonSchema, refTo } from './json-schema.ts'
import { ASKS, OPERATORS } from './operator-schemas.ts'

export type Asked = Pick<AttributeDescription, 'type' | 'cyclic' | 'values' | 'range'> & {
  /** Texts that have a fixed form, see literal-check.ts; null: any. */
  readonly form: readonly [pattern: RegExp, advice: string] | null
}

export const askedOf = ({ name, type, cyclic, values, range }: AttributeDescription): Asked => ({
  type,
  cyclic,
  values,
  range,
  form: Object.hasOwn(FORMS, name) ? FORMS[name]! : null,
})

const ANY_TEXT: Asked = { type: 'string', cyclic: false, values: null, range: null, form: null }
export const ANY_NUMBER: Asked = { ...ANY_TEXT, type: 'number' }

/** `self`: the definition that this becomes, for what stands inside itself. `text`, `number`: those of any text and number. */
export interface SpecNames {
  readonly self: string
  readonly text: string
  readonly number: string
}

/** Without a description, so that the attribute's stands. */
export function specSchema(asked: Asked, names: SpecNames): JsonSchema {
  const { enum: values, type, ...bounds } = literalSchema(asked)
  const object = {
    minProperties: 1,
    properties: {
      ...Object.fromEntries(known(asked).map((operator) => [operator, operandSchema(operator, asked, names)])),
      ...structure(names.self),
      $comment: refTo('comment'),
    },
    additionalProperties: false,
  }
  if (values !== undefined) return { anyOf: [{ enum: values }, { type: 'object' }], ...object }
  return { type: [...(type as readonly string[]), 'object'], ...bounds, ...object }
}

/** A ruleset has no groups of values: see operator-rules.ts. */
const known = ({ type }: Asked): readonly string[] =>
  operatorsOf(type).filter((operator) => operator !== '$inGroup' && operator !== '$notInGroup')

function structure(self: string): JsonSchema {
  const list = { type: 'array', minItems: 1, items: refTo(self) }
  return {
    $not: { description: ASKS.$not, ...refTo(self) },
    $and: { description: ASKS.$and, ...list },
    $or: { description: ASKS.$or, ...list },
    $nor: { description: ASKS.$nor, ...list },
  }
}

/** What a bare value, `$eq`, `$ne`, `$in` and `$nin` take. */
function literalSchema(asked: Asked): JsonSchema {
  const { type, values } = asked
  if (values !== null) return { enum: [...values, null] }
  if (type === 'place') return { type: ['null'] }
  return { ...comparableSchema(asked, ['null']), ...boundsOf(asked) }
}

const boundsOf = ({ range }: Asked): JsonSchema => (range === null ? {} : { minimum: range[0], maximum: range[1] })

/** The type and, of texts, length and form: enough for order, and for comparing regardless of case. */
function comparableSchema({ type, form }: Asked, others: readonly string[]): JsonSchema {
  if (type === 'number' || type === 'boolean') return { type: [type, ...others] }
  const types = type === 'any' ? ['string', 'number', 'boolean', ...others] : ['string', ...others]
  return { type: types, maxLength: MAX_OPERAND_LENGTH, ...(form === null ? {} : formSchema(form)) }
}

const formSchema = ([pattern, advice]: NonNullable<Asked['form']>): JsonSchema => ({
  pattern: pattern.source,
  patternErrorMessage: advice,
})

const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', minItems: 1, maxItems: MAX_OPERANDS_COUNT, items })

function operandSchema(operator: string, asked: Asked, names: SpecNames): JsonSchema {
  const fixed = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
  if (fixed !== undefined) return refTo(operator)
  const key = operator === '$between' && asked.cyclic ? '$betweenCyclic' : operator
  return { description: ASKS[key as keyof typeof ASKS], ...operand(operator, asked, names) }
}

function operand(operator: string, asked: Asked, { self, text, number }: SpecNames): JsonSchema {
  const item = refTo(asked.type === 'strings' ? text : self)
  switch (operator) {
    case '$in':
    case '$nin':
      return listOf(literalSchema(asked))
    case '$ini':
    case '$nini':
      return listOf(comparableSchema({ ...asked, form: null }, ['null']))
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return comparableSchema(asked, [])
    case '$between':
      return { type: 'array', minItems: 2, maxItems: 2, items: { type: 'number', ...boundsOf(asked) } }
    case '$all':
    case '$alli':
      return listOf(item)
    case '$elemMatch':
      return item
    case '$size':
      return refTo(number)
    case '$type':
      return { enum: TYPE_NAMES[asked.type] }
    default:
      return literalSchema(asked) // $eq, $ne
  }
}
