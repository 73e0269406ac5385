/** What VS Code's own language service makes of the schema: completes, explains, underlines. Not other validators: schema.test.ts. */

import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getLanguageService, TextDocument } from 'vscode-json-languageservice'
import { SCHEMA_FILE } from '../../src/dev/make-schema.ts'

const URI = 'file:///site/rules.json'
const service = getLanguageService({
  workspaceContext: { resolveRelativePath: (relative, resource) => new URL(relative, resource).href },
  schemaRequestService: async (uri) => {
    if (uri !== 'file:///site/schema/ruleset.schema.json') throw new Error(`asked for ${uri}`)
    return readFileSync(SCHEMA_FILE, 'utf8')
  },
})
service.configure({ validate: true })

/** `|` is where the caret stands. */
function opened(text: string) {
  const at = text.indexOf('|')
  const document = TextDocument.create(URI, 'json', 1, at === -1 ? text : text.slice(0, at) + text.slice(at + 1))
  return { document, parsed: service.parseJSONDocument(document), position: document.positionAt(Math.max(at, 0)) }
}

const SLOTS = `"slots": { "hero": { "paths": ["/"], "selector": "section.hero", "parts": { "headline": { "selector": "h1", "kind": "text" } } } }`
const SITE = '"site": { "timeZone": "Asia/Tokyo", "locale": "ja" }'
const whole = (experience: string, more = '') =>
  `{ "$schema": "./schema/ruleset.schema.json", "format": 1, ${SITE}, ${SLOTS}, ${more} "experiences": [{ "id": "rain", ${experience} }] }`
const VARIANTS = '"variants": [{ "id": "a", "slots": { "hero": { "headline": { "text": "x" } } } }]'
const when = (condition: string) => whole(`"when": ${condition}, ${VARIANTS}`)
const content = (words: string) => whole(`"variants": [{ "id": "a", "slots": { "hero": ${words} } }]`)

async function completions(text: string): Promise<readonly string[]> {
  const { document, parsed, position } = opened(text)
  const list = await service.doComplete(document, position, parsed)
  return (list?.items ?? []).map(({ label }) => label)
}

describe('completes', () => {
  test.each<[what: string, text: string, offered: readonly string[]]>([
    [
      'keys of the document',
      '{ "$schema": "./schema/ruleset.schema.json", "|" }',
      ['format', 'site', 'slots', 'audiences', 'experiences', '$comment'],
    ],
    ['keys of an experience', whole('"|"'), ['when', 'audience', 'schedule', 'variants', 'control', '$comment']],
    [
      'keys of a slot',
      `{ "$schema": "./schema/ruleset.schema.json", "slots": { "hero": { "|" } } }`,
      ['paths', 'selector', 'kind', 'parts', 'item'],
    ],
    [
      'kinds',
      `{ "$schema": "./schema/ruleset.schema.json", "slots": { "hero": { "kind": | } } }`,
      ['"element"', '"text"', '"list"'],
    ],
    ['keys of a content', content('{ "|" }'), ['text', 'html', 'attributes', 'hide', 'order', '$comment']],
    ['keys of a part', content('{ "headline": { "|" } }'), ['text', 'html', 'src', 'href']],
    ['attributes', when('{ "|" }'), ['weather.kind', 'geo.country', 'visit.isNew', '$or', '$audience', '$comment']],
    ['attributes deeper down', when('{ "$or": [{ "|" }] }'), ['weather.kind', 'geo.country', '$not']],
    ['attributes in a saved audience', whole(VARIANTS, '"audiences": { "a": { "|" } },'), ['weather.kind', '$or']],
    ['values of weather.kind', when('{ "weather.kind": | }'), ['"clear"', '"rain"', '"thunderstorm"']],
    ['values in a list', when('{ "weather.kind": { "$in": [|] } }'), ['"rain"', '"snow"']],
    ['values below $not', when('{ "weather.kind": { "$not": { "$eq": | } } }'), ['"rain"', '"snow"']],
    ['true and false', when('{ "visit.isNew": | }'), ['true', 'false']],
    ['operators of a text', when('{ "geo.city": { "|" } }'), ['$eq', '$in', '$prefix', '$regex', '$not']],
    ['operators of a number', when('{ "weather.temperature": { "|" } }'), ['$lt', '$between', '$not']],
    ['a place to be near', when('{ "geo": { "$near": { "|" } } }'), ['latitude', 'longitude', 'km']],
    ['days', whole(`"schedule": { "weekly": [{ "days": [|] }] }, ${VARIANTS}`), ['"mon"', '"sun"']],
    ['examples of a country', when('{ "geo.country": | }'), ['"JP"', '{"$in":["DE","AT","CH"]}']],
  ])('%s', async (_, text, offered) => {
    expect(await completions(text)).toEqual(expect.arrayContaining([...offered]))
  })

  test.each<[what: string, text: string, others: readonly string[]]>([
    ['a number does not begin with letters', when('{ "weather.temperature": { "|" } }'), ['$prefix', '$near', '$all']],
    ['a season is no weather', when('{ "time.season": | }'), ['"rain"']],
  ])('%s', async (_, text, others) => {
    const offered = await completions(text)
    expect(offered.length).toBeGreaterThan(2)
    for (const other of others) expect(offered).not.toContain(other)
  })
})

describe('explains', () => {
  test.each([
    [when('{ "weather.k|ind": "rain" }'), 'weather\n\nWhere the visitor is; unknown until it was fetched once.'],
    [
      when('{ "weather.wi|nd": { "$gte": 10 } }'),
      'wind\n\nWhere the visitor is; unknown until it was fetched once. Unit: m/s.',
    ],
    [
      when('{ "page.query.p|lan": "x" }'),
      "page.query.…\n\npage.query.NAME: a parameter of the page's address, decoded; its first value.",
    ],
    [
      when('{ "time.hour": { "$bet|ween": [22, 5] } }'),
      'From the first to the second number, both included; past the end and round again: 22 to 5.',
    ],
    [
      when('{ "geo.city": { "$pre|fix": "S" } }'),
      'The text begins with this. Case and width of letters do not matter.',
    ],
    [when('{ "$n|ot": {} }'), 'This does not hold. Unknown stays unknown.'],
    [
      whole(`"con|trol": 0.1, ${VARIANTS}`),
      'Share of those allocated that keeps the baseline and is recorded alike, 0 to 1.',
    ],
    [
      content('{ "headline": { "te|xt": "x" } }'),
      'The text inside, in the place of all that is there. {{attribute|fallback}} shows a value: {{geo.city|your town}}.',
    ],
    [
      whole(`"$com|ment": "x", ${VARIANTS}`),
      'Comment\n\nFor whoever reads this file: a text, or a list of lines. Ignored when published.',
    ],
  ])('case %#', async (text, words) => {
    const { document, parsed, position } = opened(text)
    const hover = await service.doHover(document, position, parsed)
    const [said] = (hover?.contents ?? []) as string[]
    expect(said?.replace(/\\(.)/g, '$1')).toBe(words)
  })
})

describe('underlines', () => {
  /** What is underlined, and the words. */
  async function problems(text: string): Promise<readonly (readonly [marked: string, message: string])[]> {
    const { document, parsed } = opened(text)
    const found = await service.doValidation(document, parsed)
    return found.map(({ range, message }) => [document.getText(range), String(message)])
  }

  test('nothing in what is sound', async () => {
    const sound = when(
      '{ "$comment": ["a", "b"], "weather.kind": { "$in": ["rain"] }, "page.query.a": null, "$audience": "x" }',
    )
    expect(await problems(sound)).toEqual([])
    expect(await problems(content('{ "$comment": "x", "headline": { "text": "x" } }'))).toEqual([])
    expect(await problems(content('{ "text": "x", "attributes": { "title": "y" } }'))).toEqual([])
  })

  test.each<[text: string, marked: string, message: string | RegExp]>([
    [
      when('{ "weather.kind": "rainy" }'),
      '"rainy"',
      /^Value is not accepted\. Valid values: "clear", .*"thunderstorm", null\.$/,
    ],
    [when('{ "weather.kind": { "$in": ["rain", "sonw"] } }'), '"sonw"', /^Value is not accepted/],
    [when('{ "wether.kind": "rain" }'), '"wether.kind"', 'Property wether.kind is not allowed.'],
    [when('{ "weather.kind": { "$inn": ["rain"] } }'), '"$inn"', 'Property $inn is not allowed.'],
    [when('{ "weather.temperature": { "$prefix": "1" } }'), '"$prefix"', 'Property $prefix is not allowed.'],
    [when('{ "time.hour": 25 }'), '25', 'Value is above the maximum of 23.'],
    [when('{ "time.hour": "9" }'), '"9"', 'Incorrect type. Expected one of number, null, object.'],
    [when('{ "time.hour": { "$between": [9] } }'), '[9]', 'Array has too few items. Expected 2 or more.'],
    [when('{ "geo.country": "Japan" }'), '"Japan"', 'Write the two capital letters of ISO 3166, for example "JP".'],
    [when('{ "affinity.hiking": 1.4 }'), '1.4', 'Value is above the maximum of 1.'],
    [when('{ "profile.purchases": 1 }'), '"profile.purchases"', 'Property profile.purchases is not allowed.'],
    [whole(`"cap": { "count": 3, "per": "1w" }, ${VARIANTS}`), '"1w"', /^Write a whole number of minutes/],
    [whole(`"contrl": 1, ${VARIANTS}`), '"contrl"', 'Property contrl is not allowed.'],
    [whole(`"control": 10, ${VARIANTS}`), '10', 'Value is above the maximum of 1.'],
    [whole(`"group": "a b", ${VARIANTS}`), '"a b"', /^A name has up to 64 letters/],
    [whole(`"schedule": { "from": "2026-11-01" }, ${VARIANTS}`), '"2026-11-01"', /^Write YYYY-MM-DDTHH:MM/],
    [content('{ "txt": "x" }'), '"txt"', 'Property txt is not allowed.'],
    [content('{ "headline": { "txt": "x" } }'), '"txt"', 'Property txt is not allowed.'],
    [
      content('{ "text": "x", "html": "y" }'),
      '{ "text": "x", "html": "y" }',
      'text and html exclude each other. Keep one of the two.',
    ],
    [
      content('{ "srcset": "/a.jpg 1x" }'),
      '{ "srcset": "/a.jpg 1x" }',
      'Object is missing property src required by property srcset.',
    ],
    [whole(`"$comment": 5, ${VARIANTS}`), '5', 'Incorrect type. Expected one of string, array.'],
    [whole('"variants": [{ "id": "a", "slots": {} }]'), '[{ "id": "a", "slots": {} }]', /^Name at least one slot/],
    [whole(`${VARIANTS}, "id": "rain"`), '"id"', 'Duplicate object key'],
    [whole(`${VARIANTS}, /* later */ "goal": "x"`), '/* later */', 'Comments are not permitted in JSON.'],
  ])('case %#', async (text, marked, message) => {
    expect(await problems(text)).toContainEqual([
      marked,
      typeof message === 'string' ? message : expect.stringMatching(message),
    ])
  })
})

test("the demo's own file finds its schema", async () => {
  const demo = resolve(import.meta.dirname, '../../src/dev/shop/rules.json')
  const { $schema } = JSON.parse(readFileSync(demo, 'utf8')) as { readonly $schema: string }
  expect(readFileSync(resolve(dirname(demo), $schema), 'utf8')).toBe(readFileSync(SCHEMA_FILE, 'utf8'))
})
