/** Reading JSON: what is taken is what JSON.parse takes. The messages are in validate.test.ts. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from '../../src/ruleset/json.ts'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('sound JSON comes back as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('', ' ', '\n\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const result = readJson(text)
      if (result.ok) expect(result.value).toEqual(JSON.parse(text))
      else expect(['forbidden_key', 'too_deep']).toContain(result.error[0]?.code)
    }),
  )
})

test('a syntax error is one exactly where JSON.parse throws', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '\\u12',
      '0',
      '-',
      '1.5e3',
      '01',
      '.',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0000',
      '\u2028',
      '雨',
    ],
  )
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join('')),
      (text) => {
        const result = readJson(text)
        const isSyntax = !result.ok && result.error[0]?.code === 'json_syntax'
        expect(isSyntax).toBe(!parses(text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('a broken copy of a sound document is never taken for sound', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', 'x'), (value, where, piece) => {
      const text = JSON.stringify(value)
      const at = where % (text.length + 1)
      const broken = text.slice(0, at) + piece + text.slice(at + 1)
      expect(readJson(broken).ok && !parses(broken)).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('every issue says its line and column, and a syntax error says the same in words', () => {
  const key = fc.constantFrom('a', 'b', '__proto__', 'constructor', '雨')
  const entry = fc
    .tuple(key, fc.constantFrom('1', '{}', '"x"', '[', 'x', '{"a":1,"a":2}'))
    .map(([k, v]) => `"${k}":${v}`)
  const text = fc
    .tuple(fc.array(entry), fc.constantFrom(',', ',\n', '\r\n,\t'), fc.constantFrom('', '\ufeff'))
    .map(([entries, comma, mark]) => `${mark}{${entries.join(comma)}}`)
  fc.assert(
    fc.property(text, (source) => {
      const result = readJson(source)
      if (result.ok) return
      const lines = source.replace('\ufeff', '').split('\n')
      for (const { code, path, message, line, column } of result.error) {
        const rest = lines[line! - 1]!.slice(column! - 1)
        if (code === 'json_syntax') expect(message).toContain(`in line ${line}, column ${column},`)
        else expect(rest.startsWith(JSON.stringify(path.split('.').at(-1))), `${path} in ${source}`).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})
