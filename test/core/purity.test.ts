/** core/ knows nothing of its shell: imports, clocks, randomness, I/O; and the edge's part of it stays light. */

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const CORE = resolve(import.meta.dirname, '../../src/core')
const FILES = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()

/** Without comments, which may speak of anything. */
const codeOf = (file: string): string =>
  readFileSync(join(CORE, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')

const importsOf = (file: string): string[] =>
  [...codeOf(file).matchAll(/[\s}]from\s+'([^'\n]+)'|\bimport\s*\(?\s*'([^'\n]+)'/g)].map(
    ([, from, bare]) => from ?? bare!,
  )

/** Imports that are gone when types are stripped. */
const runtimeImportsOf = (file: string): string[] =>
  [...codeOf(file).matchAll(/^(?:import|export) (?!type )[^'=]*?from '([^'\n]+)'/gm)].map(([, from]) => from!)

test('there is something to look at', () => {
  expect(FILES).toContain('condition.ts')
  expect(importsOf('condition.ts')).toContain('./condition/regex.ts')
  expect(runtimeImportsOf('condition.ts')).toContain('./condition/regex.ts')
})

describe.each(FILES)('%s', (file) => {
  test('imports only from core/', () => {
    const outside = importsOf(file).filter((from) => {
      if (from === 're2js') return file !== 'condition/regex.ts'
      return !from.startsWith('.') || relative(CORE, resolve(CORE, dirname(file), from)).startsWith('..')
    })
    expect(outside).toEqual([])
  })

  test('has no clock, no randomness, no I/O, and builds no regular expression from input', () => {
    const impure = [
      /\bDate\.now\(/,
      /\bnew Date\(\s*\)/,
      /\bperformance\./,
      /\bMath\.random\(/,
      /\bcrypto\./,
      /\bfetch\(/,
      /\bset(?:Timeout|Interval)\(/,
      /\bconsole\./,
      /\bprocess\./,
      /\bRegExp\(/,
    ]
    const code = codeOf(file)
    expect(impure.filter((pattern) => pattern.test(code)).map(String)).toEqual([])
  })
})

test('evaluating conditions does not load the regex engine', () => {
  const seen = new Set(['condition/evaluate.ts'])
  for (const file of seen) {
    for (const from of runtimeImportsOf(file)) seen.add(join(dirname(file), from))
  }
  expect(seen.size).toBeGreaterThan(10)
  expect([...seen]).not.toContain('condition/regex.ts')
  expect([...seen]).not.toContain('re2js')
})
