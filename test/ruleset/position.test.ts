/** Where paths of issues stand in a text: any JSON, any layout. The sentences about them: test/input/ruleset.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, error, type IssueCode } from '../../src/core/issue.ts'
import { placesOf, positionOf } from '../../src/ruleset/position.ts'

const TEXT = `{
  "site": { "timeZone": "Tokio" },
  "slots": {"a b": {"paths": []}, "hero": {"selector": "h1"}},
\t"試験": [ 1, {"雨": "🌧", "x": null} ],
  "when": { "weather.kind": { "$in": ["rain"] }, "geo": { "city": "仙台" } }\r
}`

test.each([
  ['', 1, 1],
  ['site', 2, 11],
  ['site.timeZone', 2, 25],
  ['slots["a b"]', 3, 20],
  ['slots["a b"].paths', 3, 30],
  ['slots.hero.selector', 3, 56],
  ['試験[0]', 4, 10],
  ['試験[1].雨', 4, 19],
  ['試験[1].x', 4, 30],
  ['when.weather.kind.$in[0]', 5, 39],
  ['when.geo.city', 5, 67],
])('%s is at line %i, column %i', (path, line, column) => {
  expect(positionOf(TEXT, path)).toEqual({ line, column })
})

describe('what the document lacks is at its nearest ancestor', () => {
  test.each([
    ['nothing', 1, 1],
    ['site.locale', 2, 11],
    ['site.timeZone.deeper', 2, 25],
    ['試験[7]', 4, 8],
    ['試験[1].雨.a[3]', 4, 19],
    ['when.geo.citizen', 5, 57],
    ['sit', 1, 1],
    ['sites', 1, 1],
  ])('%s: line %i, column %i', (path, line, column) => {
    expect(positionOf(TEXT, path)).toEqual({ line, column })
  })
})

test('a byte order mark is not counted', () => {
  expect(positionOf(`\ufeff${TEXT}`, '')).toEqual({ line: 1, column: 1 })
  expect(positionOf('\ufeff{"a":1}', 'a')).toEqual({ line: 1, column: 6 })
})

test.each(['', ' ', '{', '{"a', '{"a":', '[1', '{"a" 1}', '{a: 1}', '{"\\u00zz": 1', '}'])('no JSON: %j', (text) => {
  expect(() => positionOf(text, 'a.b[0]')).not.toThrow()
})

describe('what is marked', () => {
  const placed = (path: string, code: IssueCode) => placesOf(TEXT, [error(path, code, '', '')])[0]

  test('a value is marked whole', () => {
    expect(placed('site.timeZone', 'bad_time_zone')).toEqual({ line: 2, column: 25, length: 7 })
    expect(placed('試験[1].x', 'wrong_type')).toEqual({ line: 4, column: 30, length: 4 })
  })

  test('of an object or list, the bracket it begins with', () => {
    expect(placed('slots.hero', 'wrong_type')).toEqual({ line: 3, column: 43, length: 1 })
  })

  test('of a missing key, the object that lacks it', () => {
    expect(placed('site.locale', 'missing')).toEqual({ line: 2, column: 11, length: 1 })
  })

  test('where the key is wrong, the key', () => {
    expect(placed('slots["a b"]', 'bad_id')).toEqual({ line: 3, column: 13, length: 5 })
    expect(placed('when.weather.kind.$in', 'unknown_operator')).toEqual({ line: 5, column: 31, length: 5 })
  })

  test('an issue that knows its line keeps it', () => {
    const issue = { ...error('site', 'duplicate_key', '', ''), line: 7, column: 9 }
    expect(placesOf(TEXT, [issue])).toEqual([{ line: 7, column: 9, length: 1 }])
  })

  test('many issues keep their order, equal places too', () => {
    const paths = ['when', 'site', 'when', 'slots.hero', 'nothing', '']
    const places = placesOf(
      TEXT,
      paths.map((path) => error(path, 'wrong_type', '', '')),
    )
    expect(places.map((place) => [place?.line, place?.column])).toEqual([
      [5, 11],
      [2, 11],
      [5, 11],
      [3, 43],
      [1, 1],
      [1, 1],
    ])
  })
})

interface Entry {
  readonly path: string
  readonly value: unknown
}

function entries(value: unknown, path = ''): Entry[] {
  const below = Array.isArray(value)
    ? value.flatMap((one, i) => entries(one, at(path, i)))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => entries(one, at(path, key)))
      : []
  return [{ path, value }, ...below]
}

test('any value of any document is found where it begins, unless two have one path', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('', ' ', '\t', '\n '), (document, indent) => {
      const text = JSON.stringify(document, null, indent)
      const all = entries(document)
      const count = new Map<string, number>()
      for (const { path } of all) count.set(path, (count.get(path) ?? 0) + 1)
      const lines = text.split('\n')
      for (const { path, value } of all) {
        if (count.get(path) !== 1) continue
        const { line, column } = positionOf(text, path)!
        const offset = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, column - 1)
        const scalar = JSON.stringify(value)
        const begin = typeof value === 'object' && value !== null ? scalar.charAt(0) : scalar
        expect(text.startsWith(begin, offset), `${path} in ${text}`).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('a long document is read once, however many issues it has', () => {
  const document = { experiences: Array.from({ length: 10_000 }, (_, i) => ({ id: `e${i}`, note: 'x'.repeat(400) })) }
  const text = JSON.stringify(document)
  const issues = Array.from({ length: 100 }, (_, i) => error(`experiences[${9999 - i}].id`, 'bad_id', '', ''))
  const places = placesOf(text, issues)
  expect(places[0]?.column).toBe(text.indexOf('"id":"e9999"') + 1)
})
