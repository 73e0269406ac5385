/** Notes for editors find their places in a schema. Not what they say: schema.test.ts. */

import { expect, test } from 'vitest'
import { annotated } from '../../src/ruleset/json-schema/notes.ts'

const schema = {
  type: 'object',
  properties: {
    $comment: { type: 'string' },
    days: { type: 'array', items: { type: 'string' } },
    slots: { type: 'object', propertyNames: { type: 'string' }, additionalProperties: { type: 'object' } },
  },
  additionalProperties: false,
}

test('beside keys, items, entries and their names, and nothing else changes', () => {
  const noted = annotated(schema, {
    '': { title: 'all' },
    days: { title: 'days' },
    'days[]': { title: 'a day' },
    'slots{}': { title: 'a name' },
    'slots.*': { title: 'a slot' },
  })
  expect(noted).toEqual({
    type: 'object',
    properties: {
      $comment: { type: 'string' },
      days: { type: 'array', items: { type: 'string', title: 'a day' }, title: 'days' },
      slots: {
        type: 'object',
        propertyNames: { type: 'string', title: 'a name' },
        additionalProperties: { type: 'object', title: 'a slot' },
      },
    },
    additionalProperties: false,
    title: 'all',
  })
})

test('below the place where the schema stands', () => {
  const noted = annotated({ properties: { text: {} } }, { 'content.text': { title: 'a text' } }, 'content')
  expect(noted).toEqual({ properties: { text: { title: 'a text' } } })
})

test.each(['day', 'days[].x', '$comment'])('a note for %s, which is no place, is a mistake', (place) => {
  expect(() => annotated(schema, { [place]: {} })).toThrow(`There is no place for these notes: ${place}`)
})
