/** schema/ruleset.schema.json: fresh, never stricter than publishing, and how far it sees. Not the editor: schema-editor.test.ts. */

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SCHEMA_FILE, schemaText } from '../../src/dev/make-schema.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import { benchRuleset } from '../bench/ruleset.ts'
import example from '../cases/ruleset-example.json' with { type: 'json' }
import table from '../cases/ruleset-issues.json' with { type: 'json' }
import schedules from '../cases/ruleset-schedules.json' with { type: 'json' }
import { headlineRules } from '../promises/site.ts'
import { anyRuleset } from './any-ruleset.ts'
import { patched } from './patch.ts'
import { schemaErrors } from './schema-ajv.ts'

const demo: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../src/dev/shop/rules.json'), 'utf8'))

test('the file is what the shape makes today', () => {
  const stale =
    readFileSync(SCHEMA_FILE, 'utf8') === schemaText()
      ? null
      : 'schema/ruleset.schema.json is stale: run npm run schema'
  expect(stale).toBeNull()
})

describe('what is published passes', () => {
  test.each([
    ["the format's example", example],
    ["the demo's rules", demo],
    ['the ruleset of the figures', benchRuleset(20)],
    ['a headline', headlineRules('x')],
    ['what the cases of issues change', table.base],
  ])('%s', (_, document) => {
    expect(schemaErrors(document)).toEqual([])
  })

  test('every schedule that is sound', () => {
    for (const { schedule } of schedules.bounds) {
      const document = patched(table.base, { 'experiences[0].schedule': schedule })
      expect(schemaErrors(document), JSON.stringify(schedule)).toEqual([])
    }
  })

  test('any ruleset that publishing takes', () => {
    let taken = 0
    fc.assert(
      fc.property(anyRuleset, (document) => {
        if (!validateRuleset(JSON.stringify(document)).ok) return
        taken++
        expect(schemaErrors(document)).toEqual([])
      }),
      { numRuns: 600 },
    )
    expect(taken).toBeGreaterThan(200)
  })

  test('names: what one refuses the other does', () => {
    const odd = fc.constantFrom(
      'constructor',
      'toString',
      'valueOf',
      'prototype',
      '__proto__',
      '_a',
      'a b',
      '雨',
      'a'.repeat(65),
    )
    fc.assert(
      fc.property(fc.oneof(odd, fc.stringMatching(/^[\w$-]{1,66}$/), fc.string({ maxLength: 3 })), (name) => {
        const changes = {
          ...(patched(table.base, {}) as object),
          audiences: JSON.parse(`{${JSON.stringify(name)}:{}}`),
        }
        const document = patched(changes, { 'experiences[0].group': name, 'experiences[0].audience': '$delete' })
        const text = JSON.stringify(document)
        if (name !== '$comment') expect(schemaErrors(JSON.parse(text)).length > 0).toBe(!validateRuleset(text).ok)
      }),
    )
  })
})

/** Each needs more than the shape of the place: another place, a grammar, a calendar, the pages themselves. */
const BEYOND: { readonly [why: string]: readonly RegExp[] } = {
  'names of zones and languages': [/^site: (time zone|offset as time zone|locale)$/],
  "what the site's own schema declares": [
    /^condition: traits and scores that nobody declared$/,
    /^site: words for values and categories$/,
    /^experience: (sensitive traits and a price|a sensitive trait shown in a price)$/,
  ],
  'how long so many minutes are': [/^experience: cap too long$/],
  'the grammar and the cost of selectors': [
    /^selector: (?!empty$)/,
    /^slot: kind and element$/,
    /^content: inside of an element that has none$/,
  ],
  references: [
    /^(audience|condition: audience|condition: audience): ?unknown/,
    /^audience: unknown/,
    /^condition: audience unknown$/,
    /^audience: (itself|circle|too high)$/,
    /^experience: duplicate ids$/,
    /^content: unknown part$/,
  ],
  'the kind of the slot that a content is for': [
    /^content: keys of another kind(, in parts)?$/,
    /^content: items hidden where there is no list$/,
  ],
  'the size of a whole condition, the grammar of patterns': [/^condition: (too deep|patterns)$/],
  'countries, and who asks for consent together with whom': [/^site: consent that makes no sense$/],
  'the calendar, and two times that must differ': [/^schedule: (from|until before from|empty window)$/],
  'URLs, merge fields, HTML': [
    /^content: (URLs|a URL with a tab|not a URL|srcset|srcset with a scheme|URL attributes)$/,
    /^content: (merge field (?!without fallback)|too many merge fields)/,
    /^content: all places of HTML$/,
    /^html: /,
  ],
}

describe('what publishing refuses', () => {
  const refused = table.cases.filter(({ issues }) => issues.some(([, , severity]) => severity === 'error'))
  const parsed = refused.flatMap(({ name, text, patch }) => {
    try {
      return [{ name, document: text === undefined ? patched(table.base, patch ?? {}) : (JSON.parse(text) as unknown) }]
    } catch {
      return [] // an editor's parser says so by itself
    }
  })
  const isBeyond = (name: string): boolean => Object.values(BEYOND).some((names) => names.some((one) => one.test(name)))

  // Of keys given twice JSON.parse keeps the last; an editor's parser warns.
  test.each(parsed.filter(({ name }) => !isBeyond(name) && name !== 'text: a key twice'))('$name', ({ document }) => {
    expect(schemaErrors(document)).not.toEqual([])
  })

  test('and what a schema cannot see by its nature is that, and no more', () => {
    const seen = parsed.filter(({ name, document }) => isBeyond(name) && schemaErrors(document).length > 0)
    expect(seen.map(({ name }) => name)).toEqual([])
    const names = refused.map(({ name }) => name)
    const idle = Object.values(BEYOND)
      .flat()
      .filter((one) => !names.some((name) => one.test(name)))
    expect(idle).toEqual([])
  })
})

describe('every key says what it means', () => {
  const root = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as Schema
  const { mute, plain } = undescribed(root)

  test('a description', () => expect(mute).toEqual([]))
  test('an example, unless the values are all named', () => expect(plain).toEqual([]))
})

type Schema = { readonly [keyword: string]: unknown }

/** Paths of properties without description, and without example where there is anything to exemplify. */
function undescribed(root: Schema) {
  const definitions = root.definitions as { readonly [name: string]: Schema }
  const mute: string[] = []
  const plain: string[] = []
  const resolved = (schema: Schema): Schema =>
    typeof schema.$ref === 'string' ? { ...definitions[schema.$ref.replace('#/definitions/', '')], ...schema } : schema
  const walk = (schema: Schema, path: string): void => {
    const properties = Object.entries((schema.properties ?? {}) as { readonly [key: string]: Schema })
    for (const [key, written] of path.includes('#if') ? [] : properties) {
      const property = resolved(written)
      if (property.description === undefined) mute.push(`${path}.${key}`)
      if (property.examples === undefined && !isSelfEvident(property)) plain.push(`${path}.${key}`)
      walk(written, `${path}.${key}`)
    }
    for (const key of ['additionalProperties', 'items', 'then', 'else']) {
      if (typeof schema[key] === 'object') walk(schema[key] as Schema, `${path}#${key}`)
    }
    for (const part of (schema.anyOf ?? []) as readonly Schema[]) walk(part, path)
  }
  walk(root, '')
  for (const [name, definition] of Object.entries(definitions)) walk(definition, name)
  return { mute, plain: plain.filter((path) => !path.startsWith('asked.')) }
}

const isSelfEvident = ({ type, enum: values, const: only, properties, additionalProperties, allOf }: Schema): boolean =>
  type === 'boolean' ||
  values !== undefined ||
  only !== undefined ||
  properties !== undefined ||
  allOf !== undefined ||
  additionalProperties !== undefined
