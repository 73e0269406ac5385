/** No pattern can block: regular expressions run on RE2, globs without recursion, and both within limits. */

import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, test, vi } from 'vitest'
import { MAX_GLOB_LENGTH, MAX_MATCHED_LENGTH } from '../../../src/core/condition/condition-options.ts'
import { compileWith } from '../../../src/core/condition/evaluate.ts'
import { globOf } from '../../../src/core/condition/glob.ts'
import { MAX_PATTERN_LENGTH, re2 } from '../../../src/core/condition/regex.ts'
import { sharedJson } from '../../shared-data.ts'

interface Costly {
  readonly pattern: string
  readonly flags: string
  readonly sample?: string | { readonly head: string; readonly repeatLen: number }
  readonly attack?: { readonly pump: string; readonly repeat?: number; readonly suffix: string }
}
const costly = sharedJson<Costly[]>('conformance/redos_patterns.json')

/** As long as a text may be, so that a backtracking engine would not come back. */
function textFor({ sample, attack }: Costly): string {
  if (attack) {
    const pumped = attack.pump.repeat(attack.repeat ?? 600)
    return pumped.slice(0, MAX_MATCHED_LENGTH - attack.suffix.length) + attack.suffix
  }
  if (sample === undefined || typeof sample === 'string') return sample ?? ''
  return sample.head.repeat(Math.ceil(sample.repeatLen / sample.head.length)).slice(0, MAX_MATCHED_LENGTH)
}

describe('patterns known to block', () => {
  test.skipIf(!costly.found)(`answer, or are refused${costly.note}`, () => {
    const rows = costly.read()
    expect(rows.length).toBe(13)
    for (const row of rows) {
      const operator = row.flags.includes('i') ? '$regexi' : '$regex'
      const refused = re2.compile(row.pattern, operator === '$regexi' ? 'i' : '') === null
      const answer = compileWith({ a: { [operator]: row.pattern } }, { regex: re2 })({ a: textFor(row) })
      expect(answer, row.pattern).toBeOneOf<boolean | 'unknown'>(refused ? ['unknown'] : [true, false])
    }
  })

  test.skipIf(!costly.found)(`never reach the built-in engine${costly.note}`, () => {
    const rows = costly.read()
    const native = vi.spyOn(RegExp.prototype, 'exec')
    const linear = vi.spyOn(RE2JS.prototype, 'test')
    const matches = rows.map(({ pattern }) => re2.compile(pattern, '')).filter((match) => match !== null)
    native.mockClear()
    for (const match of matches) match('aaaa!')
    expect(linear).toHaveBeenCalledTimes(matches.length)
    expect(native).not.toHaveBeenCalled()
  })
})

describe('the engine refuses', () => {
  test.each([
    ['what is no pattern', '['],
    ['look-ahead', '(?=a)b'],
    ['back-references', '(a)\\1'],
    ['what is too long', 'a'.repeat(MAX_PATTERN_LENGTH + 1)],
    ['nested counts', '((a{1000}){1000})'],
    ['counts that unroll too far', '(abcdefghijklmnopqrstuvwxyz{9}){99}'.repeat(9)],
    ['a program that is too big', '(a?){999}(b?){999}(c?){999}'],
  ])('%s', (_, source) => {
    expect(re2.compile(source, '')).toBeNull()
  })

  test('counts that unroll too far before unrolling them', () => {
    const compile = vi.spyOn(RE2JS, 'compile')
    expect(re2.compile(`(${'a'.repeat(400)}){1000}`, '')).toBeNull()
    expect(compile).not.toHaveBeenCalled()
  })

  test('nothing ordinary', () => {
    const ordinary = ['', '^/items/\\d{3,8}$', '(?i)rain|snow', '^[\\w.+-]+@example\\.org$', '雨|雪', '.{0,255}']
    expect(ordinary.filter((source) => re2.compile(source, '') === null)).toEqual([])
  })
})

describe('a text that is too long for matching', () => {
  const text = 'a'.repeat(MAX_MATCHED_LENGTH + 1)

  test.each([{ $regex: 'a' }, { $regexi: 'a' }, { $glob: '*' }, { $contains: 'a' }])('%j is unknown', (spec) => {
    expect(compileWith({ a: spec }, { regex: re2 })({ a: text })).toBe('unknown')
    expect(compileWith({ a: spec }, { regex: re2 })({ a: text.slice(1) })).toBe(true)
  })
})

/** Pieces of a glob as RE2 writes them. */
const WILDCARDS = new Map([
  ['*', '(?s:.*)'],
  ['?', '(?s:.)'],
])

describe('globs', () => {
  test('that are too long are unknown', () => {
    expect(compileWith({ a: { $glob: '*'.repeat(MAX_GLOB_LENGTH + 1) } })({ a: 'a' })).toBe('unknown')
  })

  test('with many stars answer', () => {
    const text = 'a'.repeat(MAX_MATCHED_LENGTH)
    expect(globOf('*a'.repeat(100) + '*b')(text)).toBe(false)
    expect(globOf('*a?'.repeat(80) + '*b')(text)).toBe(false)
    expect(globOf('*a?'.repeat(80) + '*')(text)).toBe(true)
  })

  test('match as RE2 does with the same pattern written as a regular expression', () => {
    const pieces = fc.constantFrom('*', '?', 'a', 'b', 'ab', '雨', '🏕', '.', '[', '\\*', '\\?', '\\\\')
    const texts = fc.array(fc.constantFrom('a', 'b', '雨', '🏕', '*', '?', '.', '[', '\\'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), texts, (glob, characters) => {
        const source = glob.map((piece) => WILDCARDS.get(piece) ?? RE2JS.quote(literal(piece)))
        const text = characters.join('')
        expect(globOf(glob.join(''))(text)).toBe(RE2JS.matches(source.join(''), text))
      }),
      { numRuns: 2_000 },
    )
  })

  const literal = (piece: string): string => (piece.startsWith('\\') ? piece.slice(1) : piece)
})
