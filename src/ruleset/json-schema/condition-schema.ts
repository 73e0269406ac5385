/** Conditions as JSON Schema: attributes, what each may be compared with, and how they are joined. Never stricter than condition-check.ts. */

import { ATTRIBUTES, type AttributeDescription, OPEN_FAMILIES } from '../../core/condition/attribute.ts'
import { attributeLabel } from '../../core/condition/attribute-label.ts'
import { ATTRIBUTE_REMARKS, FAMILY_REMARKS, type Remark } from './attribute-remarks.ts'
import { NAMES } from './forms.ts'
import { type Definitions, type JsonSchema, refTo } from './json-schema.ts'
import { ASKS, OPERATORS } from './operator-schemas.ts'
import { ANY_NUMBER, type Asked, askedOf, specSchema } from './spec-schema.ts'

/** The definitions `condition` and all that it refers to, but `comment`. */
export function conditionDefinitions(): Definitions {
  const specs = new Specs()
  const number = specs.nameOf('number', ANY_NUMBER)
  const fixed = ATTRIBUTES.map((attribute) => [attribute.name, attributeSchema(attribute, specs)])
  const open = OPEN_FAMILIES.map((family) => [familyPattern(family.name), attributeSchema(family, specs)])
  const condition: JsonSchema = {
    title: 'Condition',
    description:
      'Attributes and what each must be; several keys all hold. What is not known yet is neither true nor false, and an experience needs true.',
    examples: [{ 'weather.kind': { $in: ['rain', 'thunderstorm'] }, 'geo.country': 'JP' }],
    ...refTo('terms'),
  }
  /** Apart, so that $not says what $not means. */
  const terms: JsonSchema = {
    type: 'object',
    properties: {
      ...Object.fromEntries(fixed),
      ...joins(),
      $audience: {
        description: 'The saved audience of this name holds.',
        examples: ['rainy'],
        type: 'string',
        ...NAMES.key,
      },
      $comment: refTo('comment'),
    },
    patternProperties: Object.fromEntries(open),
    additionalProperties: false,
  }
  return { condition, terms, ...OPERATORS, ...specs.definitions(number) }
}

function joins(): JsonSchema {
  const list = (description: string): JsonSchema => ({
    description,
    examples: [[{ 'geo.country': 'JP' }, { language: 'ja' }]],
    type: 'array',
    minItems: 1,
    items: refTo('condition'),
  })
  return {
    $and: list(ASKS.$and),
    $or: list(ASKS.$or),
    $nor: list(ASKS.$nor),
    $not: { description: ASKS.$not, examples: [{ 'geo.country': 'JP' }], ...refTo('terms') },
  }
}

function attributeSchema(attribute: AttributeDescription, specs: Specs): JsonSchema {
  const { name, unit } = attribute
  const isOpen = OPEN_FAMILIES.includes(attribute)
  const { says, examples } = remarkOf(name, isOpen)
  return {
    title: isOpen ? `${name}.…` : attributeLabel(name, 'en'),
    description: unit === null ? says : `${says} Unit: ${unit}.`,
    examples,
    ...refTo(specs.nameOf(name, askedOf(attribute))),
  }
}

function remarkOf(name: string, isOpen: boolean): Remark {
  const remark = (isOpen ? FAMILY_REMARKS : ATTRIBUTE_REMARKS).get(name)
  if (remark === undefined) throw new Error(`the editor has nothing to say of ${name}: see attribute-remarks.ts`)
  return remark
}

/** Parts that are not empty; see describeAttribute. */
const familyPattern = (family: string): string => `^${family.replaceAll('.', '\\.')}(?:\\.[^.]+)+$`

/** One definition for all attributes that are asked alike. */
class Specs {
  private readonly names = new Map<string, string>()
  private readonly asked = new Map<string, Asked>()

  /** `name`: of the attribute that asks first, unless all of a type are asked so. */
  nameOf(name: string, asked: Asked): string {
    const key = JSON.stringify(asked, (_, value: unknown) => (value instanceof RegExp ? value.source : value))
    const isPlain = asked.values === null && asked.range === null && asked.form === null && !asked.cyclic
    const known = this.names.get(key) ?? `asked.${isPlain ? PLAIN_NAMES[asked.type] : name}`
    this.names.set(key, known)
    this.asked.set(known, asked)
    return known
  }

  definitions(number: string): Definitions {
    const text = `asked.${PLAIN_NAMES.string}`
    return Object.fromEntries([...this.asked].map(([self, asked]) => [self, specSchema(asked, { self, text, number })]))
  }
}

const PLAIN_NAMES: { readonly [type in Asked['type']]: string } = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  strings: 'texts',
  place: 'place',
  any: 'any',
}
