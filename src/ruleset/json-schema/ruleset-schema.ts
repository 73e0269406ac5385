/** The JSON Schema of a ruleset, from its shape: for editors, which complete, explain and underline. Publishing does not use it. */

import { toJsonSchema } from '@valibot/to-json-schema'
import { COMMENT_KEY, MAX_COMMENT_LENGTH, MAX_COMMENT_LINES_COUNT } from '../comment.ts'
import { contentShape, slotContentShape } from '../content-shape.ts'
import { conditionShape, rulesetShape } from '../shape.ts'
import { conditionDefinitions } from './condition-schema.ts'
import { CONTENT_NOTES } from './content-notes.ts'
import { NAMES } from './forms.ts'
import { type JsonSchema, refTo } from './json-schema.ts'
import { annotated } from './notes.ts'
import { RULESET_NOTES } from './ruleset-notes.ts'

/** A name, not an address: the file comes with the project and is found by a path. */
const SCHEMA_ID = 'urn:awase:ruleset:1'

/** Draft 07, which VS Code knows best. The same each time. */
export function rulesetSchema(): JsonSchema {
  const { $schema, $defs, ...document } = toJsonSchema(rulesetShape, {
    target: 'draft-07',
    typeMode: 'input',
    definitions: { condition: conditionShape, content: contentShape },
    overrideRef: ({ referenceId }) => refTo(referenceId).$ref as string,
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema === slotContentShape ? slotContentSchema(jsonSchema) : commented(jsonSchema),
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'max_entries' ? besidesComment(valibotAction, jsonSchema) : undefined,
  })
  return {
    $schema,
    $id: SCHEMA_ID,
    title: 'Awase ruleset',
    description: 'Slots, audiences and experiences of a site, format 1. What each key means: schema/ruleset.md.',
    ...annotated(document as JsonSchema, RULESET_NOTES),
    definitions: {
      comment: COMMENT,
      content: annotated($defs?.content as JsonSchema, CONTENT_NOTES, 'content'),
      ...conditionDefinitions(),
    },
  }
}

const COMMENT: JsonSchema = {
  title: 'Comment',
  description: 'For whoever reads this file: a text, or a list of lines. Ignored when published.',
  examples: ['Agreed with the shop until the end of March.'],
  type: ['string', 'array'],
  maxLength: MAX_COMMENT_LENGTH,
  items: { type: 'string', maxLength: MAX_COMMENT_LENGTH },
  maxItems: MAX_COMMENT_LINES_COUNT,
}

/** Comments may stand in every object; publishing takes them out before it looks at the shape. */
function commented(schema: object): JsonSchema | undefined {
  const { required, ...rest } = schema as JsonSchema
  if (rest.type !== 'object') return undefined
  const mandatory = Array.isArray(required) && required.length > 0 ? { required } : {}
  return {
    ...rest,
    ...mandatory,
    properties: { ...(rest.properties as JsonSchema), [COMMENT_KEY]: refTo('comment') },
  }
}

const besidesComment = (action: object, schema: object): JsonSchema => ({
  ...schema,
  maxProperties: (action as { readonly requirement: number }).requirement + 1,
})

/**
 * A content, or parts that each hold one: parts hold nothing but objects. Told apart by that, an editor says what is wrong
 * with the one that was meant.
 */
function slotContentSchema(union: object): JsonSchema {
  const [content, parts] = (union as JsonSchema).anyOf as readonly [JsonSchema, JsonSchema]
  const named = { ...parts, propertyNames: { ...(parts.propertyNames as JsonSchema), ...NAMES.key } }
  return {
    if: { properties: { [COMMENT_KEY]: true }, additionalProperties: { type: 'object' } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword
    then: { anyOf: [named, content] },
    else: content,
  }
}
