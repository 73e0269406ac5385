/** What editors say beside a shape, put into the JSON Schema that is made of it. Not the words: ruleset-notes.ts, content-notes.ts. */

import { COMMENT_KEY } from '../comment.ts'
import type { JsonSchema } from './json-schema.ts'

/** Keywords by place: `site.locale`; `slots.*` is every entry of a map, `slots{}` their names, `paths[]` every item of a list. */
export type Notes = { readonly [place: string]: JsonSchema }

/** `schema` stands at `place`. A note for a place that is not there is a mistake, and throws. */
export function annotated(schema: JsonSchema, notes: Notes, place = ''): JsonSchema {
  const left = new Set(Object.keys(notes))
  const annotatedSchema = annotate(schema, place)
  if (left.size > 0) throw new Error(`There is no place for these notes: ${[...left].join(', ')}`)
  return annotatedSchema

  function annotate(one: JsonSchema, at: string): JsonSchema {
    left.delete(at)
    return { ...one, ...inside(one, at), ...notes[at] }
  }

  function inside({ properties, propertyNames, additionalProperties, items }: JsonSchema, at: string): JsonSchema {
    return {
      ...(isSchema(properties) && { properties: entries(properties, at) }),
      ...(isSchema(propertyNames) && { propertyNames: annotate(propertyNames, `${at}{}`) }),
      ...(isSchema(additionalProperties) && { additionalProperties: annotate(additionalProperties, `${at}.*`) }),
      ...(isSchema(items) && { items: annotate(items, `${at}[]`) }),
    }
  }

  function entries(properties: JsonSchema, at: string): JsonSchema {
    return Object.fromEntries(
      Object.entries(properties).map(([key, property]) => [
        key,
        key === COMMENT_KEY ? property : annotate(property as JsonSchema, at === '' ? key : `${at}.${key}`),
      ]),
    )
  }
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null
